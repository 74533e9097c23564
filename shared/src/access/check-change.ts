// The shape of a change: fields that exist, values that fit, sizes, sets as sets. It needs no record and no person,
// and trusts nothing: the change may come from anywhere.
import { isUuid } from "@outrider/shared/kernel";
import { type Change, type Group, MAX_CHANGES, MAX_UPDATE } from "@outrider/shared/records";
import { editWhy, entityOf, type Field, fieldOf, isKind, KINDS, valueFault } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";

const MAX_ELEMENTS = 200;
const MAX_ORIGINS = 100;

function field(change: Change, index: number, name: string, many: boolean): Field | Refusal {
  const found = fieldOf(change.kind, name);
  if (!found) return refusal("unknown-field", editWhy("no-such-field", { kind: entityOf(change.kind).label, name: name.slice(0, 60) }), index, name.slice(0, 60));
  if (found.many !== many) return refusal("bad-change", editWhy(found.many ? "is-a-set" : "is-one-value", { label: found.label }), index, name);
  return found;
}

const isRefusal = (value: Field | Refusal): value is Refusal => "code" in value;

function checkElements(change: Change, index: number, name: string, elements: readonly string[]): Refusal | null {
  const definition = field(change, index, name, true);
  if (isRefusal(definition)) return definition;
  if (elements.length > MAX_ELEMENTS) return refusal("too-large", editWhy("too-many-elements", { label: definition.label, most: MAX_ELEMENTS }), index, name);
  for (const element of elements) {
    const { label } = definition;
    const wrong = element === "__proto__" ? editWhy("reserved-word", { label }) : element.trim() === "" ? editWhy("empty", { label }) : valueFault(definition, element);
    if (wrong !== null) return refusal("bad-value", wrong, index, name);
  }
  return null;
}

function checkOne(change: Change, index: number): Refusal | null {
  if (!isUuid(change.id)) return refusal("bad-change", editWhy("bad-id"), index);
  if (!isKind(change.kind)) return refusal("unknown-kind", editWhy("no-such-kind", { name: String(change.kind).slice(0, 60), kinds: KINDS.join(", ") }), index);
  for (const [name, { value }] of Object.entries(change.set ?? {})) {
    const definition = field(change, index, name, false);
    if (isRefusal(definition)) return definition;
    const wrong = valueFault(definition, value);
    if (wrong !== null) return refusal("bad-value", wrong, index, name);
  }
  for (const [name, elements] of Object.entries(change.add ?? {})) {
    const wrong = checkElements(change, index, name, elements);
    if (wrong) return wrong;
  }
  for (const [name, elements] of Object.entries(change.remove ?? {})) {
    const wrong = checkElements(change, index, name, Object.keys(elements));
    if (wrong) return wrong;
    if (Object.values(elements).some((origins) => origins.length > MAX_ORIGINS)) return refusal("too-large", editWhy("too-many-named"), index, name);
  }
  if (change.update !== undefined) {
    if (change.kind !== "body") return refusal("bad-change", editWhy("only-rich-text"), index);
    if (change.update.length > Math.ceil(MAX_UPDATE / 3) * 4) return refusal("too-large", editWhy("too-much-typed", { most: MAX_UPDATE / 1024 }), index);
  }
  if (change.create) {
    for (const [name, definition] of Object.entries(entityOf(change.kind).fields)) {
      const value = change.set && Object.hasOwn(change.set, name) ? change.set[name]?.value : null;
      if (definition.required && (value === null || value === undefined)) return refusal("bad-value", editWhy("empty", { label: definition.label }), index, name);
    }
  }
  return null;
}

/** What is wrong with the shape of a group, or null. */
export function checkGroup(group: Group): Refusal | null {
  if (group.changes.length === 0) return refusal("bad-change", editWhy("changes-nothing"));
  if (group.changes.length > MAX_CHANGES) return refusal("too-large", editWhy("too-many-changes", { most: MAX_CHANGES }));
  const seen = new Set<string>();
  for (const [index, change] of group.changes.entries()) {
    const wrong = checkOne(change, index);
    if (wrong) return wrong;
    if (seen.has(change.id)) return refusal("bad-change", editWhy("changed-twice"), index);
    seen.add(change.id);
  }
  return null;
}
