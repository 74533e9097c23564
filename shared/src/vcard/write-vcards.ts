// A person as a vCard 3.0, which phones and mail programs of every age read. Pure text; the reader beside it reads it back.
import type { VCard } from "./read-vcards.ts";

export interface CardToWrite extends VCard {
  /** As it is kept: one text, not in parts. */
  readonly address: string;
  readonly url: string;
  readonly note: string;
  readonly categories: readonly string[];
}

const LINE_BYTES = 75;
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** The bytes of a character in UTF-8. */
const bytesOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

/** No line is longer than 75 bytes; one that goes on begins with a space. No character is cut. */
function folded(line: string): string {
  let [out, bytes] = ["", 0];
  for (const sign of line) {
    const size = bytesOf(sign.codePointAt(0) ?? 0);
    if (bytes + size > LINE_BYTES) [out, bytes] = [`${out}\r\n `, 1];
    out += sign;
    bytes += size;
  }
  return `${out}\r\n`;
}

/** Programs that show the parts of a name get the last word as the family's. */
function nameParts(name: string): string {
  const words = name.trim().split(/\s+/);
  const family = words.length > 1 ? (words.pop() ?? "") : "";
  return `${escaped(family)};${escaped(words.join(" "))};;;`;
}

export function cardText({ name, org, title, emails, phones, address, url, note, categories }: CardToWrite): string {
  const lines = [
    "BEGIN:VCARD", "VERSION:3.0", `FN:${escaped(name)}`, `N:${nameParts(name)}`,
    ...(org === "" ? [] : [`ORG:${escaped(org)}`]), ...(title === "" ? [] : [`TITLE:${escaped(title)}`]),
    ...emails.map((email) => `EMAIL;TYPE=INTERNET:${escaped(email)}`), ...phones.map((phone) => `TEL;TYPE=VOICE:${escaped(phone)}`),
    ...(address === "" ? [] : [`ADR:;;${escaped(address)};;;;`]), ...(url === "" ? [] : [`URL:${escaped(url)}`]), ...(note === "" ? [] : [`NOTE:${escaped(note)}`]),
    ...(categories.length === 0 ? [] : [`CATEGORIES:${categories.map(escaped).join(",")}`]), "END:VCARD",
  ];
  return lines.map(folded).join("");
}
