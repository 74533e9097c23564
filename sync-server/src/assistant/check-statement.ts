// Looks at each line a model wrote before anybody sees it. Invariants: what is let through rests on records that it was
// given, holds no link at all and no address or number to call but those of fields, whoever wrote it into a text, no id, no mark, no word of its rules, and does not say
// that something was done; what is personal is put back last, so that a mask that was made up shows.
import { z } from "zod";
import type { Fenced } from "./fence.ts";
import type { Mask } from "./mask.ts";
import { PARTS, type Personal, type Shape, type Statement } from "./brief.ts";

export type Dropped = "broken" | "no-evidence" | "link" | "markup" | "id" | "rules" | "acted" | "mask" | "unproven";
export type Checked = { readonly statement: Statement } | { readonly dropped: Dropped };

const line = z.object({
  part: z.enum(PARTS),
  text: z.string().trim().min(1).max(1_000),
  priority: z.enum(["high", "medium", "low"]).nullish(),
  angle: z.enum(["logical", "emotional", "social-proof"]).nullish(),
  evidence: z.array(z.string().max(8)).min(1).max(12),
});

/** An address of mail before the name it ends in, or the name alone would be taken for a link. */
const LINK = /[^\s@()<>,;:]{1,64}@[^\s@()<>,;:]{1,190}|\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+|\b(?:javascript|data|mailto|tel|vbscript):\S+|\b[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})*\.[a-z]{2,24}\b(?:\/\S*)?/giu;
const NUMBER_TO_CALL = /(?:\+|\b0)\d[\d\s()/-]{5,20}\d/g;
const MARKUP = /<\/?[a-z!]|\]\(|!\[|```|&(?:lt|gt|amp|#\w{1,8});/i;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;
const ACTED = /\bI(?:'ve| have|'ll| will|'m| am| just)?(?: already| now| just| going to| about to)? (?:sent|send|sending|deleted?|deleting|updated?|updating|chang(?:e|ed|ing)|transferred|transfer|exported?|exporting|email(?:ed|ing)?|moved?|assign(?:ed)?|created?|shared?|approved?|granted?)\b|\b(?:has|have) been (?:sent|deleted|updated|exported|transferred|shared|granted|emailed)\b/i;
const FIGURE = /\d[\d.,]*\d|\d/g;
/** A capitalised word that begins no sentence: a name, as far as a look at it tells. */
const NAME = /(?<=[^\s.!?:;"“(]["”)]?,? )\p{Lu}[\p{L}\p{N}'’-]*/gu;
/** So much of our own words, in one run, is no accident. */
const RUN = 48;

const digitsOf = (text: string): string => text.replace(/\D/g, "");
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ");

function saysRules(text: string, { system, mark }: Fenced): boolean {
  if (text.includes(mark)) return true;
  const [said, ours] = [plain(text), plain(system)];
  for (let at = 0; at + RUN <= said.length; at += 8) if (ours.includes(said.slice(at, at + RUN))) return true;
  return false;
}

/** Lines of a shape of their own; what was hidden is put back before they are looked at. */
export function shapeCheck({ check }: Shape, mask: Mask | null): (json: string) => Checked {
  return (json) => {
    const shown = mask ? mask.show(json) : json;
    if (shown === null) return { dropped: "mask" };
    const text = check(shown);
    return text === null ? { dropped: "broken" } : { statement: { part: "rule", text, priority: null, angle: null, evidence: [], unproven: false } };
  };
}

/** `personal`: what fields say, as it was before anything was hidden. `strict`: what is in nothing it was given is left out. */
export interface Given { readonly strict?: boolean | undefined; readonly fenced: Fenced; readonly typed: string; readonly mask: Mask | null; readonly personal: Pick<Personal, "emails" | "phones"> }

export function createCheck({ fenced, typed, mask, personal, strict = false }: Given): (json: string) => Checked {
  const sources = plain([...fenced.records.values()].flatMap(({ title, text }) => [title, text]).concat(typed).join("\n"));
  const emails = new Set(personal.emails.map((email) => email.toLowerCase()));
  const phones = personal.phones.map(digitsOf);
  const named = new Set(sources.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []);
  const figures = new Set((sources.match(FIGURE) ?? []).map(digitsOf));

  // What was put into a text by whoever could write there is no reason to send anybody to it.
  const isKnown = (found: string): boolean => emails.has(found.toLowerCase().replace(/[.,;:!?)]+$/, ""));

  return (json) => {
    let given: unknown;
    try {
      given = JSON.parse(json);
    } catch {
      return { dropped: "broken" };
    }
    const read = line.safeParse(given);
    if (!read.success) return { dropped: "broken" };
    const { part, evidence, priority, angle } = read.data;
    const records = evidence.map((name) => fenced.records.get(name)?.records);
    if (records.some((record) => record === undefined)) return { dropped: "no-evidence" };
    if (MARKUP.test(read.data.text)) return { dropped: "markup" };
    if (UUID.test(read.data.text)) return { dropped: "id" };
    if (saysRules(read.data.text, fenced)) return { dropped: "rules" };
    if (ACTED.test(read.data.text)) return { dropped: "acted" };
    const text = mask ? mask.show(read.data.text) : read.data.text;
    if (text === null) return { dropped: "mask" };
    if ((text.match(LINK) ?? []).some((found) => !isKnown(found))) return { dropped: "link" };
    if ((text.match(NUMBER_TO_CALL) ?? []).some((found) => !phones.includes(digitsOf(found)))) return { dropped: "link" };
    const said = (text.match(FIGURE) ?? []).map(digitsOf);
    if (strict && (said.some((figure) => !figures.has(figure)) || (text.match(NAME) ?? []).some((name) => !named.has(name.toLowerCase().replace(/['’]s?$/, ""))))) return { dropped: "unproven" };
    const unproven = said.some((figure) => figure.length > 1 && !figures.has(figure));
    return { statement: { part, text, priority: part === "action" ? (priority ?? "medium") : null, angle: part === "address" ? (angle ?? null) : null, evidence: [...new Set(records.flatMap((of) => of ?? []))], unproven } };
  };
}
