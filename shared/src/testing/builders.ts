// Records as the tests want them, made by the production merge from plain values.
import { derivedId } from "@outrider/shared/kernel";
import { apply, type RecordState, resolve, type Stamp } from "@outrider/shared/records";
import type { Kind, Value } from "@outrider/shared/schema";

/** The id that a name stands for, the same in every run. */
export const idOf = (name: string): string => derivedId("test", name);

const SYSTEM: Stamp = { at: 1, origin: "system.1", by: "system" };

export interface StateParts {
  readonly values?: Readonly<Record<string, Value>>;
  readonly sets?: Readonly<Record<string, readonly string[]>>;
}

/** A record that holds these values and elements, written by one edit; what the door checks is not checked. */
export function stateOf(kind: Kind, id: string, { values = {}, sets = {} }: StateParts = {}, stamp: Stamp = SYSTEM): RecordState {
  const set = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }]));
  return apply(undefined, resolve(undefined, { id, kind, create: true, set, add: sets }, stamp).delta);
}

export const memberState = (name: string, role: string, team = "", active = true): RecordState =>
  stateOf("member", idOf(name), { values: { name, role, team, active } });
