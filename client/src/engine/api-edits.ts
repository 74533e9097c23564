// What became of edits, as the engine shows it: those on their way, done, refused or proposed, and the history of a field.
import type { Why as Because } from "@outrider/shared/kernel";
import type { ProposalView, Written } from "@outrider/shared/projection";
import type { Origin, PastEntry } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import type { RecordName } from "./api-records.ts";

export interface PendingEdit {
  readonly group: string;
  readonly command: string;
  readonly at: number;
  readonly records: readonly RecordName[];
  readonly state: "waiting" | "sent" | "accepted";
}

/**
 * An edit of this device. What an undo would take back of it now: the `whole` or a `part` of it; nothing, because it was
 * `changed` since; it is `undone` already.
 */
export interface DoneEdit {
  readonly group: string;
  readonly command: string;
  /** Device's clock, ms. */
  readonly at: number;
  readonly records: readonly RecordName[];
  /** Of records that were there before. */
  readonly fields: readonly string[];
  readonly state: "whole" | "part" | "changed" | "undone";
}

export interface RefusedEdit {
  readonly group: string;
  readonly command: string;
  readonly at: number;
  readonly refusedAt: number;
  readonly refusal: Because & { readonly code: string; readonly field?: string };
  /** What was typed, to be copied. */
  readonly typed: readonly { readonly record: RecordName; readonly field: string; readonly label: string; readonly text: string }[];
}

export interface OpenProposal extends ProposalView { readonly record: RecordName; readonly titles: Readonly<Record<string, string>> }

/** What gave way lately and concerns this person. `key` names it: the same again is the same. `edit`: what it is left by (see the kind `kept`). */
export type Concern = { readonly key: string; readonly at: number; readonly record: RecordName; readonly field: string; readonly edit: Origin } & (
  /** Two did not know of each other's edit: of the two values one stands. */
  | { readonly type: "value"; readonly mine: "gave-way" | "stands"; readonly gave: Written; readonly stands: Written }
  /** `by` settled what `author` proposed; `overruled`: this person had let it be meanwhile. */
  | { readonly type: "settled"; readonly accepted: boolean; readonly by: string; readonly author: string; readonly proposed: Value; readonly stands: Written | null; readonly overruled: boolean }
);

export interface Concerns {
  /** Newest first. */
  readonly concerns: readonly Concern[];
  readonly titles: Readonly<Record<string, string>>;
  /** Whether everything on this device has been looked at. */
  readonly complete: boolean;
}

/** The history of one field or set of a record; `pages`: how many of the server's pages are wanted, 1 unless told. */
export interface PastOf { readonly record: string; readonly field: string; readonly pages?: number }

/** `pending`: an edit of this device that the server does not have yet. */
export interface ShownEntry extends PastEntry { readonly pending: boolean }

export interface PastAnswer {
  /** Own edits on their way, then newest first. */
  readonly entries: readonly ShownEntry[];
  readonly titles: Readonly<Record<string, string>>;
  /** When the server was asked last, by the device's clock; null: never, and this is what the record itself tells. */
  readonly asOf: number | null;
  /** `here`: as the server knows it now; `offline`: it cannot be asked; `gone`: this person may not see the record any more. */
  readonly state: "asking" | "here" | "offline" | "gone";
  /** Whether there is older history to be asked for. */
  readonly more: boolean;
}
