// One edit on its way through the door, and what came of it.
import type { Refusal } from "@outrider/shared/access";
import type { Verdict } from "@outrider/shared/protocol";
import type { Group, Receipt } from "@outrider/shared/records";

export interface Pushed {
  readonly from: "device";
  readonly group: Group;
  readonly device: string;
  readonly user: string;
  /** The edit's age on its own device, ms. */
  readonly age: number;
  /** The server's clock at the last contact before the edit could have been made, ms. */
  readonly floor: number;
  /** What was found wrong with what it types into a rich text, before it came here. */
  readonly fault?: Refusal | null;
  /** The connection that brought it: once one edit of it could not be judged, no later one is, or it would be skipped for ever. */
  readonly line?: Line;
}
export interface Line {
  broken: boolean;
  /** From this counter on nothing of it is judged: what comes after may rest on what was not. */
  stopped?: { readonly at: number; readonly by: "cloned" | "wait" };
}
/** An edit that this server acknowledged and has lost since; its receipt has been checked. */
export interface Resent { readonly from: "receipt"; readonly group: Group; readonly receipt: Receipt; readonly signature: string; readonly device: string; readonly user: string }
/** An edit of the server's own: bound by shape, not by permission. */
export interface System {
  readonly from: "system";
  readonly group: Group;
  readonly device: string;
  readonly user: string;
  /** The document of a rich text is written down with all that was typed up to a sequence: good only over the one it was made from. */
  readonly writes?: { readonly body: string; readonly upTo: number; readonly over: string | null };
  /** When it happened, ms, where it is told of the past; no device can say this. */
  readonly at?: number;
}

/** An edit of somebody who has no device here: another program in a room. Judged like a device's; it is sent once and has no counter. */
export interface Guest {
  readonly from: "guest";
  readonly group: Group;
  /** Names whose clients of documents these are: one sign-in. */
  readonly device: string;
  readonly user: string;
  readonly fault: Refusal | null;
}

export type Entry = Pushed | Resent | System | Guest;

export type EntryResult =
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly seq: number }
  /** The counter was used by another edit: two copies of one profile. The device must go on as a new one. */
  | { readonly kind: "cloned" }
  /** The edit is of a newer schema than this server's: it waits on its device. */
  | { readonly kind: "wait" };
