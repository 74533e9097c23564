// Descriptions of customers in words, read by the product's grammar and compared with the rule that was meant. Two rules are the same
// where they find the same contacts whatever is in them: order, groups in groups, "in" for several "or", a period for its days.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS, dayAfter } from "@outrider/shared/kernel";
import { type WordNames, wordsToRule, type WordsRead, writeWireRule } from "@outrider/shared/segments";
import { percent, type Section, table } from "./report.ts";
import { share } from "./scores.ts";

const folder = join(import.meta.dirname, "../../shared/evaluation");
const FILES = { open: "segment-sentences-open.tsv", "held out": "segment-sentences-held.tsv" } as const;
type Half = keyof typeof FILES;
/** What "today" is in the sentences. */
const TODAY = "2026-11-22";

interface Expected { readonly rule?: unknown; readonly unread?: readonly string[]; readonly refused?: boolean }
interface Sentence { readonly text: string; readonly expected: Expected }

/** Null: it is not there (the sealed half is put there once the grammar is done). */
function sentences(half: Half): readonly Sentence[] | null {
  const file = join(folder, FILES[half]);
  if (!existsSync(file)) return null;
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "").map((line) => {
    const [text = "", expected = "{}"] = line.split("\t");
    return { text, expected: JSON.parse(expected) as Expected };
  });
}

type Given = Readonly<Record<string, unknown>>;
const isGiven = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);

function leavesIn(rule: unknown): readonly Given[] {
  if (!isGiven(rule)) return [];
  const parts = rule["and"] ?? rule["or"];
  if (Array.isArray(parts)) return parts.flatMap(leavesIn);
  return "not" in rule ? leavesIn(rule["not"]) : [rule];
}

/** The workspace that the sentences are said in has whom and what they name, and some besides. An id is the name here. */
function namesIn(all: readonly Sentence[]): WordNames {
  const leaves = all.flatMap(({ expected }) => leavesIn(expected.rule));
  const of = (fields: readonly string[]): readonly string[] => {
    const found = new Map<string, string>();
    for (const { field, value } of leaves) if (fields.includes(String(field))) for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "string" && !found.has(one.toLowerCase())) found.set(one.toLowerCase(), one);
    return [...found.values()];
  };
  const named = (names: readonly string[]) => names.map((name) => ({ id: name, name }));
  return {
    members: named([...of(["owner"]), "Farah Khan", "Jonas Weber"]), stages: named([...of(["stage"]), "Closed won", "Discovery"]), companies: named([...of(["company"]), "Globex", "Initech"]),
    campaigns: named([...of(["received_campaign", "opened_campaign", "clicked_campaign"]), "Spring Launch", "Win Back"]), tags: [...of(["tags"]), "VIP", "press", "partner"], fields: [],
  };
}

const DAY_FIELDS = new Set(["last_active", "created_at", "last_contacted"]);
const SAME_FIELD: Readonly<Record<string, string>> = { company_name: "company", city: "address", order_count: "visits" };
const FLIPPED: Readonly<Record<string, string>> = { ">": "<", "<": ">", ">=": "<=", "<=": ">=" };

const PERIOD_DAYS = (value: Given): readonly [string, string] => {
  // Through the product's own calendar: a rule of the period is read back as its days.
  const shift = Number(value["shift"]);
  const [year, month, day] = TODAY.split("-").map(Number) as [number, number, number];
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  const at = (y: number, m: number, d: number): Date => new Date(Date.UTC(y, m, d));
  if (value["period"] === "week") {
    const monday = day - ((at(year, month - 1, day).getUTCDay() + 6) % 7) + 7 * shift;
    return [iso(at(year, month - 1, monday)), iso(at(year, month - 1, monday + 6))];
  }
  const months = value["period"] === "month" ? 1 : value["period"] === "quarter" ? 3 : 12;
  const first = (Math.floor((month - 1) / months) + shift) * months;
  return [iso(at(year, first, 1)), iso(at(year, first + months, 0))];
};

