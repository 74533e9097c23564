// What the engine needs of the device's disk. Each call is one transaction: all of it or nothing, and what has returned
// from `append` survives a killed browser. Values pass the `seal` port on their way in and out. Contract: store.contract.ts.
import type { Undoable } from "@outrider/shared/commands";
import type { Applied, Cursor, Refused } from "@outrider/shared/protocol";
import type { Glance, Group, PackedRecord } from "@outrider/shared/records";
import type { HeardWords } from "./heard-words.ts";

/** A confirmed record and the buckets it lies in, with the sequence of its row in each. */
export interface Confirmed { readonly record: PackedRecord; readonly places: Readonly<Record<string, number>> }
/** As a disk gives it: `record` may be read only when it is looked at, so what a list must know stands beside it. */
export interface Stored extends Confirmed { readonly id: string; readonly kind: string; readonly glance: Glance }

/** An edit that is to be sent or has been sent and is not in the confirmed state yet. */
export interface OutboxRow {
  readonly group: Group;
  /** For the undo of it, and to show what was typed. */
  readonly undo: Undoable;
  /** The verdict, once there is one. */
  readonly applied: Applied | null;
  /** What the records were called, by id: a refused edit must say what it was about when they are gone from here. */
  readonly titles?: Readonly<Record<string, string>>;
  /** The edit that this one takes back. */
  readonly undid?: string;
  /** The edit as it was under earlier names of this device: the server may have it, and have signed for it, as one of those. */
  readonly earlier?: readonly { readonly device: string; readonly group: Group }[];
}

/** An edit that has left the outbox, with what is needed to take it back. */
export interface DoneRow extends Pick<OutboxRow, "undo" | "titles" | "undid"> { readonly group: string; readonly counter: number; /** Device's clock, ms. */ readonly at: number; readonly command: string }

/** An edit that the server refused, kept until its author has looked at it. */
export interface RefusedRow extends Pick<OutboxRow, "titles"> { readonly group: Group; readonly verdict: Refused; /** Device's clock, ms. */ readonly at: number }

/** An acknowledged edit with its signed receipt, kept for 14 days in case the server loses it. */
export interface SentRow { readonly group: Group; readonly verdict: Applied; /** Server's clock as the device reckons it, ms. */ readonly at: number }

export interface Meta {
  readonly device: { readonly id: string; readonly token: string } | null;
  readonly cursor: Cursor | null;
  /** The counter of the last edit made, of the last one with a verdict. */
  readonly last: number;
  readonly acked: number;
  /** Whether a first checkpoint has been reached: before it, lists are not complete. */
  readonly complete: boolean;
  /** Device's clock at the last checkpoint, ms. */
  readonly syncedAt: number | null;
  /** Server's clock less the device's, ms. */
  readonly offset: number;
  /** What has been asked for of what is older than this device holds by itself. */
  readonly older: Older | null;
  /** What words that were typed here lean on and no record has yet. */
  readonly heard: readonly HeardWords[];
}

/** By kind the sequence from which on the device holds them; 0: all. Good while the lanes rest at `rests`. */
export interface Older { readonly rests: string; readonly kinds: Readonly<Record<string, number>> }

/** A step of the feed: records to keep, records to drop, and where the device then stands. */
export interface Step {
  readonly put: readonly Confirmed[];
  readonly drop: readonly string[];
  /** Only what the step moves: edits are appended meanwhile, and their `last` must never go back. */
  readonly meta: Partial<Omit<Meta, "last" | "acked">>;
  /** Outbox rows up to this counter that have a verdict go. */
  readonly appliedUpTo: number;
  /** Edits to be kept for taking them back, and those to be forgotten. */
  readonly done?: { readonly put: readonly DoneRow[]; readonly drop: readonly string[] };
}

export interface Loaded {
  readonly meta: Meta;
  readonly confirmed: readonly (Confirmed | Stored)[];
  readonly outbox: readonly OutboxRow[];
  readonly refused: readonly RefusedRow[];
  /** Stored values that could not be read. Edits stay where they are; confirmed records come again from the server. */
  readonly unreadable: number;
}

export interface Store {
  load(): Promise<Loaded>;
  /** Keeps edits (durably: strict) together with the counter they used. The only durable write of an edit. */
  append(rows: readonly OutboxRow[], meta: Pick<Meta, "last"> & Partial<Pick<Meta, "heard">>): Promise<void>;
  /** Keeps verdicts: applied ones with their receipt in the outbox row and the sent log, refused ones moved to `refused`. */
  verdicts(applied: readonly SentRow[], refused: readonly RefusedRow[], meta: Pick<Meta, "acked">): Promise<void>;
  step(step: Step): Promise<void>;
  /** Edits kept for taking them back, oldest first; what cannot be read is left out. */
  done(): Promise<readonly DoneRow[]>;
  /** Merges into what is kept; fields not named stay. */
  saveMeta(meta: Partial<Meta>): Promise<void>;
  /** The outbox rewritten whole (the device goes on under another id). */
  rewriteOutbox(rows: readonly OutboxRow[], meta: Pick<Meta, "device">): Promise<void>;
  /** Acknowledged edits since then (by their `at`), oldest first. */
  sentSince(at: number): Promise<readonly SentRow[]>;
  forgetSentBefore(at: number): Promise<void>;
  forgetRefused(groups: readonly string[]): Promise<void>;
  /** Everything goes. */
  wipe(): Promise<void>;
}
