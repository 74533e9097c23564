// The engine: one person's records in one workspace on this device, edited without waiting for a network and kept in
// step with the server. It is made of the device (what is held), the connection (what is sent and heard), the writer
// (the door for edits) and live answers. It knows no browser: everything around it is a port.
import type { Pending } from "@outrider/shared/projection";
import { type RecordState, textOf } from "@outrider/shared/records";
import type { Call } from "@outrider/shared/commands";
import type { Kind } from "@outrider/shared/schema";
import type { Status, Watchable, WatchName } from "./api.ts";
import type { OlderAnswer } from "./api-records.ts";
import { type AssistantDeps, createAssistant } from "./assistant.ts";
import { createBeyond } from "./beyond.ts";
import { createCompanySizes } from "./company-sizes.ts";
import { createConcerns } from "./concerns.ts";
import { type Connection, createConnection } from "./connection.ts";
import type { BodyTools } from "./documents.ts";
import { openDevice } from "./device.ts";
import { countProposals } from "./edit-lists.ts";
import { createFiles, type Files } from "./files/files.ts";
import { type FileParts, noFiles } from "./files/file-ports.ts";
import { createFigures } from "./figures.ts";
import { createSegments } from "./segments.ts";
import { createHaystacks } from "./haystacks.ts";
import { createKept } from "./kept.ts";
import { createLives } from "./live.ts";
import { createMeaning, type Meaning } from "./meaning/meaning.ts";
import { noVectorExchange, noVectorStore, type VectorExchange, type VectorStore } from "./meaning/meaning-ports.ts";
import { createMutex } from "./mutex.ts";
import { NOTHING_PLANTED, type Planted } from "./planted.ts";
import { createOrders, type FetchOrders, noOrdersStore, type OrdersStore } from "./orders.ts";
import { createPast, type FetchPast, noPastStore, type PastStore } from "./past.ts";
import type { World } from "./ports.ts";
import { createQueries } from "./queries.ts";
import { createReadying } from "./readying.ts";
import { createRelations, type View } from "./relations.ts";
import { noSentinel, type Sentinel } from "./sentinel.ts";
import type { HeardInRoom, RoomOf } from "./room-wire.ts";
import { createRooms, type Rooms, type RoomSeat } from "./rooms.ts";
import { statusOf } from "./status.ts";
import { createShownKeeper, type ShownStore } from "./shown.ts";
import type { Store } from "./store.ts";
import { createWatchables } from "./watchables.ts";
import { createWorkedOut } from "./worked-out.ts";
import { createTwins } from "./twins.ts";
import { createWriter, type Outcome } from "./writer.ts";

export interface EngineOptions {
  readonly store: Store;
  readonly world: World;
  /** The member's id: who edits here. */
  readonly user: string;
  readonly sentinel?: Sentinel;
  /** Where what pages look at is kept for the next start; without it nothing is. */
  readonly shown?: ShownStore;
  /** Where the history of fields comes from and is kept; without it there is what the records themselves tell. */
  readonly past?: { readonly fetch: FetchPast; readonly store: PastStore };
  /** Where the orders of customers come from and are kept; without it there are none to look at. */
  readonly orders?: { readonly fetch: FetchOrders; readonly store: OrdersStore };
  /** Where figures of others' closed deals come from and are kept; without it the coach knows one's own alone. */
  readonly team?: AssistantDeps["team"];
  /** Where the bytes of files lie and how they travel; without it none can be added. */
  readonly files?: FileParts;
  /** Where vectors are kept, and how the team shares them. */
  readonly vectors?: { readonly store: VectorStore; readonly exchange: VectorExchange };
  readonly planted?: Planted;
  /** Fetched when a rich text is first needed, unless told otherwise. */
  readonly bodyTools?: () => Promise<BodyTools>;
  /** This device was revoked and is about to be wiped: what stands beside the store goes here. A failure stops nothing. */
  readonly revoked?: () => Promise<void>;
}

export interface Engine extends Pick<Connection, "nudge" | "putOff"> {
  /** Begins to connect; everything else works before. */
  start(): void;
  /** Ends for good, after what is being written is written. */
  stop(): Promise<void>;
  perform(calls: readonly Call[]): Promise<Outcome>;
  performAll(groups: readonly (readonly Call[])[]): Promise<readonly Outcome[]>;
  undo(group: string): Promise<Outcome>;
  dismissRefused(groups: readonly string[]): Promise<void>;
  readonly files: Pick<Files, "attach" | "open" | "keep" | "again" | "discard">;
  readonly meaning: Pick<Meaning, "owed" | "take" | "keepOnly">;
  /** Fetches the next older records of these kinds, where this device holds a part. */
  older(kinds: readonly Kind[]): Promise<OlderAnswer>;
  /** Fetches those of these records that this device does not hold and its person may see. */
  fetch(ids: readonly string[]): Promise<OlderAnswer>;
  /** Shows the present answer at once and later ones as they come; answers the way to stop. */
  watch<N extends WatchName>(name: N, of: Watchable[N]["of"], show: (value: Watchable[N]["shows"]) => void): () => void;
  /** Comes into a room; `hear` is told what happens there until the seat is left. */
  join(room: RoomOf, hear: (heard: HeardInRoom) => void, held?: number): RoomSeat;
  status(): Status;
  /** Takes everything of this account off this device. */
  wipe(): Promise<void>;
  /** Resolves when what was heard so far has been carried out. */
  settled(): Promise<void>;
  readonly view: View;
}

