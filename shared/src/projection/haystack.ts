// What a record is found by: its searchable fields and sets as one folded text, parts apart by a line break so that
// no word is found across two fields.
import { fold } from "@outrider/shared/kernel";
import { elementsOf, type RecordState, valueOf } from "@outrider/shared/records";
import { customNamed, entityOf, fieldOf } from "@outrider/shared/schema";

export function haystackOf(state: RecordState): string {
  const parts: string[] = [];
  for (const [name, field] of Object.entries(entityOf(state.kind).fields)) {
    if (!field.searchable) continue;
    if (field.many) parts.push(...elementsOf(state, name));
    else {
      const value = valueOf(state, name);
      if (typeof value === "string" && value !== "") parts.push(value);
    }
  }
  for (const name of Object.keys(state.fields)) {
    if (customNamed(name) === null || !fieldOf(state.kind, name)?.searchable) continue;
    const value = valueOf(state, name);
    if (typeof value === "string" && value !== "") parts.push(value);
  }
  return fold(parts.join("\n"));
}

/** The words to look for, folded; a record is found when each is somewhere in its haystack. */
export const searchWords = (typed: string): readonly string[] => fold(typed).split(/\s+/).filter((word) => word !== "");

/** Written out: it is asked of every text at every letter that is typed. */
export function foundBy(haystack: string, words: readonly string[]): boolean {
  for (const word of words) if (!haystack.includes(word)) return false;
  return true;
}

/** For each word the words that will do in its place, itself first. */
export const foundByAny = (haystack: string, slots: readonly (readonly string[])[]): boolean => slots.every((slot) => slot.some((word) => haystack.includes(word)));
