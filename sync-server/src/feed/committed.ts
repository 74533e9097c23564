// What a commit changed, kept just long enough to hand it to the devices that stand right before it, so that a live edit
// costs no read. Whoever stands elsewhere reads the feed; nothing depends on this.
import type { Bucket } from "@outrider/shared/access";
import type { Place } from "./feed-store.ts";

/** `facts`: it was written for its facts alone, and lies where it lay. */
export interface CommittedRow { readonly record: string; readonly places: readonly Place[]; readonly packed: string; readonly facts?: true }
export interface CommittedGone { readonly record: string; readonly bucket: Bucket; readonly seq: number }

export interface CommittedTyped { readonly body: string; readonly seq: number; readonly update: string; readonly device: string; readonly buckets: readonly Bucket[] }

export interface Committed {
  /** The sequence before the first and the last one. */
  readonly after: number;
  readonly upTo: number;
  /** The latest start of a server as of this commit. */
  readonly boot: string;
  readonly rows: readonly CommittedRow[];
  readonly gone: readonly CommittedGone[];
  /** What was typed into rich texts, with the buckets these lie in. */
  readonly typed: readonly CommittedTyped[];
  /** Whether anybody's place in the workspace changed: roles, teams, who is there. */
  readonly membersChanged: boolean;
  /** The sequence at which that last changed, as of this commit: what somebody follows holds for it only if it rests on this. */
  readonly membersSeq: number;
  /** The counter up to which each device's edits are judged. */
  readonly applied: ReadonlyMap<string, number>;
}
