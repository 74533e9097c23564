// The searchable text of the records of each kind, folded, side by side in one list, kept up by the ids that change. A
// linear scan of it finds faster than an index of words does, and costs nothing to keep. A kind is built when it is
// first searched, or before that in pieces. Beside it lie its distinct words: where few are found by what was typed, the
// words nearest to it are looked for instead.
import { foundBy, foundByAny, haystackOf, sortKeyOf } from "@outrider/shared/projection";
import type { RecordState } from "@outrider/shared/records";
import { entities, type Kind, KINDS } from "@outrider/shared/schema";
import { createVocabulary, likeliest, type Vocabulary } from "@outrider/shared/search";
import { HANGING, type View } from "./relations.ts";

export interface Hit { readonly id: string; /** The record's name, folded. */ readonly title: string; /** Found by the words as they were typed. */ readonly exact: boolean }
/** For each word those that will do in its place, itself first. */
export type Slots = readonly (readonly string[])[];

interface Shelf {
  readonly ids: string[];
  readonly texts: string[];
  readonly titles: string[];
  readonly places: Map<string, number>;
  /** Those of the kind that are not on it yet. */
  coming: string[];
  /** The words of the texts at places below `worded`. */
  readonly vocabulary: Vocabulary;
  worded: number;
}

export interface Haystacks {
  /** Records of the kind in which every word is found, deleted and merged ones included. */
  find(kind: Kind, words: readonly string[]): readonly Hit[];
  /** The same, where for each word any of its slot will do. */
  findAny(kind: Kind, slots: Slots): readonly Hit[];
  /** What these words are taken for where they find few in these kinds: null where they find enough. */
  meant(words: readonly string[], kinds: readonly Kind[]): Slots | null;
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

/** Fewer than this, and what was typed is perhaps mistyped. */
const FEW = 3;
const MOST_REMEMBERED = 16;

/** `looked`: told of every record that is read for it. */
export function createHaystacks(view: View, looked: (state: RecordState) => void = () => undefined): Haystacks {
  const shelves = new Map<Kind, Shelf>();
  /** What was found last, until something changes: several lists are asked the same at once. */
  const remembered = new Map<string, readonly Hit[]>();

  function put(shelf: Shelf, id: string): void {
    const state = view.peek(id);
    if (!state) return;
    looked(state);
    const place = shelf.places.get(id) ?? shelf.ids.length;
    const text = haystackOf(state);
    if (place < shelf.worded) {
      shelf.vocabulary.remove(shelf.texts[place] as string);
      shelf.vocabulary.add(text);
    }
    shelf.places.set(id, place);
    shelf.ids[place] = id;
    shelf.texts[place] = text;
    shelf.titles[place] = String(sortKeyOf(state, "title", view.peek) ?? "");
  }

  function begun(kind: Kind): Shelf {
    const known = shelves.get(kind);
    if (known) return known;
    const made: Shelf = { ids: [], texts: [], titles: [], places: new Map(), coming: [...view.ids(kind)], vocabulary: createVocabulary(), worded: 0 };
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
    if (place < shelf.worded) {
      shelf.vocabulary.remove(shelf.texts[place] as string);
      // The one that comes in its place is known already, or is now.
      if (shelf.ids.length > shelf.worded) shelf.vocabulary.add(shelf.texts.at(-1) as string);
      else shelf.worded -= 1;
    }
    const [last, text, title] = [shelf.ids.pop() as string, shelf.texts.pop() as string, shelf.titles.pop() as string];
    if (last === id) return;
    [shelf.ids[place], shelf.texts[place], shelf.titles[place]] = [last, text, title];
    shelf.places.set(last, place);
  }

  const unfinished = (): Kind | undefined => KINDS_BY_USE.find((kind) => (shelves.get(kind)?.coming.length ?? 1) > 0);
  const unworded = (): Kind | undefined => KINDS_BY_USE.find((kind) => (shelves.get(kind)?.worded ?? 0) < (shelves.get(kind)?.texts.length ?? 0));

  function wordTexts(shelf: Shelf, records: number): void {
    const end = Math.min(shelf.texts.length, shelf.worded + records);
    while (shelf.worded < end) shelf.vocabulary.add(shelf.texts[shelf.worded++] as string);
  }

  function vocabularyOf(kind: Kind): Vocabulary {
    const shelf = shelfOf(kind);
    wordTexts(shelf, shelf.texts.length);
    return shelf.vocabulary;
  }

  function found(kind: Kind, words: readonly string[], slots: Slots | null): readonly Hit[] {
    const asked = JSON.stringify([kind, slots ?? words]);
    const known = remembered.get(asked);
    if (known) return known;
    const { ids, texts, titles } = shelfOf(kind);
    const hits: Hit[] = [];
    for (let place = 0; place < texts.length; place++) {
      const text = texts[place] as string;
      if (slots === null ? foundBy(text, words) : foundByAny(text, slots)) hits.push({ id: ids[place] as string, title: titles[place] as string, exact: slots === null || foundBy(text, words) });
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(asked, hits);
    return hits;
  }

  return {
    find: (kind, words) => found(kind, words, null),
    findAny: (kind, slots) => found(kind, slots.map(([word]) => word as string), slots),
    meant(words, kinds) {
      let few = 0;
      for (const kind of kinds) if ((few += found(kind, words, null).length) >= FEW) return null;
      const vocabularies = kinds.map(vocabularyOf);
      const occurs = words.map((word) => vocabularies.some((vocabulary) => vocabulary.holds(word)));
      // Each is there but not together: any of them may be the mistyped one.
      const all = occurs.every(Boolean);
      const slots = words.map((word, at) => (occurs[at] && !all ? [word] : [...new Set([word, ...likeliest(vocabularies.flatMap((vocabulary) => vocabulary.nearest(word, at === words.length - 1)))])]));
      return slots.some((slot) => slot.length > 1) ? slots : null;
    },
    prepare(records) {
      const kind = unfinished();
      if (kind === undefined) {
        const next = unworded();
        if (next !== undefined) wordTexts(begun(next), records);
        return;
      }
      remembered.clear();
      const shelf = begun(kind);
      for (const id of shelf.coming.splice(Math.max(0, shelf.coming.length - records))) if (!shelf.places.has(id)) put(shelf, id);
    },
    get ready() { return unfinished() === undefined && unworded() === undefined; },
    changed(ids) {
      if (shelves.size === 0) return;
      remembered.clear();
      for (const id of ids) {
        const kind = view.peek(id)?.kind;
        for (const [at, shelf] of shelves) {
          if (at === kind) put(shelf, id);
          else take(shelf, id);
        }
      }
    },
    forget() {
      shelves.clear();
      remembered.clear();
    },
  };
}
