// Owns what a thing must offer to be measured: our own server is one Peer among the others. A Peer has two halves that
// never meet in one process. The `Peer` itself lives in the harness and says how its server is started; its `Client`
// is made in the loader process only. Invariant: no bench gives one peer what it does not give all.
import type { CrmRecord } from "./record.ts";

/** Where one server keeps its files and listens (loopback). */
export interface At {
  readonly dir: string;
  readonly port: number;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A statement about a peer and where it comes from: its source, its documentation or a test in this run. */
export interface Fact {
  readonly answer: string;
  readonly because: string;
}

export const benches = ["facts", "B1", "B2", "B4", "accept"] as const;
export type Bench = (typeof benches)[number];

export interface Peer {
  /** Short and unique; the key in the table and in `--peers`. */
  readonly name: string;
  /** True of our own server: every other row gets its ratio to the first such peer. */
  readonly ours?: boolean;
  /** What is run, in words: transport, store, settings that matter. */
  readonly setup: string;
  /** Packages of bench/peers whose versions are printed. */
  readonly packages: readonly string[];
  /** When it tells a client that an edit is accepted; `none` of a protocol that never does. */
  readonly acknowledges: "after storing" | "before storing" | "none";
  readonly durable: Fact;
  readonly checks: Fact;
  readonly benches: readonly Bench[];
  /** Whether `Client.seed` writes into the files of a stopped server or goes through a running one. */
  readonly seeds: "stopped" | "running";
  /** Why it cannot run on this machine, or undefined when it can. */
  readonly missing?: () => string | undefined;
  readonly launch: (at: At) => Launch;
  /** What must come true after its port takes a connection before the server serves; to give up when it ended. */
  readonly ready?: (at: At, ended: () => boolean) => Promise<void>;
  /** Process ids outside the server's own tree whose CPU and memory are its as well (a database). */
  readonly alsoCounts?: () => readonly number[];
  /** Called once before and after a server directory is used, for what lies outside it (a database). */
  readonly prepare?: (at: At) => Promise<void>;
  readonly cleanUp?: (at: At) => Promise<void>;
  readonly client: () => Promise<Client>;
  /** What differs where a room is a rich text, of peers that have them. */
  readonly text?: () => Promise<TextClient>;
  /** Whether this run is of rich texts. */
  readonly texts?: boolean;
}

/** What `catchUp` leaves in the hands of a new device: its copy, to be compared with what was seeded. */
export type Copy = (n: number) => CrmRecord | undefined;

export interface Writer {
  /** Starts edit `k` (0, 1, 2 …) of record `record`. Does not wait. */
  readonly edit: (k: number, record: number) => void;
}

export interface Room {
  /** Member `author` changes his record in the room to carry the number `change`. */
  readonly change: (author: number, change: number) => void;
  readonly close: () => void;
}

/** The same jobs on rich texts: a change is a word typed. */
export type TextClient = Pick<Client, "room" | "writer" | "survivors">;

export interface Accepting {
  /** Changes whose acceptance was acknowledged before the time was up. */
  readonly accepted: number;
  /** Milliseconds from the first send to the last acknowledgement counted. */
  readonly ms: number;
}

export interface StormSize {
  readonly teams: number;
  readonly devicesEach: number;
  /** Of each device, made while it was away. */
  readonly edits: number;
  readonly withinMs: number;
}

/** Times are ms since the first device came back. */
export interface Storm {
  readonly edits: number;
  readonly drained: number;
  readonly equal: number;
  /** From sending to acknowledgement, ms. */
  readonly ackP50: number;
  readonly ackP99: number;
  readonly reconnects: number;
  /** Edits that became proposals, because somebody else's stands. */
  readonly proposals: number;
  /** CPU of the loader from the first device on, s. */
  readonly loaderCpu: number;
}

export interface Client {
  readonly seed: (at: At, count: number) => Promise<void>;
  /**
   * A device that has nothing gets all `count` records; `held` is told how many it has so far. Reading the copy, to be
   * compared, comes after the clock has stopped.
   */
  readonly catchUp: (at: At, count: number, held: (records: number) => void) => Promise<() => Promise<Copy>>;
  /**
   * One writer over `records` records. `accepted(k)` is called when the client knows that the server took edit k: by
   * its acknowledgement or, of a protocol that has none, when a second client was given the edit by the server.
   */
  readonly writer: (at: At, records: number, accepted: (k: number) => void) => Promise<Writer>;
  /** A new client reads, for each record, the number of the last edit that is there; -1 of none. */
  readonly survivors: (at: At, records: number) => Promise<readonly number[]>;
  /** `members` clients with a connection each in room number `room`; `arrived` when one is given another's change. */
  readonly room: (
    at: At,
    room: number,
    members: number,
    arrived: (member: number, author: number, change: number) => void,
  ) => Promise<Room>;
  /**
   * Sends durable changes as fast as they are acknowledged, `batch` to a message, for `seconds` after `begins`, which
   * is called when the client is connected.
   */
  readonly accept?: (at: At, batch: number, seconds: number, begins: () => Promise<void>) => Promise<Accepting>;
  /**
   * Teams of devices that were away and edited all come back at once. Rejects where any edit is refused, or where in the
   * end a device, or one that never was here, holds something else than the others.
   */
  readonly storm?: (at: At, size: StormSize, begins: () => Promise<void>) => Promise<Storm>;
  /** True when a client that has no right to write was able to: another new client then reads what it wrote. */
  readonly uninvitedWrite: (at: At) => Promise<boolean>;
}
