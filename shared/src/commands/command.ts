// A command decides on changes: pure, from its arguments and what it reads. It does not check what the door checks
// (permission, shape): it answers only for its own sense. The one way in for screens, REST, imports and jobs.
import type { Result } from "@outrider/shared/kernel";
import type { Refusal, Viewer } from "@outrider/shared/access";
import { type Assignment, baseOf, type Change, type Read, type RecordState, valueOf } from "@outrider/shared/records";
import { type Kind, type Value } from "@outrider/shared/schema";
import { sameJson } from "@outrider/shared/kernel";

export interface Context {
  readonly actor: Viewer;
  /** The device's clock, ms. */
  readonly now: number;
  readonly newId: () => string;
  readonly read: Read;
}

export type Decision = Result<readonly Change[], Refusal>;
export type Command<Args> = (args: Args, context: Context) => Decision;
export type Values = Readonly<Record<string, Value>>;

/** Assignments that name what stands as their base; values that stand already are left out. */
export function assignments(state: RecordState | undefined, values: Values): Record<string, Assignment> {
  const set: Record<string, Assignment> = {};
  for (const [field, value] of Object.entries(values)) {
    if (state && sameJson(valueOf(state, field), value)) continue;
    set[field] = { value, base: baseOf(state, field) };
  }
  return set;
}

/** A change of a record that stands. */
export const changeOf = (state: RecordState, values: Values): Change => ({ id: state.id, kind: state.kind, set: assignments(state, values) });

/** A record as a command or an import describes it: values, and the elements of its sets. */
export interface Draft { readonly kind: Kind; readonly values: Values; readonly sets?: Readonly<Record<string, readonly string[]>> }

/** The change that makes a record; empty values are left out. */
export function creationOf(id: string, { kind, values, sets = {} }: Draft): Change {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  const add = Object.fromEntries(Object.entries(sets).filter(([, elements]) => elements.length > 0));
  return {
    id, kind, create: true, set: Object.fromEntries(filled.map(([field, value]) => [field, { value, base: null }])),
    ...(Object.keys(add).length > 0 && { add }),
  };
}