const daysOf = (value: unknown): readonly [unknown, unknown] => {
  if (isGiven(value) && "days" in value) return [dayAfter(TODAY, Number(value["days"])), dayAfter(TODAY, Number(value["days"]))];
  if (isGiven(value) && "period" in value) return PERIOD_DAYS(value);
  return [value, value];
};
const ageOf = (day: unknown): number => Math.round((Date.parse(TODAY) - Date.parse(String(day))) / DAY_MS);

/** Texts that are equal where two rules mean the same. */
function meaning(rule: unknown): string {
  if (!isGiven(rule)) return "nothing";
  for (const joint of ["and", "or"] as const) {
    const parts = rule[joint];
    if (!Array.isArray(parts)) continue;
    const all = [...new Set(parts.flatMap((part): readonly string[] => {
      const text = meaning(part);
      return text.startsWith(`${joint}[`) ? text.slice(joint.length + 1, -1).split("\u0001") : [text];
    }))].sort();
    return all.length === 1 ? (all[0] as string) : `${joint}[${all.join("\u0001")}]`;
  }
  if ("not" in rule) {
    const inner = meaning(rule["not"]);
    return inner.startsWith("not(") ? inner.slice(4, -1) : inner.endsWith(" filled") ? inner.replace(/ filled$/, " empty") : inner.endsWith(" empty") ? inner.replace(/ empty$/, " filled") : `not(${inner})`;
  }
  const { op, value } = rule;
  const field = SAME_FIELD[String(rule["field"])] ?? String(rule["field"]);
  const leaf = (comparison: unknown, what: unknown): Given => ({ field, op: comparison, value: what });
  if (op === "empty" || op === "filled") return `${field === "last_contacted_days" ? "last_contacted" : field} ${op}`;
  if (op === "!=") return meaning({ not: leaf("==", value) });
  if (op === "in" && Array.isArray(value)) return meaning({ or: value.map((one) => leaf("==", one)) });
  if (op === "between" && Array.isArray(value)) return meaning({ and: [leaf(">=", value[0]), leaf("<=", value[1])] });
  if (DAY_FIELDS.has(field)) {
    const [first, last] = daysOf(value);
    if (op === "==" && first !== last) return meaning({ and: [leaf(">=", first), leaf("<=", last)] });
    // Nothing has been done yet in the days to come.
    if (op === "<=" && String(last) >= TODAY) return `${field} filled`;
    // How long ago and on which day are the same.
    if (field === "last_contacted") return meaning({ field: "last_contacted_days", op: FLIPPED[String(op)] ?? op, value: ageOf(op === ">=" || op === "<" ? first : last) });
    return `${field} ${String(op)} ${String(op === ">=" || op === "<" ? first : last)}`;
  }
  if (op === ">=" && field.endsWith("_days") && Number(value) <= 0) return `${field} filled`;
  return `${field} ${String(op)} ${typeof value === "string" ? value.toLowerCase() : JSON.stringify(value)}`;
}
/** A day field that is "filled" beside another condition of it says nothing more. */
const settled = (text: string): string => {
  const [, joint, inner] = /^(and)\[(.*)\]$/s.exec(text) ?? [];
  if (joint === undefined || inner === undefined) return text;
  const parts = inner.split("\u0001");
  const left = parts.filter((part) => !(/^\w+ filled$/.test(part) && parts.some((other) => other !== part && other.startsWith(`${part.split(" ")[0]} `))));
  return left.length === 1 ? (left[0] as string) : `and[${left.join("\u0001")}]`;
};

const wordsOf = (text: string): readonly string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

interface Judged { readonly sentence: Sentence; readonly read: WordsRead; readonly rule: boolean; readonly pointed: boolean; readonly kinds: readonly string[] }

