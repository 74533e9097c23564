// A question in plain English as a rule: "which deals over 50k have had no contact for two weeks?" Known turns of phrase
// are found and taken out of the question one after another; what is left over is told, so that nobody takes half an answer
// for a whole one. It reads no records: names of people, stages and values come with the question.
import { fold } from "@outrider/shared/kernel";
import { entityOf, fieldOf, isKind, type Rule, type RuleLeaf } from "@outrider/shared/schema";
import { tokensIn, type Token } from "./ask-numbers.ts";
import { matchAt, type Names } from "./ask-pattern.ts";
import { leaf, TURNS } from "./ask-turns.ts";
import { type AskedKind, EMPTY_WORDS, FIELD_WORDS, KIND_WORDS, ORDER_WORDS, type Ordered, SIZE_FIELD } from "./ask-words.ts";

export interface AskNames {
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly stages: readonly { readonly id: string; readonly name: string }[];
  /** Values that occur: an industry, a country, a tag. */
  readonly values: readonly { readonly kind: AskedKind; readonly field: string; readonly value: string }[];
  /** Custom fields by what they are called. */
  readonly fields: readonly { readonly kind: AskedKind; readonly field: string; readonly label: string }[];
}

export interface AskSort { readonly by: string; readonly descending: boolean }
export interface Understood {
  readonly kind: AskedKind;
  /** Null: all of them. */
  readonly rule: Rule | null;
  readonly sort: AskSort | null;
  /** "top 10"; null: all. */
  readonly limit: number | null;
  /** What was taken as what, in the order of the question. */
  readonly parts: readonly { readonly words: string; readonly rule: Rule }[];
  /** Words that nothing was made of. */
  readonly missed: readonly string[];
}

const LONGEST = 500;
const MOST_LIMIT = 500;

/** The kind most plainly asked for: the first word that names one; deals where none does. */
const kindIn = (tokens: readonly Token[]): { readonly kind: AskedKind; readonly at: number } => {
  // "contact" and "people" are also what a deal has: another word goes before them.
  const named = tokens.flatMap(({ text }, at) => (Object.hasOwn(KIND_WORDS, text) ? [{ kind: KIND_WORDS[text] as AskedKind, at }] : []));
  const sure = named.find(({ at }) => !["contact", "people", "company", "account"].includes(tokens[at]?.text ?? ""));
  return sure ?? named[0] ?? { kind: "deal", at: -1 };
};

type Tables = Readonly<Record<NonNullable<(typeof TURNS)[number]["names"]>, Names>>;

function tablesFor(kind: AskedKind, given: AskNames): Tables {
  const words: Readonly<Record<string, string>> = FIELD_WORDS[kind];
  const fields = new Map<string, string>([...Object.entries(words), ...given.fields.filter((one) => one.kind === kind).map(({ label, field }) => [fold(label), field] as const)]);
  const ofType = (...types: readonly string[]): Names => new Map([...fields].filter(([, field]) => types.includes((isKind(kind) ? fieldOf(kind, field)?.type : undefined) ?? "")));
  // A first name alone, where it is one person's.
  const firsts = given.members.map(({ name }) => fold(name).split(" ")[0] ?? "");
  const members = new Map(given.members.flatMap(({ id, name }, at) => [[fold(name), id] as const, ...(firsts.filter((one) => one === firsts[at]).length === 1 ? [[firsts[at] ?? "", id] as const] : [])]));
  const choices = Object.entries(entityOf(kind).fields).flatMap(([field, { choices: all }]) => all.map((choice) => [fold(choice), `${field}\u0000${choice}`] as const));
  const values = new Map<string, string>([...choices, ...given.values.filter((one) => one.kind === kind && one.value.trim() !== "").map(({ field, value }) => [fold(value.trim()), `${field}\u0000${value}`] as const)]);
  return { members, stages: new Map(given.stages.map(({ id, name }) => [fold(name), id])), figureFields: ofType("number", "money"), dayFields: ofType("date", "instant"), fields, values };
}

interface Part { readonly at: number; readonly words: string; readonly rule: Rule }

