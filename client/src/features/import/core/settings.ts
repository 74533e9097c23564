// What the person decided, or has been proposed, about one file. Plain data: the page edits it, the core reads it.
import type { KnownRecord, MemberChoice, StageChoice } from "../target.ts";
import type { DateOrder } from "./date-format.ts";
import type { DecimalMark } from "./number-format.ts";
import { guessMapping, type Mapping } from "./recognise.ts";
import type { Table } from "./table.ts";
import type { CustomTarget, ImportKind } from "./targets.ts";

export interface Settings {
  readonly kind: ImportKind;
  /** The workspace's own fields of that kind. */
  readonly custom: readonly CustomTarget[];
  readonly mapping: Mapping;
  /** For amounts that name no currency; three letters. */
  readonly currency: string;
  /** Answers by column. */
  readonly marks: Readonly<Record<number, DecimalMark>>;
  readonly orders: Readonly<Record<number, DateOrder>>;
  /** Answers by column and value (as `sameName`): the id or choice to use, or one of the words below. */
  readonly values: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** The stage of deals that name none. */
  readonly startStage: string;
  /** Companies that are named and do not exist: make them, leave the link empty; "" is not answered. */
  readonly companies: "" | "make" | "leave";
  readonly existing: "skip" | "update";
  /** By which whoever may delete them finds all that it makes; "" for none. */
  readonly tag: string;
}

/** Answers that are not a value: leave the field empty, refuse the row, make it mine (and keep the name as a tag). */
export const LEAVE = "(leave)";
export const REFUSE = "(refuse)";
export const MINE = "(mine)";
export const MINE_TAGGED = "(mine, tagged)";

/** What is already there, as an import sees it. */
export interface Surroundings {
  readonly me: string;
  readonly members: readonly MemberChoice[];
  readonly stages: readonly StageChoice[];
  readonly known: Readonly<Partial<Record<ImportKind, readonly KnownRecord[]>>>;
  /** Names from files that are lists to compare with. */
  readonly references: { readonly products: readonly string[]; readonly people: readonly string[] };
}

/** Kinds whose standing records an import of that kind compares with. */
export const LOOKS_AT = {
  company: ["company"], contact: ["contact", "company"], lead: ["lead"], deal: ["deal", "company", "contact"],
} as const satisfies Record<ImportKind, readonly ImportKind[]>;

export const firstSettings = (table: Table, kind: ImportKind, currency: string, custom: readonly CustomTarget[] = []): Settings => ({
  kind, custom, mapping: guessMapping(table, kind, custom), currency, marks: {}, orders: {}, values: {}, startStage: "", companies: "", existing: "skip", tag: "",
});
