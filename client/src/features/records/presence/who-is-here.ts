// Who looks at a record besides this person, by person: one who has it open twice is one. Pure.
import type { Present } from "@outrider/shared/protocol";

export interface Onlooker {
  /** Member id. */
  readonly user: string;
  /** The field they have open, or null. */
  readonly field: string | null;
}

const FIELD = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;

/** In the order in which they were told, at most so many as are told of. This person elsewhere is not somebody else. */
export function onlookers(who: readonly Present[], user: string): readonly Onlooker[] {
  const all = new Map<string, Onlooker>();
  for (const { user: from, state } of who) {
    if (from === "" || from === user || state === null) continue;
    const said = state["field"];
    const field = typeof said === "string" && FIELD.test(said) ? said : null;
    all.set(from, { user: from, field: field ?? all.get(from)?.field ?? null });
  }
  return [...all.values()];
}
