// Names that a text may speak of, each as the words it is made of: of people, stages, companies, campaigns, tags and custom fields.
import { fold } from "@outrider/shared/kernel";
import type { WordField } from "./words-match.ts";
import { type Lexicon } from "./words-phrases.ts";
import { tokensOf } from "./words-tokens.ts";

interface Named { readonly id: string; readonly name: string }

/** What names may stand for. A name that is nobody's is not understood. */
export interface WordNames {
  readonly members: readonly Named[];
  readonly stages: readonly Named[];
  readonly companies: readonly Named[];
  readonly campaigns: readonly Named[];
  /** Tags that occur. */
  readonly tags: readonly string[];
  /** The workspace's own: amounts in another keep it. Left out where it has none, or it is not known: then amounts are figures. */
  readonly currency?: string;
  /** Custom fields of contacts, by their paths (`custom_number_…`), and what they are called. */
  readonly fields: readonly { readonly field: string; readonly label: string; readonly type: "text" | "number" | "money" | "date" | "flag" | "choice"; readonly choices?: readonly string[] }[];
}

export interface NameTables {
  readonly members: Lexicon<string>;
  readonly stages: Lexicon<string>;
  readonly companies: Lexicon<string>;
  readonly campaigns: Lexicon<string>;
  readonly tags: Lexicon<string>;
  readonly fields: Lexicon<WordField>;
  readonly choices: Lexicon<{ readonly field: WordField; readonly value: string }>;
  /** Any word of any name. */
  readonly words: ReadonlySet<string>;
}

const wordsOf = (name: string): readonly string[] => tokensOf(name).map(({ text }) => fold(text));

/** As `lexicon`, of names as they are written: they may hold any sign. */
function named<Meaning>(entries: Iterable<readonly [name: string, meaning: Meaning]>): Lexicon<Meaning> {
  const found = new Map<string, [readonly string[], Meaning][]>();
  const seen = new Set<string>();
  for (const [name, meaning] of entries) {
    const words = wordsOf(name);
    const [first] = words;
    const whole = words.join(" ");
    // Of two of one name the first is meant.
    if (first === undefined || seen.has(whole)) continue;
    seen.add(whole);
    const known = found.get(first);
    if (known) known.push([words, meaning]);
    else found.set(first, [[words, meaning]]);
  }
  for (const list of found.values()) list.sort(([a], [b]) => b.length - a.length);
  return found;
}

const byName = (list: readonly Named[]): Lexicon<string> => named(list.map(({ id, name }) => [name, id] as const));

const made = new WeakMap<WordNames, NameTables>();
/** Made once for the same names: a text is read again with each key that is pressed. */
export function nameTables(names: WordNames): NameTables {
  const known = made.get(names) ?? makeTables(names);
  made.set(names, known);
  return known;
}

function makeTables(names: WordNames): NameTables {
  // A first name alone, where it is one person's.
  const firsts = names.members.map(({ name }) => wordsOf(name)[0] ?? "");
  const members = named([...names.members.map(({ id, name }) => [name, id] as const), ...names.members.flatMap(({ id }, at) => (firsts.filter((one) => one === firsts[at]).length === 1 ? [[firsts[at] ?? "", id] as const] : []))]);
  const fields = names.fields.map(({ field, label, type, choices = [] }) => ({ label, choices, field: { field, type } satisfies WordField }));
  const tables = {
    members, stages: byName(names.stages), companies: byName(names.companies), campaigns: byName(names.campaigns),
    tags: named(names.tags.flatMap((tag) => [[tag, tag] as const, [`${tag}s`, tag] as const])),
    fields: named(fields.map(({ label, field }) => [label, field] as const)),
    choices: named(fields.flatMap(({ field, choices }) => choices.map((value) => [value, { field, value }] as const))),
  };
  return { ...tables, words: new Set(Object.values(tables).flatMap((table: Lexicon<unknown>) => [...table.values()].flatMap((entries) => entries.flatMap(([words]) => words)))) };
}
