// Messages from the server to a device, in frames that are JSON arrays of them. A device keeps what it does not know.
import type { Conflict, Refusal } from "@outrider/shared/access";
import type { Json } from "@outrider/shared/kernel";
import type { PackedRecord, Receipt } from "@outrider/shared/records";
import type { Cursor } from "./cursor.ts";

export interface Welcome {
  readonly t: "welcome";
  readonly protocol: number;
  readonly schema: number;
  /** A device id other than the one greeted with: the profile was cloned or rolled back; the device goes on under it. */
  readonly device: { readonly id: string; readonly token: string };
  /** Server's clock, ms. */
  readonly now: number;
  /** The counter up to which the server has judged this device's edits. */
  readonly applied: number;
  /** Buckets that come whole: what the device holds of them and is not sent again goes at the checkpoint. */
  readonly fresh: readonly string[];
  /** The server's history was rewound: send again what was acknowledged in the last so many ms; null: it was not. */
  readonly resendWithin: number | null;
  /** Rows to come until the first checkpoint, for progress. */
  readonly total: number;
}

export type Verdict = Applied | Refused;
export interface Applied {
  readonly group: string; readonly counter: number; readonly result: "applied"; readonly seq: number;
  readonly receipt: Receipt; readonly signature: string; readonly conflicts: readonly Conflict[];
}
export interface Refused { readonly group: string; readonly counter: number; readonly result: "refused"; readonly refusal: Refusal }

export interface Verdicts { readonly t: "verdicts"; readonly verdicts: readonly Verdict[] }

/** A record with the buckets it lies in (of those followed), each with the sequence at which it came to lie there so. */
export interface Row { readonly places: readonly (readonly [bucket: string, seq: number])[]; readonly record: PackedRecord }
/** A record that has left a bucket. */
export interface Gone { readonly id: string; readonly bucket: string; readonly seq: number }

/** Rows of the feed; a page never splits a sequence. `cursor` is where the device stands once it has kept the page. */
export interface Page { readonly t: "page"; readonly cursor: Cursor; readonly rows: readonly Row[]; readonly gone: readonly Gone[] }

/** The device holds all there is up to here. Only now do drops take effect, and outbox rows up to `applied` go. */
export interface Checkpoint {
  /** The cursor names every bucket that this person follows: what lies in no other goes. */
  readonly t: "checkpoint"; readonly cursor: Cursor; readonly applied: number;
  /** [rows, checksum] by bucket; now and then. Of a lane that rests only rows from its `below` on count. */
  readonly sums?: Readonly<Record<string, readonly [number, number]>>;
}

export type ByeCode = "update-needed" | "server-too-old" | "revoked" | "replaced" | "signed-out" | "deactivated" | "bad-message" | "busy";
/** The last message before the server closes. */
export interface Bye { readonly t: "bye"; readonly code: ByeCode; readonly message: string }
/** Some of the followed buckets come anew (visibility changed, or the device asked): what `fresh` says as in a welcome. */
export interface Fresh { readonly t: "fresh"; readonly buckets: readonly string[] }
/** To an `ask`: what of it this person may see, as it stands. `whole`: there is no more of it. `next`: where a kind goes on, if it has come any further. */
export interface Answer { readonly t: "answer"; readonly id: number; readonly rows: readonly Row[]; readonly whole: boolean; readonly next?: number }
/** What somebody typed into a rich text whose room this device is in: an update of its document (Yjs V1) as base64. */
export interface Typed { readonly t: "typed"; readonly body: string; readonly seq: number; readonly update: string }
/** One editor or screen in a room: `user` is the server's word. `state` null: gone. */
export interface Present { readonly client: number; readonly clock: number; readonly user: string; readonly state: Readonly<Record<string, Json>> | null }
/** Who is in a room. `whole`: nobody else is. */
export interface Awareness { readonly t: "aware"; readonly room: string; readonly who: readonly Present[]; readonly whole?: true }
export interface Pong { readonly t: "pong" }

export type Down = Welcome | Verdicts | Page | Checkpoint | Answer | Fresh | Typed | Awareness | Bye | Pong;

/** Reads a frame from the server, or null where it is none. */
export function parseDown(text: string): readonly Down[] | null {
  try {
    const data: unknown = JSON.parse(text);
    return Array.isArray(data) ? (data as readonly Down[]) : null;
  } catch {
    return null;
  }
}
