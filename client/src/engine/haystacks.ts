// The searchable text of the records of each kind, folded, side by side in one list, kept up by the ids that change. A
// linear scan of it finds faster than an index of words does, and costs nothing to keep. A kind is built when it is
// first searched.
import { foundBy, haystackOf, sortKeyOf } from "@outrider/shared/projection";
import type { Kind } from "@outrider/shared/schema";
import type { View } from "./relations.ts";

export interface Hit { readonly id: string; /** The record's name, folded. */ readonly title: string }

interface Shelf { readonly ids: string[]; readonly texts: string[]; readonly titles: string[]; readonly places: Map<string, number> }

export interface Haystacks {
  /** Records of the kind in which every word is found, deleted and merged ones included. */
  find(kind: Kind, words: readonly string[]): readonly Hit[];
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

export function createHaystacks(view: View): Haystacks {
  const shelves = new Map<Kind, Shelf>();

  function put(shelf: Shelf, id: string): void {
    const state = view.read(id);
    if (!state) return;
    const place = shelf.places.get(id) ?? shelf.ids.length;
    shelf.places.set(id, place);
    shelf.ids[place] = id;
    shelf.texts[place] = haystackOf(state);
    shelf.titles[place] = String(sortKeyOf(state, "title", view.read) ?? "");
  }

  function shelfOf(kind: Kind): Shelf {
    const known = shelves.get(kind);
    if (known) return known;
    const made: Shelf = { ids: [], texts: [], titles: [], places: new Map() };
    shelves.set(kind, made);
    for (const id of view.ids(kind)) put(made, id);
    return made;
  }

  /** The last one takes the place of the one that goes. */
  function take(shelf: Shelf, id: string): void {
    const place = shelf.places.get(id);
    if (place === undefined) return;
    shelf.places.delete(id);
    const [last, text, title] = [shelf.ids.pop() as string, shelf.texts.pop() as string, shelf.titles.pop() as string];
    if (last === id) return;
    [shelf.ids[place], shelf.texts[place], shelf.titles[place]] = [last, text, title];
    shelf.places.set(last, place);
  }

  return {
    find(kind, words) {
      const { ids, texts, titles } = shelfOf(kind);
      const hits: Hit[] = [];
      for (let place = 0; place < texts.length; place++) {
        if (foundBy(texts[place] as string, words)) hits.push({ id: ids[place] as string, title: titles[place] as string });
      }
      return hits;
    },
    changed(ids) {
      if (shelves.size === 0) return;
      for (const id of ids) {
        const kind = view.read(id)?.kind;
        for (const [at, shelf] of shelves) {
          if (at === kind) put(shelf, id);
          else take(shelf, id);
        }
      }
    },
    forget: () => shelves.clear(),
  };
}
