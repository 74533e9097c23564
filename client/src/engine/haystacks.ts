// The searchable text of the records of each kind, folded, side by side in one list, kept up by the ids that change. A
// linear scan of it finds faster than an index of words does, and costs nothing to keep. A kind is built when it is
// first searched, or before that in pieces.
import { foundBy, haystackOf, sortKeyOf } from "@outrider/shared/projection";
import type { RecordState } from "@outrider/shared/records";
import { entities, type Kind, KINDS } from "@outrider/shared/schema";
import { HANGING, type View } from "./relations.ts";

export interface Hit { readonly id: string; /** The record's name, folded. */ readonly title: string }

interface Shelf {
  readonly ids: string[];
  readonly texts: string[];
  readonly titles: string[];
  readonly places: Map<string, number>;
  /** Those of the kind that are not on it yet. */
  coming: string[];
}

export interface Haystacks {
  /** Records of the kind in which every word is found, deleted and merged ones included. */
  find(kind: Kind, words: readonly string[]): readonly Hit[];
  /** Puts so many more records of any kind on their shelves, so that the first search need not. */
  prepare(records: number): void;
  /** Whether nothing is left to prepare. */
  readonly ready: boolean;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

const searchable = (kind: Kind): boolean => Object.values(entities[kind].fields).some((field) => "searchable" in field && field.searchable);
/** Those first that have lists of their own: what hangs on others is searched with all kinds only. */
const KINDS_BY_USE = KINDS.filter(searchable).sort((a, b) => Number(HANGING.includes(a)) - Number(HANGING.includes(b)));

/** `looked`: told of every record that is read for it. */
export function createHaystacks(view: View, looked: (state: RecordState) => void = () => undefined): Haystacks {
  const shelves = new Map<Kind, Shelf>();

  function put(shelf: Shelf, id: string): void {
    const state = view.peek(id);
    if (!state) return;
    looked(state);
    const place = shelf.places.get(id) ?? shelf.ids.length;
    shelf.places.set(id, place);
    shelf.ids[place] = id;
    shelf.texts[place] = haystackOf(state);
    shelf.titles[place] = String(sortKeyOf(state, "title", view.peek) ?? "");
  }

  function begun(kind: Kind): Shelf {
    const known = shelves.get(kind);
    if (known) return known;
    const made: Shelf = { ids: [], texts: [], titles: [], places: new Map(), coming: [...view.ids(kind)] };
    shelves.set(kind, made);
    return made;
  }

  function shelfOf(kind: Kind): Shelf {
    const shelf = begun(kind);
    for (const id of shelf.coming) if (!shelf.places.has(id)) put(shelf, id);
    shelf.coming = [];
    return shelf;
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

  const unfinished = (): Kind | undefined => KINDS_BY_USE.find((kind) => (shelves.get(kind)?.coming.length ?? 1) > 0);

  return {
    find(kind, words) {
      const { ids, texts, titles } = shelfOf(kind);
      const hits: Hit[] = [];
      for (let place = 0; place < texts.length; place++) {
        if (foundBy(texts[place] as string, words)) hits.push({ id: ids[place] as string, title: titles[place] as string });
      }
      return hits;
    },
    prepare(records) {
      const kind = unfinished();
      if (kind === undefined) return;
      const shelf = begun(kind);
      for (const id of shelf.coming.splice(Math.max(0, shelf.coming.length - records))) if (!shelf.places.has(id)) put(shelf, id);
    },
    get ready() { return unfinished() === undefined; },
    changed(ids) {
      if (shelves.size === 0) return;
      for (const id of ids) {
        const kind = view.peek(id)?.kind;
        for (const [at, shelf] of shelves) {
          if (at === kind) put(shelf, id);
          else take(shelf, id);
        }
      }
    },
    forget: () => shelves.clear(),
  };
}
