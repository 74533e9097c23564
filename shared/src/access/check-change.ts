// The shape of a change: fields that exist, values that fit, sizes, sets as sets. It needs no record and no person,
// and trusts nothing: the change may come from anywhere.
import { isUuid } from "@outrider/shared/kernel";
import { type Change, type Group, MAX_CHANGES, MAX_UPDATE } from "@outrider/shared/records";
import { checkValue, entityOf, type Field, fieldOf, isKind, KINDS } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";

const MAX_ELEMENTS = 200;
const MAX_ORIGINS = 100;

function field(change: Change, index: number, name: string, many: boolean): Field | Refusal {
  const found = fieldOf(change.kind, name);
  if (!found) return refusal("unknown-field", `${entityOf(change.kind).label} has no field “${name.slice(0, 60)}”.`, index, name.slice(0, 60));
  if (found.many !== many) return refusal("bad-change", `${found.label} is ${found.many ? "a set: add or remove elements" : "one value: set it"}.`, index, name);
  return found;
}

const isRefusal = (value: Field | Refusal): value is Refusal => "code" in value;

function checkElements(change: Change, index: number, name: string, elements: readonly string[]): Refusal | null {
  const definition = field(change, index, name, true);
  if (isRefusal(definition)) return definition;
  if (elements.length > MAX_ELEMENTS) return refusal("too-large", `${definition.label}: more than ${MAX_ELEMENTS} at once.`, index, name);
  for (const element of elements) {
    const wrong = element === "__proto__" ? "cannot be that word" : element.trim() === "" ? "must not be empty" : checkValue(definition, element);
    if (wrong !== null) return refusal("bad-value", `${definition.label} ${wrong}.`, index, name);
  }
  return null;
}

function checkOne(change: Change, index: number): Refusal | null {
  if (!isUuid(change.id)) return refusal("bad-change", "The record's id is not an id.", index);
  if (!isKind(change.kind)) return refusal("unknown-kind", `There is no kind of record “${String(change.kind).slice(0, 60)}”; there are ${KINDS.join(", ")}.`, index);
  for (const [name, { value }] of Object.entries(change.set ?? {})) {
    const definition = field(change, index, name, false);
    if (isRefusal(definition)) return definition;
    const wrong = checkValue(definition, value);
    if (wrong !== null) return refusal("bad-value", `${definition.label} ${wrong}.`, index, name);
  }
  for (const [name, elements] of Object.entries(change.add ?? {})) {
    const wrong = checkElements(change, index, name, elements);
    if (wrong) return wrong;
  }
  for (const [name, elements] of Object.entries(change.remove ?? {})) {
    const wrong = checkElements(change, index, name, Object.keys(elements));
    if (wrong) return wrong;
    if (Object.values(elements).some((origins) => origins.length > MAX_ORIGINS)) return refusal("too-large", "Too many edits named at once.", index, name);
  }
  if (change.update !== undefined) {
    if (change.kind !== "body") return refusal("bad-change", "Only a rich text takes what is typed.", index);
    if (change.update.length > Math.ceil(MAX_UPDATE / 3) * 4) return refusal("too-large", `At most ${MAX_UPDATE / 1024} KiB can be typed or pasted at once.`, index);
  }
  if (change.create) {
    for (const [name, definition] of Object.entries(entityOf(change.kind).fields)) {
      const value = change.set && Object.hasOwn(change.set, name) ? change.set[name]?.value : null;
      if (definition.required && (value === null || value === undefined)) return refusal("bad-value", `${definition.label} must not be empty.`, index, name);
    }
  }
  return null;
}

/** What is wrong with the shape of a group, or null. */
export function checkGroup(group: Group): Refusal | null {
  if (group.changes.length === 0) return refusal("bad-change", "The edit changes nothing.");
  if (group.changes.length > MAX_CHANGES) return refusal("too-large", `More than ${MAX_CHANGES} changes in one edit.`);
  const seen = new Set<string>();
  for (const [index, change] of group.changes.entries()) {
    const wrong = checkOne(change, index);
    if (wrong) return wrong;
    if (seen.has(change.id)) return refusal("bad-change", "A record is changed twice in one edit.", index);
    seen.add(change.id);
  }
  return null;
}
