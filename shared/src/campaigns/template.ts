// The text of a campaign with fields in it: `{{first_name|there}}` is the customer's first name, or "there" where none is
// known. Invariant: text is text. What a customer's fields say is put in once, is never read as a field again, and inside a
// web address it is encoded. Links are found in what the campaign's author wrote, never in a customer's words: nobody puts a
// link into a mail by naming himself so. It knows no customer.
import { withoutHalfSigns } from "@outrider/shared/kernel";
import { fieldKey } from "./template-values.ts";

/** `at`: where in the text, in UTF-16 units; `length`: how much of it is meant. */
export interface TemplateFault { readonly at: number; readonly length: number; readonly why: "unclosed" | "empty" | "unknown"; readonly field: string }

/** `name` as `fieldKey` has it. `fallback` null: there is none, so a customer without a value gets no such mail. */
export interface FieldPart { readonly name: string; readonly fallback: string | null; readonly at: number; readonly length: number }
export interface LinkPart { readonly link: readonly (string | FieldPart)[]; /** Of the links that are the same for everybody: their count from 0. Null: it has fields in it. */ readonly index: number | null }
export interface Template { readonly parts: readonly (string | FieldPart | LinkPart)[]; readonly faults: readonly TemplateFault[] }

const OPEN = "{{";
const CLOSE = "}}";
const LINK = /https?:\/\/[^\s<>"'`{}|\\^[\]]+/gi;
const IN_LINK = /^[^\s<>"'`{}|\\^[\]]+/;
/** What ends a sentence ends no address. */
const TRAILING = /[.,;:!?)]+$/;

const isField = (part: string | FieldPart | LinkPart): part is FieldPart => typeof part === "object" && "name" in part;

function split(text: string): { readonly parts: readonly (string | FieldPart)[]; readonly faults: readonly TemplateFault[] } {
  const parts: (string | FieldPart)[] = [];
  const faults: TemplateFault[] = [];
  let from = 0;
  for (;;) {
    const at = text.indexOf(OPEN, from);
    const end = at < 0 ? -1 : text.indexOf(CLOSE, at + OPEN.length);
    if (end < 0) {
      if (at >= 0) faults.push({ at, length: OPEN.length, why: "unclosed", field: "" });
      if (from < text.length) parts.push(text.slice(from));
      return { parts, faults };
    }
    if (at > from) parts.push(text.slice(from, at));
    const inside = text.slice(at + OPEN.length, end);
    const length = end + CLOSE.length - at;
    const bar = inside.indexOf("|");
    const name = fieldKey(bar < 0 ? inside : inside.slice(0, bar));
    if (name === "") faults.push({ at, length, why: "empty", field: "" });
    else parts.push({ name, fallback: bar < 0 ? null : inside.slice(bar + 1).trim(), at, length });
    from = end + CLOSE.length;
  }
}

/** The text before a link, the link's own text, and how much of it was read; null: no further link. */
function linkIn(text: string, from: number, goesOn: boolean): { readonly at: number; readonly url: string; readonly open: boolean } | null {
  LINK.lastIndex = from;
  const found = LINK.exec(text);
  if (!found) return null;
  const open = goesOn && found.index + found[0].length === text.length;
  return { at: found.index, url: open ? found[0] : found[0].replace(TRAILING, ""), open };
}

/** Reads a text; what is wrong with it is in `faults` and left out of the parts. */
export function readTemplate(text: string): Template {
  const { parts, faults } = split(text);
  const found: (string | FieldPart | LinkPart)[] = [];
  let links = 0;
  /** The link that the part before left open: its address goes on. */
  let open: (string | FieldPart)[] | null = null;
  for (const [index, part] of parts.entries()) {
    if (isField(part)) {
      if (open) open.push(part);
      else found.push(part);
      continue;
    }
    let from = 0;
    const more = isField(parts[index + 1] ?? "");
    if (open) {
      const whole: string = IN_LINK.exec(part)?.[0] ?? "";
      const through = more && whole.length === part.length;
      const rest: string = through ? whole : whole.replace(TRAILING, "");
      if (rest !== "") open.push(rest);
      from = rest.length;
      if (through) continue;
      open = null;
    }
    for (let next = linkIn(part, from, more); next !== null; next = linkIn(part, from, more)) {
      if (next.at > from) found.push(part.slice(from, next.at));
      const link: (string | FieldPart)[] = [next.url];
      found.push({ link, index: next.open ? null : links++ });
      from = next.at + next.url.length;
      if (next.open) open = link;
    }
    if (from < part.length) found.push(part.slice(from));
  }
  return { parts: found, faults };
}

const fieldsIn = ({ parts }: Template): readonly FieldPart[] =>
  parts.flatMap((part) => (typeof part === "string" ? [] : isField(part) ? [part] : part.link.filter((one): one is FieldPart => typeof one !== "string")));

/** The names of the fields it asks for, each once; `required`: those without a fall-back. */
export function usedBy(template: Template): { readonly all: readonly string[]; readonly required: readonly string[] } {
  const fields = fieldsIn(template);
  return { all: [...new Set(fields.map(({ name }) => name))], required: [...new Set(fields.filter(({ fallback }) => fallback === null).map(({ name }) => name))] };
}

/** All that is wrong with a text whose fields must be among these. */
export function checkTemplate(text: string, known: ReadonlySet<string>): readonly TemplateFault[] {
  const template = readTemplate(text);
  const unknown = fieldsIn(template).filter(({ name }) => !known.has(name)).map(({ name, at, length }): TemplateFault => ({ at, length, why: "unknown", field: name }));
  return [...template.faults, ...unknown].sort((a, b) => a.at - b.at);
}

/** The links that are the same for everybody, in their order: `index` counts through these. */
export const linksOf = ({ parts }: Template): readonly string[] => parts.flatMap((part) => (typeof part === "object" && "link" in part && part.index !== null ? [part.link.join("")] : []));

/** A piece of the text for one customer: words, or a link with its number where it is everybody's. */
export type Piece = { readonly text: string } | { readonly url: string; readonly index: number | null };
/** `missing`: fields without a fall-back of which nothing is known. */
export type Filled = { readonly ok: true; readonly pieces: readonly Piece[] } | { readonly ok: false; readonly missing: readonly string[] };

/** The text for one customer. */
export function fillTemplate(template: Template, values: ReadonlyMap<string, string>): Filled {
  const missing = usedBy(template).required.filter((name) => (values.get(name) ?? "") === "");
  if (missing.length > 0) return { ok: false, missing };
  const said = ({ name, fallback }: FieldPart): string => {
    const value = values.get(name) ?? "";
    return value === "" ? (fallback ?? "") : value;
  };
  return {
    ok: true,
    pieces: template.parts.map((part): Piece => {
      if (typeof part === "string") return { text: part };
      if (isField(part)) return { text: said(part) };
      return { url: part.link.map((one) => (typeof one === "string" ? one : encodeURIComponent(withoutHalfSigns(said(one))))).join(""), index: part.index };
    }),
  };
}
