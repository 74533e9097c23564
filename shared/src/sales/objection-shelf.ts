// The objections of a workspace as they are sorted and searched: one index of their texts and one sorter that learned from
// those that people sorted, made once and kept up with the book. Only what changed is read again.
import { createTextIndex, type TextIndex } from "@outrider/shared/search";
import type { ObjectionEvidence } from "./evidence.ts";
import { createObjectionSorter, type ObjectionSorter } from "./objection-category.ts";
import { isObjectionCategory } from "./objection-lexicon.ts";
import type { SalesBook } from "./sales-book.ts";

export interface ObjectionShelf {
  readonly sorter: ObjectionSorter;
  /** Past objections that were answered, the closest in their words first. */
  near(text: string, most: number): readonly { readonly id: string; /** 0 to 1. */ readonly closeness: number }[];
  /** Those of a kind that were resolved with an answer, the latest first. */
  answered(category: string, most: number): readonly string[];
}

interface Kept { version: number; sorter: ObjectionSorter; readonly index: TextIndex; readonly seen: Map<string, ObjectionEvidence>; resolved: Map<string, readonly string[]> }
const kept = new WeakMap<SalesBook, Kept>();

/** Learning from all of them anew is not worth it for one more. */
const MOST_LEARNED = 4_000;

export function objectionShelf(book: SalesBook): ObjectionShelf {
  const shelf = kept.get(book) ?? { version: -1, sorter: createObjectionSorter(), index: createTextIndex(), seen: new Map(), resolved: new Map() };
  kept.set(book, shelf);
  if (shelf.version !== book.version) {
    const all = book.of("objection");
    let changed = false;
    for (const id of shelf.seen.keys()) {
      if (all.has(id)) continue;
      shelf.seen.delete(id);
      shelf.index.remove(id);
      changed = true;
    }
    for (const [id, one] of all) {
      if (shelf.seen.get(id) === one) continue;
      changed = true;
      shelf.seen.set(id, one);
      // What fits is found by what was said and by what was answered.
      if (one.response === "") shelf.index.remove(id);
      else shelf.index.add(id, `${one.text} ${one.response}`);
    }
    if (changed) {
      shelf.resolved = new Map();
      shelf.sorter = createObjectionSorter();
      for (const { text, category } of [...all.values()].slice(-MOST_LEARNED)) if (isObjectionCategory(category)) shelf.sorter.learn(text, category);
    }
    shelf.version = book.version;
  }
  const answered = (category: string): readonly string[] => {
    const known = shelf.resolved.get(category);
    if (known) return known;
    const made = [...shelf.seen.values()].filter((one) => one.category === category && one.status === "resolved" && one.response !== "").sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
    shelf.resolved.set(category, made);
    return made;
  };
  return { sorter: shelf.sorter, near: (text, most) => shelf.index.closest(text, { count: most }).map(({ id, score }) => ({ id, closeness: score })), answered: (category, most) => answered(category).slice(0, most) };
}
