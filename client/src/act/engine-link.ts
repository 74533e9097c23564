// The page's end of the line to the engine. It outlives the worker: when the worker is gone or silent, a new one is
// opened and everything watched is watched again. Invariant: what is shown is the engine's latest word; a request whose
// answer was lost is never sent twice, but said to be of unknown outcome.
import type { EnginePhase, Status, Watchable, WatchName } from "../engine/api.ts";
import type { HeardInRoom, RoomOf, SaidInRoom } from "../engine/room-wire.ts";
import type { Timers } from "../engine/ports.ts";
import { type Account, type Ask, type Port, type Request, type Standing, type Tell, type VaultAsk } from "../engine/wire.ts";

export interface EngineLinkOptions {
  readonly openPort: () => Port<Ask, Tell>;
  /** The lock this page holds while it lives, where there are locks. */
  readonly life: Promise<string | null>;
  /** Resolves when the worker that holds this lock is gone. */
  readonly gone: (life: string) => Promise<void>;
  readonly timers: Timers;
}

/** A page's end of a room. */
export interface Seat { say(said: SaidInRoom): void; leave(): void }

export interface EngineLink {
  /** Begins to work with this account's records; also with no network. */
  open(account: Account): void;
  /** Signed out: nothing is shown any more. */
  close(): void;
  /** Rejects with `EngineAway` where the outcome is not known. */
  request(request: Request): Promise<unknown>;
  watch<N extends WatchName>(name: N, of: Watchable[N]["of"], show: (value: Watchable[N]["shows"]) => void): () => void;
  /** Comes into a room. After the engine was restarted the document comes again, and what it lacks is to be said again. */
  join(room: RoomOf, hear: (heard: HeardInRoom) => void): Seat;
  /** The network may be back, or somebody has signed in. */
  nudge(): void;
  /** What is being received is not wanted now. */
  putOff(): void;
  /** Asks about the key of what is stored, also where no engine runs. Rejects as `request` does. */
  vault(ask: VaultAsk): Promise<unknown>;
  /** Opens the engine anew: its lock is open now. */
  reopen(): void;
}

export class EngineAway extends Error {}

interface Watch { readonly name: WatchName; readonly of: unknown; readonly show: (value: never) => void }
interface Joined { readonly room: RoomOf; readonly hear: (heard: HeardInRoom) => void; held?: number }
interface Waiting { readonly answer: (value: unknown) => void; readonly fail: (error: Error) => void }

const PING_EVERY = 10_000;
/** Pings in a row without an answer after which the worker is taken for dead. */
const MOST_UNANSWERED = 2;
/** A line lost sooner than this after it was opened is opened again only after as long: no worker is started in a rush. */
const NO_RUSH = 1_000;

const PHASES = { starting: "starting", elsewhere: "elsewhere", replaced: "replaced", "signed-out": "signed-out", broken: "needs-attention", locked: "locked", "lease-over": "lease-over" } satisfies Record<Standing, EnginePhase>;

/** What a page knows of sync before its engine has said anything. */
export const statusBefore = (standing: Standing): Status => ({
  phase: PHASES[standing], pending: 0, refused: 0, proposals: 0, progress: null, lastSynced: null, complete: false, part: null, lostLocalData: false, putOff: false, message: null,
  trouble: standing === "broken" ? "The data on this device could not be opened. Close other tabs of this app and reload; nothing was deleted." : null,
});

