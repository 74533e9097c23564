// The port of this feature: what an import asks of the rest of the app. It is written against what an import needs;
// whoever mounts the page binds it to the engine.
import type { Call, Values } from "@outrider/shared/commands";
import type { CustomTarget, ImportKind } from "./core/targets.ts";

export interface MemberChoice { readonly id: string; readonly name: string; readonly email: string }
export interface StageChoice {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly outcome: "open" | "won" | "lost";
  readonly probability: number | null;
  /** The pipeline's name. */
  readonly pipeline: string;
}

/** A record that stands (not in the bin, not merged away), with what imports compare by. Absent text is "". */
export interface KnownRecord {
  readonly id: string;
  /** The title field: a company's, contact's or lead's name, a deal's title. */
  readonly name: string;
  readonly externalId: string;
  readonly emails: readonly string[];
  /** The company as the record holds it: an id in contacts and deals, a name in leads, "" in companies. */
  readonly company: string;
  /** What tells it from another of its name: the address or country, the owner's id, when it changed last (ms). */
  readonly place: string;
  readonly owner: string;
  readonly updatedAt: number;
}

/** Somebody who may be invited, with addresses. */
export interface KnownPerson { readonly id: string; readonly kind: "contact" | "lead"; readonly emails: readonly string[] }
/** A meeting or a task that stands; "" where no other program has a name for it. */
export interface KnownEntry { readonly id: string; readonly kind: "activity" | "task"; readonly externalId: string }

/** What an import of a calendar made and is not in the bin, newest import first. */
export interface EarlierImport { readonly name: string; readonly ids: readonly string[] }

/** A deal that stands, with its sets; absent text is "". */
export interface KnownDeal { readonly id: string; readonly title: string; readonly externalId: string; readonly company: string; readonly sets: Readonly<Record<string, readonly string[]>> }
/** A line that stands, by the id of its deal. */
export interface KnownLine { readonly deal: string; readonly values: Values }

/** What one row writes: a call, or several that stand or fall together. */
export type Calls = Call | readonly Call[];
export const groupOf = (calls: Calls): readonly Call[] => ("name" in calls ? [calls] : calls);

export interface Known {
  readonly records: readonly KnownRecord[];
  /** False where the device does not hold everything yet: what exists elsewhere may be made a second time. */
  readonly complete: boolean;
}

/** How one call ended: a refusal carries the door's code and sentence. */
export type CallOutcome = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string; readonly field?: string } };

export interface ImportTarget {
  /** The member who imports. */
  readonly me: { readonly id: string; readonly name: string };
  /** Active members to whom this person may give a record, themselves included. */
  members(): Promise<readonly MemberChoice[]>;
  /** Stages that are not archived, in the order of the pipelines. */
  stages(): Promise<readonly StageChoice[]>;
  /** The workspace's base currency, three letters. */
  currency(): Promise<string>;
  /** The workspace's own fields of a kind that are in use. */
  custom(kind: ImportKind): Promise<readonly CustomTarget[]>;
  known(kind: ImportKind): Promise<Known>;
  entries(): Promise<{ readonly entries: readonly KnownEntry[]; readonly complete: boolean }>;
  earlier(): Promise<{ readonly imports: readonly EarlierImport[]; readonly complete: boolean }>;
  /** Deals with their sets, and the lines of them all. */
  parts(): Promise<{ readonly deals: readonly KnownDeal[]; readonly lines: readonly KnownLine[]; readonly complete: boolean }>;
  /** Writes the calls of each row as a group of its own, in order, durably; answers one outcome a row. Rejects only when nothing can be written at all. */
  submit(rows: readonly Calls[]): Promise<readonly CallOutcome[]>;
  /** A new random UUID. */
  newId(): string;
  /** Offers text to the person as a file to keep. */
  save(name: string, mime: string, content: string): void;
}
