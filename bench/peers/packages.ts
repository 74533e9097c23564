// Owns the door to the peers' packages: they are installed by the first bench only and belong to no workspace, so their
// types are not at hand when the project is checked. Here stands exactly what the adapters use of each.

export interface YMap {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  toJSON(): Record<string, unknown>;
  readonly size: number;
  observe(listener: (event: { readonly keysChanged: ReadonlySet<string> }) => void): void;
}

export interface YDoc {
  getMap(name: string): YMap;
  transact(change: () => void): void;
  on(event: "update", listener: () => void): void;
  destroy(): void;
}

export interface Yjs {
  readonly Doc: new (options: { readonly guid: string }) => YDoc;
  readonly encodeStateAsUpdate: (doc: YDoc) => Uint8Array;
  readonly applyUpdate: (doc: YDoc, update: Uint8Array) => void;
}

/** A document of one text. */
export interface AutomergeDoc {
  field?: string;
}

export interface Automerge {
  readonly init: () => AutomergeDoc;
  readonly clone: (doc: AutomergeDoc) => AutomergeDoc;
  readonly change: (doc: AutomergeDoc, edit: (doc: AutomergeDoc) => void) => AutomergeDoc;
  readonly merge: (into: AutomergeDoc, from: AutomergeDoc) => AutomergeDoc;
  readonly free: (doc: AutomergeDoc) => void;
}

export interface HocuspocusSocket {
  destroy(): void;
}

export interface HocuspocusProvider {
  attach(): void;
  destroy(): void;
}

export interface Hocuspocus {
  readonly HocuspocusProviderWebsocket: new (options: {
    readonly url: string;
    readonly WebSocketPolyfill: unknown;
  }) => HocuspocusSocket;
  readonly HocuspocusProvider: new (options: {
    readonly name: string;
    readonly document: YDoc;
    readonly websocketProvider: HocuspocusSocket;
    readonly awareness?: null;
    readonly onSynced?: () => void;
    readonly onUnsyncedChanges?: (event: { readonly number: number }) => void;
  }) => HocuspocusProvider;
}

export interface YWebsocketProvider {
  once(event: "sync", listener: () => void): void;
  destroy(): void;
}

export interface YWebsocket {
  readonly WebsocketProvider: new (
    url: string,
    room: string,
    doc: YDoc,
    options: { readonly disableBc: true; readonly WebSocketPolyfill: unknown; readonly protocols?: readonly string[] },
  ) => YWebsocketProvider;
}

export interface YLeveldb {
  readonly LeveldbPersistence: new (dir: string) => {
    storeUpdate(doc: string, update: Uint8Array): Promise<number>;
    destroy(): Promise<void>;
  };
}

export interface Sqlite {
  readonly Database: new (file: string) => {
    run(sql: string, params?: Readonly<Record<string, unknown>>, done?: (error: Error | null) => void): void;
    close(done: (error: Error | null) => void): void;
  };
}

export interface PouchDoc {
  readonly _id: string;
  readonly _rev?: string;
  readonly [field: string]: unknown;
}

export interface PouchDb {
  put(doc: PouchDoc): Promise<{ readonly rev: string }>;
  get(id: string): Promise<PouchDoc>;
  bulkDocs(docs: readonly PouchDoc[]): Promise<readonly { readonly ok?: boolean }[]>;
  allDocs(options: {
    readonly include_docs: true;
  }): Promise<{ readonly rows: readonly { readonly id: string; readonly doc?: PouchDoc }[] }>;
  changes(options: { readonly since: "now"; readonly live: true; readonly include_docs: true }): {
    on(event: "change", listener: (change: { readonly doc?: PouchDoc }) => void): void;
    on(event: "error", listener: (error: unknown) => void): void;
    cancel(): void;
  };
  close(): Promise<void>;
}

export interface Pouch {
  new (name: string, options?: Readonly<Record<string, unknown>>): PouchDb;
  plugin(plugin: unknown): void;
  fetch(url: string, init: object): Promise<unknown>;
  replicate(
    from: PouchDb,
    to: PouchDb,
    options: { readonly batch_size: number; readonly batches_limit: number },
  ): Promise<unknown> & { on(event: "change", listener: (info: { readonly docs_written: number }) => void): void };
}

export interface TinyStore {
  setRow(table: string, row: string, cells: Readonly<Record<string, unknown>>): void;
  setCell(table: string, row: string, cell: string, value: unknown): void;
  getCell(table: string, row: string, cell: string): unknown;
  getRow(table: string, row: string): Record<string, unknown>;
  getRowCount(table: string): number;
  transaction(change: () => void): void;
  merge(other: TinyStore): TinyStore;
  addCellListener(
    table: string,
    row: null,
    cell: string,
    listener: (store: TinyStore, table: string, row: string, cell: string, value: unknown) => void,
  ): string;
}

export interface Tiny {
  readonly createMergeableStore: (id?: string, now?: () => number) => TinyStore;
}

export interface TinySocket {
  readonly createWsSynchronizer: (
    store: TinyStore,
    socket: unknown,
    requestTimeoutSeconds: number,
    onSend: undefined,
    onReceive: undefined,
    onIgnoredError: (error: unknown) => void,
  ) => Promise<{ startSync(): Promise<unknown>; destroy(): Promise<unknown> }>;
}

export interface TinyFile {
  readonly createFilePersister: (store: TinyStore, file: string) => { save(): Promise<unknown> };
}

export type WebSocketClass = new (url: string) => { close(): void };

interface Packages {
  yjs: Yjs;
  "@automerge/automerge": Automerge;
  "@hocuspocus/provider": Hocuspocus;
  "y-websocket": YWebsocket;
  "y-leveldb": YLeveldb;
  sqlite3: { readonly default: Sqlite };
  pouchdb: { readonly default: Pouch };
  "pouchdb-adapter-memory": { readonly default: unknown };
  tinybase: Tiny;
  "tinybase/synchronizers/synchronizer-ws-client": TinySocket;
  "tinybase/persisters/persister-file": TinyFile;
  ws: { readonly WebSocket: WebSocketClass };
}

/** Imports a peer's package; rejects when the peers are not installed. */
export const load = async <Name extends keyof Packages>(name: Name): Promise<Packages[Name]> =>
  (await import(name as string)) as Packages[Name];
