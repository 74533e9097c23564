// What records say of who or what they are, by kind, for finding those that are there twice. A kind is read through in
// pieces when it is first asked for, kept up by the ids that change, and forgotten when nobody has asked for a while: it is
// of use to few, and it holds a line of every record.
import { type Profile, profileOf, type TwinKind } from "@outrider/shared/search";
import type { View } from "./relations.ts";

interface Shelf { readonly profiles: Map<string, Profile>; readonly coming: string[]; readonly all: number }

export interface Profiles {
  /** Those read so far; begins the kind where it has not begun. */
  of(kind: TwinKind): ReadonlyMap<string, Profile>;
  ready(kind: TwinKind): boolean;
  /** How much of the kind has been read, 0 to 1. */
  share(kind: TwinKind): number;
  /** Reads so many more; answers whether there was anything to read. */
  prepare(records: number): boolean;
  /** Those of each kind that now say something else of themselves. */
  changed(ids: ReadonlySet<string>): ReadonlyMap<TwinKind, readonly string[]>;
  forget(): void;
}

export function createProfiles(view: View): Profiles {
  const shelves = new Map<TwinKind, Shelf>();

  function begun(kind: TwinKind): Shelf {
    const known = shelves.get(kind);
    if (known) return known;
    const coming = [...view.ids(kind)];
    const made = { profiles: new Map<string, Profile>(), coming, all: coming.length };
    shelves.set(kind, made);
    return made;
  }

  /** Whether it says something else than before. */
  function put({ profiles }: Shelf, kind: TwinKind, id: string): boolean {
    const state = view.peek(id);
    const profile = state?.kind === kind ? profileOf(state, view.peek) : null;
    const before = profiles.get(id);
    if (profile) profiles.set(id, profile);
    else profiles.delete(id);
    return JSON.stringify(before ?? null) !== JSON.stringify(profile);
  }

  return {
    of: (kind) => begun(kind).profiles,
    ready: (kind) => begun(kind).coming.length === 0,
    share(kind) {
      const { coming, all } = begun(kind);
      return all === 0 ? 1 : 1 - coming.length / all;
    },
    prepare(records) {
      for (const [kind, shelf] of shelves) {
        if (shelf.coming.length === 0) continue;
        for (const id of shelf.coming.splice(Math.max(0, shelf.coming.length - records))) put(shelf, kind, id);
        return true;
      }
      return false;
    },
    changed(ids) {
      return new Map([...shelves].map(([kind, shelf]) => [kind, [...ids].filter((id) => put(shelf, kind, id))] as const));
    },
    forget: () => shelves.clear(),
  };
}