/** It always answers: what of the question was not understood is said with the rest. given: the names that the workspace has. */
export function understand(question: string, given: AskNames): Understood {
  const tokens = tokensIn(question.slice(0, LONGEST));
  const { kind, at: kindAt } = kindIn(tokens);
  const tables = tablesFor(kind, given);
  const taken = new Set<number>();
  const parts: Part[] = [];
  const take = (at: number, length: number): string => {
    for (let each = at; each < at + length; each++) taken.add(each);
    return tokens.slice(at, at + length).map(({ raw }) => raw).join(" ");
  };
  const free = (at: number, length: number): boolean => Array.from({ length }, (_, offset) => at + offset).every((each) => !taken.has(each));
  if (kindAt >= 0) take(kindAt, 1);
  const sorted = orderIn(tokens, kind, take);
  for (const turn of TURNS) {
    if (turn.kinds && !turn.kinds.includes(kind)) continue;
    for (let at = 0; at < tokens.length; at++) {
      const hit = matchAt(tokens, at, turn.pattern, turn.names ? tables[turn.names] : NO_NAMES);
      if (hit === null || !free(at, hit.length)) continue;
      const rule = turn.make(hit.taken, kind);
      if (rule !== null) parts.push({ at, words: take(at, hit.length), rule });
    }
  }
  for (let at = 0; at < tokens.length; at++) {
    const hit = free(at, 1) ? matchAt(tokens, at, "NAME", tables.values) : null;
    const [field = "", value = ""] = hit?.taken.names[0]?.split("\u0000") ?? [];
    if (hit === null || field === "" || !free(at, hit.length)) continue;
    const negated = at > 0 && !taken.has(at - 1) && ["not", "except", "without", "excluding"].includes(tokens[at - 1]?.text ?? "");
    parts.push({ at: negated ? at - 1 : at, words: take(negated ? at - 1 : at, hit.length + (negated ? 1 : 0)), rule: leaf(field, negated ? "!=" : "==", value) });
  }
  parts.sort((a, b) => a.at - b.at);
  const missed = tokens.flatMap(({ raw, text }, at) => (taken.has(at) || EMPTY_WORDS.has(text) || text === "or" ? [] : [raw]));
  return { kind, rule: together(parts, tokens), sort: sorted.sort, limit: sorted.limit, parts: parts.map(({ words, rule }) => ({ words, rule })), missed };
}

const NO_NAMES: Names = new Map();

const ORDERS: Readonly<Record<Exclude<Ordered, "largest" | "smallest">, AskSort>> = { newest: { by: "updatedAt", descending: true }, oldest: { by: "updatedAt", descending: false }, soonest: { by: "closeDate", descending: false } };

/** "the ten biggest", "top 5", "newest". */
function orderIn(tokens: readonly Token[], kind: AskedKind, take: (at: number, length: number) => string): Pick<Understood, "sort" | "limit"> {
  for (let at = 0; at < tokens.length; at++) {
    const two = `${tokens[at]?.text} ${tokens[at + 1]?.text}`;
    const [word, length] = Object.hasOwn(ORDER_WORDS, two) ? [two, 2] : [tokens[at]?.text ?? "", 1];
    if (!Object.hasOwn(ORDER_WORDS, word)) continue;
    const ordered = ORDER_WORDS[word] as Ordered;
    const by = ordered === "largest" || ordered === "smallest" ? SIZE_FIELD[kind] : ORDERS[ordered].by;
    if (by === null || (by === "closeDate" && kind !== "deal")) continue;
    take(at, length);
    const [before, after] = [tokens[at - 1], tokens[at + length]];
    const limits = ([[after, at + length], [before, at - 1]] as const).flatMap(([token, place]) => (token && token.figure !== null && Number.isInteger(token.figure) && token.figure >= 1 && token.figure <= MOST_LIMIT ? [{ limit: token.figure, place }] : []));
    const [first] = limits;
    if (first) take(first.place, 1);
    return { sort: ordered === "largest" || ordered === "smallest" ? { by, descending: ordered === "largest" } : ORDERS[ordered], limit: first?.limit ?? null };
  }
  return { sort: null, limit: null };
}

const fieldIn = (rule: Rule): RuleLeaf | null => ("field" in rule && rule.op === "==" ? rule : null);

/** All of them must hold; two values of one field ("retail or energy", "open or won") are either. */
function together(parts: readonly Part[], tokens: readonly Token[]): Rule | null {
  const rules: Rule[] = [];
  for (const { at, rule } of parts) {
    const before = rules.at(-1);
    const last = before && ("or" in before ? (before.or.at(-1) as Rule) : before);
    const [one, other] = [last ? fieldIn(last) : null, fieldIn(rule)];
    const joined = ["or", "and"].includes(tokens[at - 1]?.text ?? "");
    if (before && one && other && one.field === other.field && joined) rules[rules.length - 1] = { or: [...("or" in before ? before.or : [before]), rule] };
    else rules.push(rule);
  }
  return rules.length === 0 ? null : rules.length === 1 ? (rules[0] as Rule) : { and: rules };
}
