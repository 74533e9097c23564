// The searchable text of the records of each kind, folded, side by side in one list, kept up by the ids that change. A
// linear scan of it finds faster than an index of words does, and costs nothing to keep. A kind is built when it is
// first searched, or before that in pieces. Beside it lie its distinct words: where few are found by what was typed, the
// words nearest to it are looked for instead.
import { foundBy, foundByAny, haystackOf, sortKeyOf } from "@outrider/shared/projection";
import { isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { entities, type Kind, KINDS } from "@outrider/shared/schema";
import { commonPart, createVocabulary, lettersIn, likeliest, type Vocabulary } from "@outrider/shared/search";
import { HANGING, type View } from "./relations.ts";

export interface Hit { readonly id: string; /** The record's name, folded. */ readonly title: string; /** Found by the words as they were typed. */ readonly exact: boolean; readonly deleted: boolean; /** Another stands for it. */ readonly merged: boolean }
/** As it lies on its shelf: what finds it hands out the same one every time. */
interface Shelved extends Hit { readonly text: string; /** As `lettersOf`. */ readonly letters: number }
/** For each word those that will do in its place, itself first. */
export type Slots = readonly (readonly string[])[];

interface Shelf {
  readonly records: Shelved[];
  readonly places: Map<string, number>;
  /** Those of the kind that are not on it yet. */
  coming: string[];
  /** The words of the texts at places below `worded`. */
  readonly vocabulary: Vocabulary;
  worded: number;
  /** What was found last: who types on looks through that alone. */
  last: { readonly words: readonly string[]; readonly hits: readonly Shelved[] } | null;
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

/** Which letters occur, in as many bits as a small number has: a text that lacks one of a word's need not be read to know that it lacks the word. */
const lettersOf = (texts: readonly string[]): number => texts.reduce((bits, text) => bits | lettersIn(text), 0) & 0x3fff_ffff;
const mayHold = ({ letters }: Shelved, wanted: number): boolean => (wanted & ~letters) === 0;
const textAt = ({ records }: Shelf, place: number): string => (records[place] as Shelved).text;
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((word, at) => word === b[at]);

/** `looked`: told of every record that is read for it. */
export function createHaystacks(view: View, looked: (state: RecordState) => void = () => undefined): Haystacks {
  const shelves = new Map<Kind, Shelf>();
  /** What was found nearly, until something changes: several lists are asked the same at once. */
  const remembered = new Map<string, readonly Hit[]>();

  function put(shelf: Shelf, id: string): void {
    const state = view.peek(id);
    if (!state) return;
    looked(state);
    const place = shelf.places.get(id) ?? shelf.records.length;
    const text = haystackOf(state);
    if (place < shelf.worded) {
      shelf.vocabulary.remove(textAt(shelf, place));
      shelf.vocabulary.add(text);
    }
    shelf.last = null;
    shelf.places.set(id, place);
    shelf.records[place] = { id, title: String(sortKeyOf(state, "title", view.peek) ?? ""), exact: true, deleted: isDeleted(state), merged: textOf(state, "mergedInto") !== "", text, letters: lettersOf([text]) };
  }

  function begun(kind: Kind): Shelf {
    const known = shelves.get(kind);
    if (known) return known;
    const made: Shelf = { records: [], places: new Map(), coming: [...view.ids(kind)], vocabulary: createVocabulary(), worded: 0, last: null };
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
    shelf.last = null;
    const last = shelf.records.at(-1) as Shelved;
    if (place < shelf.worded) {
      shelf.vocabulary.remove(textAt(shelf, place));
      // The one that comes in its place is known already, or is now.
      if (shelf.records.length > shelf.worded) shelf.vocabulary.add(last.text);
      else shelf.worded -= 1;
    }
    shelf.records.pop();
    if (last.id === id) return;
    shelf.records[place] = last;
    shelf.places.set(last.id, place);
  }

  const unfinished = (): Kind | undefined => KINDS_BY_USE.find((kind) => (shelves.get(kind)?.coming.length ?? 1) > 0);
  const unworded = (): Kind | undefined => KINDS_BY_USE.find((kind) => (shelves.get(kind)?.worded ?? 0) < (shelves.get(kind)?.records.length ?? 0));

  function wordTexts(shelf: Shelf, records: number): void {
    const end = Math.min(shelf.records.length, shelf.worded + records);
    while (shelf.worded < end) shelf.vocabulary.add(textAt(shelf, shelf.worded++));
  }

  function vocabularyOf(kind: Kind): Vocabulary {
    const shelf = shelfOf(kind);
    wordTexts(shelf, shelf.records.length);
    return shelf.vocabulary;
  }

  function find(kind: Kind, words: readonly string[]): readonly Hit[] {
    const shelf = shelfOf(kind);
    const { last } = shelf;
    if (last && isSame(last.words, words)) return last.hits;
    // A text that holds a word holds every part of it.
    const among = last?.words.every((before) => words.some((word) => word.includes(before))) ? last.hits : shelf.records;
    const letters = lettersOf(words);
    const hits = among.filter((record) => mayHold(record, letters) && foundBy(record.text, words));
    shelf.last = { words, hits };
    return hits;
  }

  function findAny(kind: Kind, slots: Slots): readonly Hit[] {
    const asked = JSON.stringify([kind, slots]);
    const known = remembered.get(asked);
    if (known) return known;
    const words = slots.map(([word]) => word as string);
    // What a word is taken for is much like it: most texts do not hold even what these have in common.
    const parts = slots.map(commonPart);
    const letters = lettersOf(parts);
    const hits: Hit[] = [];
    for (const record of shelfOf(kind).records) {
      if (mayHold(record, letters) && foundBy(record.text, parts) && foundByAny(record.text, slots)) hits.push(foundBy(record.text, words) ? record : { ...record, exact: false });
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(asked, hits);
    return hits;
  }

  return {
    find,
    findAny,
    meant(words, kinds) {
      let few = 0;
      for (const kind of kinds) if ((few += find(kind, words).length) >= FEW) return null;
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
