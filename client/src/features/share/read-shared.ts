// What a shared text or file is, by what it holds, and what can be made of it. Invariant: a note is text as the schema
// takes it; whatever is not understood is refused with the reason. Pure.
import { checkValue, entities, MOST_FILE_BYTES } from "@outrider/shared/schema";
import { isCalendar } from "@outrider/shared/icalendar";
import { isVCard, readVCards, type VCard } from "@outrider/shared/vcard";

export type Shared =
  | { readonly kind: "cards"; readonly cards: readonly VCard[]; readonly empty: number; readonly more: boolean }
  | { readonly kind: "text"; readonly text: string }
  /** A table or a calendar: the import reads it. */
  | { readonly kind: "table" }
  /** No text: it can be attached to a record. */
  | { readonly kind: "file" }
  | { readonly kind: "refused"; readonly why: "empty" | "heavy" | "long" | "cards" };

/** Cards shown of one file; the import takes more. */
export const MOST_CARDS = 50;
export const MOST_NOTE = entities.activity.fields.text.max;
/** A file of more than this is no note and no card; a picture in a card may be large. */
export const MOST_READ = 8 * 1024 * 1024;

const NO_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const refused = (why: Extract<Shared, { kind: "refused" }>["why"]): Shared => ({ kind: "refused", why });

/** UTF-8, or Windows-1252, which reads anything. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function readText(given: string): Shared {
  if (isVCard(given)) {
    const read = readVCards(given, MOST_CARDS);
    return read.cards.length === 0 ? refused("cards") : { kind: "cards", ...read };
  }
  const text = given.replace(/\r\n?/g, "\n").replace(CONTROLS, "").trim();
  if (text === "") return refused("empty");
  return text.length > MOST_NOTE ? refused("long") : { kind: "text", text };
}

export function readFile({ name, type }: { readonly name: string; readonly type: string }, bytes: Uint8Array): Shared {
  if (bytes.length === 0) return refused("empty");
  const text = decoded(bytes.subarray(0, MOST_READ));
  if (isCalendar(text)) return { kind: "table" };
  const card = isVCard(text);
  if (!card && (/\.(csv|tsv)$/i.test(name) || /^text\/(csv|tab-separated-values)/i.test(type))) return { kind: "table" };
  if (NO_TEXT.test(text)) return bytes.length > MOST_FILE_BYTES ? refused("heavy") : { kind: "file" };
  return bytes.length > MOST_READ ? refused("long") : readText(text);
}

/** Values of a card that a contact can have, and those it cannot. */
export function usable({ emails, phones }: Pick<VCard, "emails" | "phones">): { readonly emails: readonly string[]; readonly phones: readonly string[]; readonly leftOut: readonly string[] } {
  const fits = (field: "emails" | "phones") => (value: string): boolean => checkValue({ ...entities.contact.fields[field], many: false }, value) === null;
  const [goodEmails, goodPhones] = [emails.filter(fits("emails")), phones.filter(fits("phones"))];
  return { emails: goodEmails, phones: goodPhones, leftOut: [...emails.filter((value) => !goodEmails.includes(value)), ...phones.filter((value) => !goodPhones.includes(value))] };
}

const EMAIL = /[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,189}/g;

/** Addresses that stand in a text: whoever it is about may have one of them. */
export const emailsIn = (text: string): readonly string[] => usable({ emails: [...new Set(text.match(EMAIL) ?? [])].slice(0, 5), phones: [] }).emails;