export function createEngineLink({ openPort, life, gone, timers }: EngineLinkOptions): EngineLink {
  let account: Account | null = null;
  let port: Port<Ask, Tell> | null = null;
  let standing: Standing | null = "starting";
  let unanswered = 0;
  let openedAt = 0;
  let nextId = 0;
  let callOff: () => void = () => undefined;
  const watches = new Map<number, Watch>();
  const waiting = new Map<number, Waiting>();
  const rooms = new Map<number, Joined>();

  const post = (ask: Ask): void => port?.post(ask);

  function stand(next: Standing): void {
    standing = next;
    for (const { name, show } of watches.values()) if (name === "status") (show as (value: Status) => void)(statusBefore(next));
  }

  function failAll(message: string): void {
    for (const { fail } of waiting.values()) fail(new EngineAway(message));
    waiting.clear();
  }

  function hear(tell: Tell): void {
    unanswered = 0;
    switch (tell.t) {
      case "show": {
        const watch = watches.get(tell.id);
        if (watch?.name === "status") standing = null;
        (watch?.show as ((value: unknown) => void) | undefined)?.(tell.value);
        return;
      }
      case "heard": {
        const joined = rooms.get(tell.id);
        if (joined && tell.heard.t === "document") joined.held = tell.heard.client;
        joined?.hear(tell.heard);
        return;
      }
      case "answer":
        waiting.get(tell.id)?.answer(tell.value);
        waiting.delete(tell.id);
        return;
      case "failed":
        waiting.get(tell.id)?.fail(new EngineAway(tell.message));
        waiting.delete(tell.id);
        return;
      case "standing":
        return stand(tell.standing);
      case "life": {
        const from = port;
        void gone(tell.life).then(() => {
          if (from && port === from) reconnect();
        });
        return;
      }
      case "lost":
        return reconnect();
      case "pong":
        return;
    }
  }

  async function connect(): Promise<void> {
    const mine = account;
    const held = await life;
    if (account !== mine || !mine || port) return;
    const opened = openPort();
    port = opened;
    openedAt = timers.now();
    opened.listen((tell) => {
      if (port === opened) hear(tell);
    });
    post({ t: "open", account: mine, life: held });
    for (const [id, { name, of }] of watches) post({ t: "watch", id, name, of });
    for (const [id, { room, held }] of rooms) post({ t: "join", id, room, ...(held !== undefined && { held }) });
    unanswered = 0;
    beat();
  }

  function beat(): void {
    callOff();
    callOff = timers.after(PING_EVERY, () => {
      if (!port) return;
      if (unanswered >= MOST_UNANSWERED) return reconnect();
      unanswered += 1;
      post({ t: "ping" });
      beat();
    });
  }

  function hangUp(): void {
    callOff();
    post({ t: "close" });
    port?.close();
    port = null;
    failAll("The app's engine was restarted. Look whether your change is there before you repeat it.");
  }

  function reconnect(): void {
    hangUp();
    stand("starting");
    if (timers.now() - openedAt >= NO_RUSH) return void connect();
    callOff = timers.after(NO_RUSH, () => void connect());
  }

  /** Asks for what is answered once. */
  async function once(of: (id: number, account: Account) => Ask): Promise<unknown> {
    if (!port) await connect();
    if (!port || !account) throw new EngineAway("Nobody is signed in.");
    const id = nextId++;
    const ask = of(id, account);
    return new Promise((answer, fail) => {
      waiting.set(id, { answer, fail });
      post(ask);
    });
  }

  return {
    open(next) {
      if (account?.user === next.user && account.workspace === next.workspace) return;
      if (port) hangUp();
      account = next;
      stand("starting");
      void connect();
    },
    close() {
      account = null;
      hangUp();
      stand("signed-out");
    },
    request: (request) => once((id) => ({ t: "request", id, request })),
    vault: (ask) => once((id, of) => ({ t: "vault", id, account: of, ask })),
    reopen: reconnect,
    watch(name, of, show) {
      const id = nextId++;
      watches.set(id, { name, of, show });
      if (name === "status" && standing) (show as (value: Status) => void)(statusBefore(standing));
      post({ t: "watch", id, name, of });
      return () => {
        watches.delete(id);
        post({ t: "unwatch", id });
      };
    },
    join(room, hear) {
      const id = nextId++;
      rooms.set(id, { room, hear });
      post({ t: "join", id, room });
      return {
        say: (said) => post({ t: "say", id, said }),
        leave() {
          rooms.delete(id);
          post({ t: "leave", id });
        },
      };
    },
    // Where the lease is over there is no engine to be told: one that is opened anew asks the server.
    nudge: () => (standing === "lease-over" ? reconnect() : post({ t: "nudge" })),
    putOff: () => post({ t: "put-off" }),
  };
}
