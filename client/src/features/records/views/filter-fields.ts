// What a list can be filtered by: the fields of its kind that hold something to compare, the workspace's own, and a few
// that are reached through a link. Of each how it is compared and by what control its value is given.
import { entityOf, type Field, type FieldType } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { fieldFor } from "../kinds.ts";
import { viewWords } from "./texts.ts";

/** How a field is asked about. `member`, `stage` and `team` are chosen among those of the workspace. */
export type FieldClass = "text" | "number" | "day" | "choice" | "flag" | "member" | "stage" | "team";
export interface FilterField {
  readonly path: string;
  readonly label: string;
  readonly of: FieldClass;
  /** Where there is one: of a choice, which. */
  readonly field: Field | undefined;
}

/** The comparisons a person chooses from; `isNot`, `lacks` and `none` also find what has no value. */
export const CLASS_OPS = {
  text: ["contains", "lacks", "is", "isNot", "any", "empty", "filled"],
  number: ["ge", "le", "gt", "lt", "is", "between", "empty", "filled"],
  day: ["is", "ge", "le", "lt", "gt", "between", "empty", "filled"],
  choice: ["any", "none", "empty", "filled"],
  member: ["any", "none", "empty", "filled"],
  stage: ["any", "none"],
  team: ["any", "none"],
  flag: ["is"],
} as const satisfies Record<FieldClass, readonly string[]>;
export type FilterOp = (typeof CLASS_OPS)[FieldClass][number];

const CLASSES: Partial<Record<FieldType, FieldClass>> = { text: "text", longText: "text", email: "text", phone: "text", url: "text", number: "number", money: "number", date: "day", instant: "day", choice: "choice", flag: "flag" };
/** The machinery's. */
const HIDDEN = new Set(["deletedAt", "mergedInto", "sharedWith", "convertedContact", "convertedCompany", "convertedDeal", "externalId"]);

function linked(kind: PageKind, name: string): readonly FilterField[] {
  const field = fieldFor(kind, name);
  if (field.many) return [];
  const [to = ""] = field.to;
  const at = (path: string, of: FieldClass, label = field.label): FilterField => ({ path, label, of, field: undefined });
  if (to === "member") return [at(name, "member"), ...(name === "owner" ? [at("owner.team", "team", viewWords.filter.team)] : [])];
  if (to === "stage") return [at(name, "stage"), { ...at("stage.outcome", "choice", viewWords.filter.stageKind), field: entityOf("stage").fields["outcome"] }];
  // By its name: what is chosen by a person is read by the next one.
  return to === "company" || to === "contact" ? [at(`${name}.name`, "text")] : [];
}

export function filterFields(kind: PageKind, custom: readonly CustomFieldView[]): readonly FilterField[] {
  const own = Object.keys(entityOf(kind).fields).filter((name) => !HIDDEN.has(name)).flatMap((name): readonly FilterField[] => {
    const field = fieldFor(kind, name);
    if (field.type === "link") return linked(kind, name);
    const of = CLASSES[field.type];
    return of === undefined ? [] : [{ path: name, label: field.label, of, field }];
  });
  const derived = (path: string, label: string, of: FieldClass = "day"): FilterField => ({ path, label, of, field: undefined });
  const { filter } = viewWords;
  return [
    ...own, ...(kind === "deal" ? [derived("startedOn", filter.started), derived("closedOn", filter.closed), derived("beenIn", filter.beenIn, "stage")] : []),
    ...(kind === "deal" || kind === "lead" ? [derived("contactedOn", filter.contacted)] : []), derived("createdAt", filter.created), derived("updatedAt", filter.updated),
    ...custom.map(({ name, field }): FilterField => ({ path: name, label: field.label, of: CLASSES[field.type] ?? "text", field })),
  ];
}

/** What a person calls a comparison of such a field. */
export function opLabel(of: FieldClass, op: FilterOp): string {
  const { ops, dayOps } = viewWords.filter;
  return of === "day" && Object.hasOwn(dayOps, op) ? dayOps[op as keyof typeof dayOps] : ops[op];
}
