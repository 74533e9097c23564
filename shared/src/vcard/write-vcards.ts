// A person as a vCard 3.0, which phones and mail programs of every age read. Pure text; the reader beside it reads it back.
import { escaped, folded } from "./content-text.ts";
import type { VCard } from "./read-vcards.ts";

/** Programs that show the parts of a name get the last word as the family's. */
function nameParts(name: string): string {
  const words = name.trim().split(/\s+/);
  const family = words.length > 1 ? (words.pop() ?? "") : "";
  return `${escaped(family)};${escaped(words.join(" "))};;;`;
}

export function cardText({ name, org, title, emails, phones, address, url, note, categories }: VCard): string {
  const lines = [
    "BEGIN:VCARD", "VERSION:3.0", `FN:${escaped(name)}`, `N:${nameParts(name)}`,
    ...(org === "" ? [] : [`ORG:${escaped(org)}`]), ...(title === "" ? [] : [`TITLE:${escaped(title)}`]),
    ...emails.map((email) => `EMAIL;TYPE=INTERNET:${escaped(email)}`), ...phones.map((phone) => `TEL;TYPE=VOICE:${escaped(phone)}`),
    ...(address === "" ? [] : [`ADR:;;${escaped(address)};;;;`]), ...(url === "" ? [] : [`URL:${escaped(url)}`]), ...(note === "" ? [] : [`NOTE:${escaped(note)}`]),
    ...(categories.length === 0 ? [] : [`CATEGORIES:${categories.map(escaped).join(",")}`]), "END:VCARD",
  ];
  return lines.map(folded).join("");
}
