// What a list can be filtered by: the fields of its kind that hold something to compare, the workspace's own, and a few
// that are reached through a link. Of each how it is compared and by what control its value is given.
import { isDerived } from "@outrider/shared/projection";
import { entityOf } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { CLASSES, type FieldClass, type RuleField } from "../../../app/rule/rule-fields.ts";
import { fieldFor } from "../kinds.ts";
import { viewWords } from "./texts.ts";

/** The machinery's. */
const HIDDEN = new Set(["deletedAt", "mergedInto", "sharedWith", "convertedContact", "convertedCompany", "convertedDeal", "externalId"]);

function linked(kind: PageKind, name: string): readonly RuleField[] {
  const field = fieldFor(kind, name);
  if (field.many) return [];
  const [to = ""] = field.to;
  const at = (path: string, of: FieldClass, label = field.label): RuleField => ({ path, label, of, field: undefined });
  if (to === "member") return [at(name, "member"), ...(name === "owner" ? [at("owner.team", "team", viewWords.filter.team)] : [])];
  if (to === "stage") return [at(name, "stage"), { ...at("stage.outcome", "choice", viewWords.filter.stageKind), field: entityOf("stage").fields["outcome"] }];
  // By its name: what is chosen by a person is read by the next one.
  return to === "company" || to === "contact" ? [at(`${name}.name`, "text")] : [];
}

export function filterFields(kind: PageKind, custom: readonly CustomFieldView[]): readonly RuleField[] {
  const own = Object.keys(entityOf(kind).fields).filter((name) => !HIDDEN.has(name)).flatMap((name): readonly RuleField[] => {
    const field = fieldFor(kind, name);
    if (field.type === "link") return linked(kind, name);
    const of = CLASSES[field.type];
    return of === undefined ? [] : [{ path: name, label: field.label, of, field }];
  });
  const derived = (path: string, label: string, of: FieldClass = "day"): RuleField => ({ path, label, of, field: undefined });
  const { filter } = viewWords;
  return [
    ...own, ...(kind === "deal" ? [derived("startedOn", filter.started), derived("closedOn", filter.closed), derived("beenIn", filter.beenIn, "stage")] : []),
    ...(isDerived(kind, "contactedOn") ? [derived("contactedOn", filter.contacted)] : []), derived("createdAt", filter.created), derived("updatedAt", filter.updated),
    ...custom.map(({ name, field }): RuleField => ({ path: name, label: field.label, of: CLASSES[field.type] ?? "text", field })),
  ];
}
