// Finding what a cell names: a member, a stage, a company, a contact, a choice. Equal means equal but for case and
// spacing; what is merely alike is a suggestion for people, made elsewhere.
import type { KnownRecord, MemberChoice, StageChoice } from "../target.ts";
import { headerWords, sameName } from "./words.ts";

/** An id, or one of the two words for why there is none: nobody is called that, or several are. */
export type Found = string;
export const NONE = "(none)";
export const SEVERAL = "(several)";
export const isId = (found: Found): boolean => found !== NONE && found !== SEVERAL;
export type Finder = (name: string) => Found;

/** Records by name; two of one name find neither. */
export function finderOf(records: Iterable<{ readonly id: string; readonly name: string; readonly emails?: readonly string[] }>): Finder {
  const byKey = new Map<string, Found>();
  const note = (key: string, id: string) => {
    const there = byKey.get(key);
    if (key !== "" && there !== id) byKey.set(key, there === undefined ? id : SEVERAL);
  };
  for (const { id, name, emails = [] } of records) {
    note(sameName(name), id);
    for (const email of emails) note(sameName(email), id);
  }
  return (name) => byKey.get(sameName(name)) ?? NONE;
}

export const memberFinder = (members: readonly MemberChoice[]): Finder => finderOf(members.map(({ id, name, email }) => ({ id, name, emails: [email] })));

/** A stage by its name or key; "Closed Won" and "closedwon" also find the only stage that means won. */
export function stageFinder(stages: readonly StageChoice[]): Finder {
  const byName = finderOf(stages.map(({ id, name, key }) => ({ id, name, emails: [key] })));
  const only = (outcome: StageChoice["outcome"]): Found => {
    const found = stages.filter((stage) => stage.outcome === outcome);
    return found.length === 1 ? (found[0]?.id ?? NONE) : NONE;
  };
  return (name) => {
    const found = byName(name);
    if (found !== NONE) return found;
    const words = headerWords(name).replaceAll(" ", "");
    if (["won", "closedwon", "closewon", "win"].includes(words)) return only("won");
    return ["lost", "closedlost", "closelost"].includes(words) ? only("lost") : NONE;
  };
}

/** A choice by its words: "Web-Site" finds "website". */
export const choiceFinder = (choices: readonly string[]): Finder => {
  const plain = (word: string) => headerWords(word).replaceAll(" ", "");
  const byWord = new Map(choices.map((choice) => [plain(choice), choice]));
  // Signs tell some choices apart ("A+", "A-"): what is written as it is offered is that one.
  const same = new Set(choices);
  return (name) => (same.has(name.trim()) ? name.trim() : (byWord.get(plain(name)) ?? NONE));
};

export const nameOf = (records: readonly KnownRecord[] | undefined): ReadonlyMap<string, string> => new Map((records ?? []).map(({ id, name }) => [id, name]));
