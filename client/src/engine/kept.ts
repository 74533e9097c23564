// Which conflicts this person has looked at, on any device, and kept what stands. Invariant: what is taken back (deleted) or
// no longer held keeps nothing. It is built when it is first asked, and kept up from the ids that change.
import type { Keeps } from "@outrider/shared/projection";
import { isDeleted, textOf } from "@outrider/shared/records";
import type { View } from "./relations.ts";

export interface Kept {
  readonly keeps: Keeps;
  /** The ids that changed, with those of the records whose conflicts are looked at by that, or are not any more. */
  changed(ids: ReadonlySet<string>): ReadonlySet<string>;
  forget(): void;
}

interface Left { readonly about: string; readonly key: string }

const keyOf = (about: string, field: string, edit: string): string => `${about} ${field} ${edit}`;

export function createKept(view: View, user: string): Kept {
  /** By the id of what says so. The same may be said twice, by two devices. */
  let left: Map<string, Left> | null = null;
  let keys: ReadonlySet<string> = new Set();

  function leftBy(id: string): Left | null {
    const state = view.read(id);
    if (!state || isDeleted(state) || textOf(state, "person") !== user) return null;
    const about = textOf(state, "about");
    return { about, key: keyOf(about, textOf(state, "field"), textOf(state, "edit")) };
  }

  function keep(found: ReadonlyMap<string, Left | null>): Map<string, Left> {
    left = new Map([...found].flatMap(([id, one]) => (one ? [[id, one]] : [])));
    keys = new Set([...left.values()].map(({ key }) => key));
    return left;
  }

  const built = (): Map<string, Left> => left ?? keep(new Map([...view.ids("kept")].map((id) => [id, leftBy(id)])));

  return {
    keeps: (record, field, edit) => (built(), keys.has(keyOf(record, field, edit))),
    changed(ids) {
      if (!left) return ids;
      const touched = [...new Set([...left.keys(), ...view.ids("kept")])].filter((id) => ids.has(id));
      if (touched.length === 0) return ids;
      const now = new Map(touched.map((id) => [id, leftBy(id)]));
      const about = touched.flatMap((id) => [left?.get(id)?.about, now.get(id)?.about]).filter((id) => id !== undefined);
      keep(new Map([...left, ...now]));
      return new Set([...ids, ...about]);
    },
    forget() {
      left = null;
      keys = new Set();
    },
  };
}
