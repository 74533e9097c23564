// Custom fields as programs know them: an object `customFields` whose keys are ids of definitions, the only names of
// theirs that stay. What is written or asked for may also be called by its label. Pure: it reads what it is handed.
import { err, type Json, ok, type Result, type Why } from "@outrider/shared/kernel";
import { type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { CUSTOM_KINDS, CUSTOM_TYPES, customName, customNamed, type CustomType, type Field, fieldOf, type Kind, type Value, valueFault } from "@outrider/shared/schema";

/** On the wire. */
export const CUSTOM = "customFields";

export const hasCustom = (kind: Kind): boolean => (CUSTOM_KINDS as readonly Kind[]).includes(kind);

/** A definition, and the field that records of its kind have by it. */
export interface Defined {
  readonly id: string;
  /** Under which records keep its value. */
  readonly name: string;
  readonly label: string;
  /** As far as its name says it; which words a choice offers is asked where every edit is judged. */
  readonly field: Field;
  readonly archived: boolean;
}

/** Those of a kind among these records. */
export function definedIn(states: Iterable<RecordState>, kind: Kind): readonly Defined[] {
  const found: Defined[] = [];
  for (const state of states) {
    const type: CustomType | undefined = CUSTOM_TYPES.find((one) => one === textOf(state, "type"));
    if (state.kind !== "customField" || textOf(state, "of") !== kind || type === undefined) continue;
    const [label, name] = [textOf(state, "label"), customName(type, state.id)];
    const field = fieldOf(kind, name);
    if (field) found.push({ id: state.id, name, label, field: { ...field, label }, archived: valueOf(state, "archived") === true });
  }
  return found;
}

/** The field that is meant: by its id, or by its label where one alone in use is called so. */
export function customCalled(called: string, defined: readonly Defined[]): Defined | undefined {
  const byId = defined.find(({ id }) => id === called.toLowerCase());
  if (byId) return byId;
  const same = defined.filter(({ label, archived }) => !archived && label.toLowerCase() === called.trim().toLowerCase());
  return same.length === 1 ? same[0] : undefined;
}

const NONE_SUCH = "There is no such custom field. Its id is right, or its label where one in use is called so.";

/** `at`: what is asked of, for whoever is told that there is none. */
export function customMeant(called: string, at: string, defined: readonly Defined[]): Result<Defined, { readonly field: string; readonly message: string }> {
  const found = customCalled(called, defined);
  return found ? ok(found) : err({ field: at, message: NONE_SUCH });
}

/** The values of a record's custom fields, by ids of definitions; empty ones are left out. */
export function customValues(state: RecordState): Readonly<Record<string, Json>> {
  const values = Object.keys(state.fields).sort().flatMap((name): [string, Json][] => {
    const named = customNamed(name);
    const value = named === null ? null : valueOf(state, name);
    return named === null || value === null || value === "" ? [] : [[named.id, value]];
  });
  return Object.fromEntries(values);
}

type Body = Readonly<Record<string, unknown>>;
const given = (body: Body): readonly (readonly [string, unknown])[] => {
  const object = body[CUSTOM];
  return typeof object === "object" && object !== null ? Object.entries(object) : [];
};

/** What a body says of custom fields, by the names that records keep them under. Whether a choice was ever offered the door asks. */
export function customGiven(body: Body, defined: readonly Defined[]): Result<Readonly<Record<string, Value>>, { readonly field: string } & Why> {
  const values: Record<string, Value> = {};
  for (const [called, value] of given(body)) {
    const at = `${CUSTOM}.${called}`;
    const meant = customMeant(called, at, defined);
    if (!meant.ok) return meant;
    const { name, field, label } = meant.value;
    if (Object.hasOwn(values, name)) return err({ field: at, message: `${label} is named twice.` });
    const wrong = valueFault(field, value as Value, label);
    if (wrong !== null) return err({ field: at, ...wrong });
    values[name] = value as Value;
  }
  return ok(values);
}

/** As its author called it. */
export function customWireName(name: string, body: Body, defined: readonly Defined[]): string {
  const called = given(body).find(([one]) => customCalled(one, defined)?.name === name)?.[0];
  return `${CUSTOM}.${called ?? customNamed(name)?.id ?? name}`;
}
