// Owns the clients of Hocuspocus: a record is a Y.Doc with a Y.Map of its 15 fields, all documents share one socket.
// The acknowledgement is the provider's own: `unsyncedChanges` back at zero.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { At, Client } from "../peer.ts";
import { fieldCount, recordAt, recordId, type CrmRecord } from "../record.ts";
import { load, type HocuspocusProvider, type HocuspocusSocket, type YDoc } from "./packages.ts";
import { windowed } from "./windowed.ts";

const { Doc, encodeStateAsUpdate } = await load("yjs");
const { HocuspocusProvider: Provider, HocuspocusProviderWebsocket: Socket } = await load("@hocuspocus/provider");
const { WebSocket } = await load("ws");

/** Documents asked for at once; fewer were slower, more no faster. */
const width = 200;

const socketTo = (at: At): HocuspocusSocket =>
  new Socket({ url: `ws://127.0.0.1:${at.port}`, WebSocketPolyfill: WebSocket });

interface Open {
  readonly document: YDoc;
  readonly provider: HocuspocusProvider;
}

const open = (
  socket: HocuspocusSocket,
  name: string,
  unsynced: (changes: number) => void = () => undefined,
): Promise<Open> =>
  new Promise((resolve) => {
    const document = new Doc({ guid: name });
    const provider: HocuspocusProvider = new Provider({
      name,
      document,
      websocketProvider: socket,
      awareness: null,
      onSynced: () => resolve({ document, provider }),
      onUnsyncedChanges: ({ number }) => unsynced(number),
    });
    provider.attach();
  });

const recordDoc = (n: number): Uint8Array => {
  const document = new Doc({ guid: recordId(n) });
  document.transact(() => {
    const map = document.getMap("record");
    for (const [field, value] of Object.entries(recordAt(n))) map.set(field, value);
  });
  return encodeStateAsUpdate(document);
};

const upsert = "INSERT INTO documents (name, data) VALUES ($name, $data) ON CONFLICT(name) DO UPDATE SET data = $data";
const createTable = "CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))";

export const hocuspocusClient: Client = {
  // Straight into the extension's own table, as its store function writes it: through the server it takes minutes.
  seed: async (at, count) => {
    const { default: sqlite } = await load("sqlite3");
    mkdirSync(at.dir, { recursive: true });
    const db = new sqlite.Database(join(at.dir, "documents.sqlite"));
    const run = (sql: string, params: Readonly<Record<string, unknown>> = {}): Promise<void> =>
      new Promise((resolve, reject) => {
        db.run(sql, params, (error) => (error === null ? resolve() : reject(error)));
      });
    await run(createTable);
    await run("BEGIN");
    for (let n = 0; n < count; n++) await run(upsert, { $name: recordId(n), $data: Buffer.from(recordDoc(n)) });
    await run("COMMIT");
    await new Promise((resolve) => db.close(resolve));
  },

  catchUp: async (at, count, held) => {
    const socket = socketTo(at);
    const documents: YDoc[] = [];
    let whole = 0;
    await windowed(count, width, async (n) => {
      const { document } = await open(socket, recordId(n));
      documents[n] = document;
      if (document.getMap("record").size === fieldCount) held(++whole);
    });
    return async () => (n) => documents[n]?.getMap("record").toJSON() as CrmRecord | undefined;
  },

  writer: async (at, records, accepted) => {
    const socket = socketTo(at);
    const waiting: number[][] = Array.from({ length: records }, () => []);
    const acknowledge = (record: number) => (unsynced: number) => {
      const list = waiting[record] ?? [];
      for (const k of list.splice(0, list.length - unsynced)) accepted(k);
    };
    const opened = await Promise.all(
      Array.from({ length: records }, (_, record) => open(socket, recordId(record), acknowledge(record))),
    );
    return {
      edit: (k, record) => {
        waiting[record]?.push(k);
        opened[record]?.document.getMap("record").set("edit", k);
      },
    };
  },

  survivors: async (at, records) => {
    const socket = socketTo(at);
    const last = async (_: unknown, record: number): Promise<number> => {
      const { document } = await open(socket, recordId(record));
      return Number(document.getMap("record").get("edit") ?? -1);
    };
    return Promise.all(Array.from({ length: records }, last));
  },

  room: async (at, room, members, arrived) => {
    const sockets = Array.from({ length: members }, () => socketTo(at));
    const opened = await Promise.all(sockets.map((socket) => open(socket, `room-${room}`)));
    opened.forEach(({ document }, member) => {
      const map = document.getMap("changes");
      map.observe(({ keysChanged }) => {
        for (const author of keysChanged) arrived(member, Number(author), Number(map.get(author)));
      });
    });
    return {
      change: (author, change) => opened[author]?.document.getMap("changes").set(String(author), change),
      close: () => sockets.forEach((socket) => socket.destroy()),
    };
  },

  uninvitedWrite: async (at) => {
    const synced = new Promise<void>((resolve) => {
      let sent = false;
      const watch = (unsynced: number): void => void (sent && unsynced === 0 && resolve());
      void open(socketTo(at), "uninvited", watch).then(({ document }) => {
        sent = true;
        document.getMap("record").set("by", "nobody");
      });
    });
    await synced;
    const { document } = await open(socketTo(at), "uninvited");
    return document.getMap("record").get("by") === "nobody";
  },
};
