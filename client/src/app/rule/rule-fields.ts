// How the fields that a rule may ask of are asked about: by what class of thing they hold, with which comparisons, and by
// what control their values are given. Lists and segments each say which fields they have.
import type { Field, FieldType, Kind } from "@outrider/shared/schema";
import { ruleWords } from "./texts.ts";

/** How a field is asked about. `member`, `stage` and `team` are chosen among those of the workspace, `record` among records of a kind, `tags` among those that occur. */
export type FieldClass = "text" | "number" | "day" | "choice" | "flag" | "member" | "stage" | "team" | "tags" | "record";
export interface RuleField {
  readonly path: string;
  readonly label: string;
  readonly of: FieldClass;
  /** Where there is one: of a choice, which. */
  readonly field: Field | undefined;
  /** Of a record: of which kind. */
  readonly to?: Kind;
  /** Its amounts may be said in a currency, where `field` does not say that it is money. */
  readonly money?: boolean;
  /** What it stands together with where fields are chosen from. */
  readonly group?: string;
}

/** The comparisons a person chooses from; `isNot`, `lacks` and `none` also find what has no value. */
export const CLASS_OPS = {
  text: ["contains", "lacks", "is", "isNot", "any", "none", "empty", "filled"],
  number: ["ge", "le", "gt", "lt", "is", "isNot", "between", "empty", "filled"],
  day: ["is", "isNot", "ge", "le", "lt", "gt", "between", "empty", "filled"],
  choice: ["any", "none", "empty", "filled"],
  member: ["any", "none", "empty", "filled"],
  stage: ["any", "none", "empty", "filled"],
  team: ["any", "none", "empty", "filled"],
  flag: ["is", "empty", "filled"],
  tags: ["any", "none", "contains", "lacks", "empty", "filled"],
  record: ["any", "none", "empty", "filled"],
} as const satisfies Record<FieldClass, readonly string[]>;
export type Comparison = (typeof CLASS_OPS)[FieldClass][number];

/** Links are asked about by what they link to. */
export const CLASSES: Partial<Record<FieldType, FieldClass>> = { text: "text", longText: "text", email: "text", phone: "text", url: "text", number: "number", money: "number", date: "day", instant: "day", choice: "choice", flag: "flag" };

/** Whether what it holds is money. */
export const isMoney = ({ money, field }: RuleField): boolean => money ?? field?.type === "money";

/** What a person calls a comparison of such a field. */
export function opLabel(of: FieldClass, op: Comparison): string {
  const { ops, dayOps, tagOps } = ruleWords;
  if (of === "tags" && Object.hasOwn(tagOps, op)) return tagOps[op as keyof typeof tagOps];
  return of === "day" && Object.hasOwn(dayOps, op) ? dayOps[op as keyof typeof dayOps] : ops[op];
}