/** The kinds of construct in a sentence, by the rule that is meant. */
function kindsOf({ expected }: Sentence): readonly string[] {
  if (expected.refused) return ["nonsense"];
  const text = JSON.stringify(expected.rule);
  const fields = leavesIn(expected.rule).map(({ field }) => String(field));
  const has = (...names: readonly string[]): boolean => fields.some((field) => names.includes(field));
  return [
    ...(has("spend") ? ["amounts"] : []), ...(has("visits", "order_count") ? ["counts"] : []), ...(has("inactive_days", "last_contacted_days") ? ["lengths of time"] : []), ...(has("last_active", "created_at") ? ["dates"] : []),
    ...(has("tags") ? ["tags"] : []), ...(has("owner", "stage") ? ["owners and stages"] : []), ...(has("received_campaign", "opened_campaign", "clicked_campaign") ? ["campaigns"] : []), ...(has("company", "address", "city", "name", "email", "phone") ? ["who and where"] : []), ...(has("mail") ? ["consent"] : []),
    ...(text.includes('"between"') ? ["between"] : []), ...(text.includes('"not"') ? ["negation"] : []), ...(fields.length > 1 ? ["several joined"] : []), ...((expected.unread ?? []).length > 0 ? ["with words no rule carries"] : []),
  ];
}

function judge(sentence: Sentence, names: WordNames): Judged {
  const read = wordsToRule(sentence.text, names, TODAY);
  const { expected } = sentence;
  const rule = expected.refused ? read.rule === null : read.rule !== null && settled(meaning(writeWireRule(read.rule))) === settled(meaning(expected.rule));
  const underlined = new Set(read.unread.flatMap(({ start, end }) => wordsOf(sentence.text.slice(start, end))));
  const meant = (expected.unread ?? []).flatMap(wordsOf);
  return { sentence, read, rule, pointed: expected.refused ? true : meant.every((word) => underlined.has(word) || word === "has") && underlined.size <= meant.length, kinds: kindsOf(sentence) };
}

function judged(half: Half): readonly Judged[] | null {
  const all = sentences(half);
  if (!all) return null;
  const names = namesIn(all);
  return all.map((sentence) => judge(sentence, names));
}

export function measureSentences(openOnly: boolean): readonly Section[] {
  const halves = (["open", ...(openOnly ? [] : ["held out"])] as readonly Half[]).map((half) => ({ half, all: judged(half) }));
  const there = halves.flatMap(({ half, all }) => (all ? [{ half, all }] : []));
  const part = (list: readonly Judged[], holds: (one: Judged) => boolean): string => (list.length === 0 ? "none" : percent(share(list.filter(holds).length, list.length)));
  const rows = there.map(({ half, all }) => {
    const [meant, nonsense, carrying] = [all.filter(({ sentence }) => !sentence.expected.refused), all.filter(({ sentence }) => sentence.expected.refused), all.filter(({ sentence }) => (sentence.expected.unread ?? []).length > 0)];
    return [half, String(all.length), part(all, ({ rule }) => rule), part(meant, ({ rule }) => rule), part(nonsense, ({ rule }) => rule), part(meant, ({ rule, read }) => !rule && read.rule !== null && read.unread.length === 0), part(carrying, ({ pointed }) => pointed)];
  });
  const kinds = [...new Set(there.flatMap(({ all }) => all.flatMap((one) => one.kinds)))];
  const byKind = kinds.map((kind) => [kind, ...there.flatMap(({ all }) => { const of = all.filter((one) => one.kinds.includes(kind)); return [`${of.filter(({ rule }) => rule).length} of ${of.length}`]; })]);
  const missing = halves.filter(({ all }) => !all).map(({ half }) => `The ${half} sentences are not here: not measured.`);
  return [
    { title: "Words to rules: descriptions of customers read by the grammar", lines: [...table(["half", "sentences", "read right", "of those with a meaning", "nonsense refused", "read wrong with nothing underlined", "just the words no rule carries underlined"], rows), ...(missing.length > 0 ? ["", ...missing] : [])] },
    { title: "Words to rules, by what is in the sentence (read right, of so many)", lines: table(["construct", ...there.map(({ half }) => half)], byKind) },
  ];
}

/** For looking at the open half: what is read otherwise than it was meant. */
export function wrongSentences(): readonly string[] {
  return (judged("open") ?? []).filter(({ rule, pointed }) => !rule || !pointed).map(({ sentence: { text, expected }, read, rule }) =>
    `${rule ? "UNDERLINED" : "RULE"} ${text}\n   meant ${JSON.stringify(expected)}\n   read  ${JSON.stringify(read.rule && writeWireRule(read.rule))} ${read.refused ?? ""} unread: ${read.unread.map(({ start, end }) => text.slice(start, end)).join(" | ")}`);
}
