// The people in a vCard file of version 2.1, 3 or 4, as far as a contact needs them: name, firm, job, addresses, numbers, what was noted.
// Invariant: it never throws and never takes long, whatever the file holds; a card that names nobody is counted, not kept.
// It does not know what is done with a card.
import { type ContentLine, contentLines } from "./content-lines.ts";

export interface VCard {
  readonly name: string;
  /** The firm alone, without its departments; "" where there is none. */
  readonly org: string;
  readonly title: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** As one text, not in parts; "" where there is none. So are the others. */
  readonly address: string;
  readonly url: string;
  readonly note: string;
  readonly categories: readonly string[];
}

/** One card of a file, in its order. */
export interface CardRead {
  /** On which it begins, from 1. */
  readonly line: number;
  /** Null: it names nobody. */
  readonly card: VCard | null;
  /** Its end is in the file. */
  readonly ended: boolean;
}

export interface VCards {
  readonly cards: readonly VCard[];
  /** Cards that name nobody. */
  readonly empty: number;
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

/** Of one card. */
const MOST_VALUES = 50;

const unescaped = (value: string): string => value.replace(/\\(.)/gs, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign));
const oneLine = (value: string): string => value.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim();
const plain = (value: string): string => oneLine(unescaped(value));
/** The parts of a value that are divided by semicolons; an escaped one divides nothing. */
const parts = (value: string): readonly string[] => (value.match(/(?:\\.|[^;\\])+|(?<=;|^)(?=;|$)/gs) ?? []).map(plain);

/** N is family, given, additional, prefix, suffix: read as one says it. */
const spoken = (n: string): string => {
  const [family = "", given = "", additional = "", prefix = "", suffix = ""] = parts(n);
  return [prefix, given, additional, family, suffix].filter((part) => part !== "").join(" ");
};

function cardOf(lines: readonly ContentLine[]): VCard | null {
  const all = (name: string): readonly string[] => lines.filter((line) => line.name === name && line.value.trim() !== "").map(({ value }) => value);
  const first = (name: string): string => all(name)[0] ?? "";
  const some = (name: string, scheme: RegExp): readonly string[] => [...new Set(all(name).slice(0, MOST_VALUES).map((value) => plain(value).replace(scheme, "")).filter((value) => value !== ""))];
  const org = parts(first("ORG"))[0] ?? "";
  const emails = some("EMAIL", /^mailto:/i);
  const name = [plain(first("FN")), spoken(first("N")), plain(first("NICKNAME")), org, emails[0] ?? ""].find((one) => one !== "");
  if (name === undefined) return null;
  return {
    name, org, title: plain(first("TITLE")), emails, phones: some("TEL", /^tel:/i),
    // PO box, extended address, street, town, region, code, country.
    address: parts(first("ADR")).filter((part) => part !== "").join(", "), url: plain(first("URL")), note: all("NOTE").map((note) => unescaped(note).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").trim()).join("\n"),
    categories: [...new Set(all("CATEGORIES").flatMap((list) => (list.match(/(?:\\.|[^,\\])+/gs) ?? []).map(plain)).filter((one) => one !== ""))],
  };
}

/** Every card, in order: as many as there are begun, whatever they hold. Cards within cards are their outer one's. */
export function* eachCard(text: string): Generator<CardRead> {
  let [lines, begun]: [ContentLine[], number] = [[], 0];
  /** Cards lie in cards (an assistant's in the boss's): only the outer one is read. */
  let depth = 0;
  for (const line of contentLines(text)) {
    const marks = line.name === "BEGIN" || line.name === "END" ? line.value.trim().toUpperCase() === "VCARD" : false;
    if (marks && line.name === "BEGIN") {
      depth += 1;
      if (depth === 1) [lines, begun] = [[], line.line];
    } else if (marks && depth > 0) {
      depth -= 1;
      if (depth === 0) yield { line: begun, card: cardOf(lines), ended: true };
    } else if (depth === 1) lines.push(line);
  }
  if (depth > 0) yield { line: begun, card: cardOf(lines), ended: false };
}

/** most: cards read; what is said of more is only that there are some. One without its end is not read. */
export function readVCards(text: string, most: number): VCards {
  const cards: VCard[] = [];
  let empty = 0;
  for (const { card, ended } of eachCard(text)) {
    if (!ended) continue;
    if (cards.length === most) return { cards, empty, more: true };
    if (card === null) empty += 1;
    else cards.push(card);
  }
  return { cards, empty, more: false };
}

/** Whether a text is a file of cards at all. */
export const isVCard = (text: string): boolean => /^\s*\uFEFF?\s*BEGIN:VCARD\b/i.test(text.slice(0, 1000));