const NONE: ReadonlySet<string> = new Set();
/** Opens the engine over what the store holds. Rejects where the store cannot be opened. */
export async function createEngine({ store, world, user, sentinel = noSentinel, shown, past: pastOf, orders: ordersOf, team, files: fileParts = noFiles, vectors, planted = NOTHING_PLANTED, bodyTools, revoked }: EngineOptions): Promise<Engine> {
  const lives = createLives(world.timers);
  const exclusive = createMutex();
  let trouble: "full" | "broken" | null = null;
  let ready = false;
  let ended = false;
  const changed = (wrote: ReadonlySet<string>, own = false): void => {
    if (!ready) return;
    keeper?.changed();
    // After a wipe nothing is as it was.
    if (device.replica !== replica) {
      replica = device.replica;
      for (const part of [haystacks, relations, sizes, past, orders, files, kept, twins, meaning, concerns, figures, segments, assistant]) part.forget();
      queries.changed(null);
      return lives.changed(null);
    }
    // A record looks different once its conflict has been looked at.
    const ids = kept.changed(wrote);
    for (const part of [rooms, haystacks, concerns, relations, sizes, figures, segments, assistant]) part.changed(ids);
    past.noticed(ids);
    orders.changed(ids);
    files.changed(ids);
    twins.changed(ids);
    meaning.changed(ids);
    readying.begin();
    queries.changed(ids);
    lives.changed(ids, own);
  };
  const device = await openDevice({ store, sentinel, user, now: () => world.timers.now(), planted, changed, ...(bodyTools && { bodyTools }) });
  let replica = device.replica;
  const view: View = { read: (id) => inWords(device.replica.read(id)), peek: (id) => inWords(device.replica.peek(id)), glance: (id) => device.replica.glance(id), ids: (kind) => device.replica.ids(kind) };
  /** A rich text is found by what was typed into it here, before the server has written it down. */
  function inWords(state: RecordState | undefined): RecordState | undefined {
    if (state?.kind !== "body") return state;
    const text = device.documents.text(state.id);
    return text === null || text === textOf(state, "text") ? state : { ...state, fields: { ...state.fields, text: { value: text, at: 0, origin: "", by: "" } } };
  }
  const kept = createKept(view, user);
  const { keeps } = kept;
  const concerns = createConcerns({ view, user, now: () => world.timers.now(), ready: () => haystacks.ready, keeps });
  const haystacks = createHaystacks(view, concerns.looked);
  const relations = createRelations(view);
  const sizes = createCompanySizes(view);

  const readying = createReadying({ haystacks, timers: world.timers, complete: () => device.meta.complete, ready: () => lives.changed(NONE) });

  const pendingOf = (id: string): Pending => {
    const fields = new Set<string>();
    for (const group of device.replica.pendingOn(id)) {
      for (const change of group.changes) {
        if (change.id === id) for (const part of [change.set, change.add, change.remove]) for (const field of Object.keys(part ?? {})) fields.add(field);
      }
    }
    return fields;
  };
  const beyond = createBeyond({
    device: () => device, ask: (what) => connection.ask(what), live: () => connection.state.phase === "live", timers: world.timers, changed: () => lives.changed(NONE),
  });
  const figures = createFigures({ view, user, beyond, timers: world.timers, ready: () => lives.changed(NONE) });
  const segments = createSegments({ view, relations, user, beyond, timers: world.timers, pendingOf, keeps, ready: () => lives.changed(NONE) });
  const twins = createTwins({ view, timers: world.timers, viewer: () => device.replica.viewer(), pendingOf, keeps, changed: () => lives.changed(NONE) });
  const meaning = createMeaning({
    view, timers: world.timers, store: vectors?.store ?? noVectorStore, exchange: vectors?.exchange ?? noVectorExchange, live: () => connection.state.phase === "live", beyond, pendingOf, keeps,
    changed: () => lives.changed(NONE), failed: (error) => world.log("vectors could not be kept", { error: error instanceof Error ? error.name : "unknown" }),
  });
  const assistant = createAssistant({ view, user, beyond, near: meaning, team, live: () => connection.state.phase === "live", timers: world.timers, ready: () => lives.changed(NONE) });
  const queries = createQueries({ view, haystacks, relations, workedOut: createWorkedOut({ relations, sizes, now: () => world.timers.now() }), beyond, pendingOf, keeps });
  const connection = createConnection({
    device, world, exclusive, anew: beyond.forget,
    heard: {
      typed: (typed) => rooms.typed(typed),
      rewound: () => rooms.refused(null),
      aware: (awareness) => rooms.aware(awareness),
      refused(rows) {
        const bodies = rows.flatMap(({ group }) => group.changes.flatMap(({ id, update }) => (update === undefined ? [] : [id])));
        if (bodies.length > 0) rooms.refused(new Set(bodies));
      },
    },
    revoked: async () => {
      keeper?.end();
      await revoked?.().catch((error: unknown) => world.log("not all of a revoked device could be cleared", { error: error instanceof Error ? error.name : "unknown" }));
    },
    changed() {
      beyond.noticed();
      assistant.noticed();
      rooms.online(connection.state.phase === "live" || connection.state.phase === "catching-up");
      changed(NONE);
      files.online(connection.state.phase === "live");
    },
  });
  const past = createPast({
    view, confirmed: (id) => device.replica.confirmed(id), user, device: () => device.meta.device?.id ?? "", live: () => connection.state.phase === "live", timers: world.timers, changed: () => lives.changed(NONE),
    pendingOn: (record) => [...device.outbox.values()].filter(({ group }) => group.changes.some(({ id }) => id === record)).map(({ group, applied }) => ({ group, accepted: applied !== null })),
    store: pastOf?.store ?? noPastStore, fetch: pastOf?.fetch ?? (() => Promise.resolve(null)),
  });
  const orders = createOrders({ view, store: ordersOf?.store ?? noOrdersStore, fetch: ordersOf?.fetch ?? (() => Promise.resolve(null)), live: () => connection.state.phase === "live", timers: world.timers, changed: () => lives.changed(NONE) });
  const writer = createWriter({
    device, world, exclusive, planted, changed: (ids) => changed(ids, true), made: connection.made,
    troubled: (now) => {
      if (trouble === now) return;
      trouble = now;
      changed(NONE);
    },
  });
  const files = createFiles({
    ...fileParts, view, relations, confirmed: (id) => device.replica.confirmed(id), making: device.making, perform: (args) => writer.perform([{ name: "create", args: { kind: "attachment", ...args } }]),
    live: () => connection.state.phase === "live", complete: () => device.meta.complete, ...world, changed: lives.changed,
  });
  const rooms: Rooms = createRooms({
    documents: device.documents, ready: device.typedLately, timers: world.timers, device: () => device.meta.device?.id ?? "", newId: world.newId, planted,
    type: (args) => alive(() => writer.perform([{ name: "typeInto", args }])), send: (message) => connection.room(message), grown: changed,
    failed: (error) => world.log("a room could not go on", { error: error instanceof Error ? error.name : "unknown" }),
  });
  const keeper = shown && createShownKeeper({ store: shown, timers: world.timers, compute: (name, of) => watchables.now(name, of) });
  ready = true;
  beyond.noticed();
  /** After its end nothing of an engine may write: another one may hold the same database. */
  const alive = <T>(work: () => Promise<T>): Promise<T> => (ended ? Promise.reject(new Error("the engine has ended")) : work());

  const status = (): Status => {
    const owed = files.owed();
    return statusOf({
      session: connection.state, signedOut: connection.signedOut, putOff: connection.isPutOff, trouble: trouble ?? connection.trouble,
      pending: [...device.outbox.values()].filter(({ applied }) => !applied).length + owed.waiting, refused: device.refused.size + owed.troubled, proposals: countProposals(view),
      lastSynced: device.meta.syncedAt, complete: device.meta.complete && !beyond.bounded, part: beyond.bounded ? device.replica.size : null, lostLocalData: device.lostLocalData,
    });
  };
  const watchables = createWatchables({
    device, view, relations, beyond, pendingOf, keeps, now: () => world.timers.now(), sent: () => connection.state.sent, status,
    queries, concerns, sizes, figures, segments, assistant, past, orders, files, twins, meaning,
  });

  return {
    start() {
      connection.start();
      readying.begin();
      void past.sweep();
      void orders.sweep();
      void files.start();
    },
    async stop() {
      ended = true;
      readying.end();
      keeper?.end();
      writer.end();
      lives.stop();
      await connection.stop();
      await files.stop();
      await exclusive(() => Promise.resolve());
    },
    perform: (calls) => alive(() => writer.perform(calls)),
    performAll: (groups) => alive(() => writer.performAll(groups)),
    undo: (group) => alive(() => writer.undo(group)),
    files: { ...files, attach: (file) => alive(() => files.attach(file)) },
    meaning: { owed: (model) => alive(() => meaning.owed(model)), take: (model, of) => alive(() => meaning.take(model, of)), keepOnly: (models) => alive(() => meaning.keepOnly(models)) },
    older: (kinds) => alive(() => beyond.older(kinds)), fetch: (ids) => alive(() => beyond.fetch(ids.filter((id) => view.glance(id) === undefined))),
    dismissRefused: (groups) => alive(() => device.dismiss(groups)),
    watch(name, of, show) {
      readying.asked();
      keeper?.looked(name, of);
      return lives.watch(watchables.live(name, of), show);
    },
    join: (room, hear, held) => rooms.join(room, hear, held),
    status,
    nudge: connection.nudge, putOff: connection.putOff,
    async wipe() {
      keeper?.end();
      await connection.stop();
      await exclusive(() => device.wipe());
    },
    settled: connection.settled,
    view,
  };
}
