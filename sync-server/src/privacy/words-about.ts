// Where else a person stands in words: their name or address in a title, a note, a rich text of somebody else's record.
// Those words are other people's, so nothing takes them out by itself: they are listed, for a person to read.
import { elementsOf, type PackedRecord, type RecordState, textOf, unpack } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { type Place, placeOf } from "./place.ts";

/** Places listed; beyond that it is said that there are more. */
export const MOST_PLACES = 50;
const PAGE = 500;
/** Of what looks like it at first sight, so many are looked at. */
const MOST_LOOKED_AT = 20_000;
const SHORTEST = 3;
/** No words: a document of a rich text, whose words lie beside it. */
const NO_WORDS = new Set(["doc"]);

const needlesOf = (people: readonly RecordState[]): readonly string[] =>
  [...new Set(people.flatMap((state) => [textOf(state, "name"), textOf(state, "email"), ...elementsOf(state, "emails")]).map((text) => text.trim()).filter((text) => text.length >= SHORTEST))];

const pattern = (text: string): string => `%${JSON.stringify(text).slice(1, -1).replaceAll(/[\\%_]/g, "\\$&")}%`;

/** One way to write it: what differs only in case or in spaces is the same. */
const folded = (text: string): string => text.normalize("NFC").toLowerCase().replaceAll(/\s+/g, " ");
const OF_A_WORD = /[\p{L}\p{N}\p{M}]/u;
/** The character that begins at or ends before a place, whole also where it is two units. */
const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32);
const characterBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 2), at).match(/.$/su)?.[0] ?? " ";

/** As a word of its own: “Ann” is not in “planning”. */
function finder(needles: readonly string[]): (text: string) => boolean {
  const wanted = needles.map(folded);
  const holds = (text: string, needle: string): boolean => {
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
      if (!OF_A_WORD.test(characterBefore(text, at)) && !OF_A_WORD.test(characterAt(text, at + needle.length))) return true;
    }
    return false;
  };
  return (given) => {
    const text = folded(given);
    return wanted.some((needle) => holds(text, needle));
  };
}

export async function wordsAbout({ sql }: Pick<Database, "sql">, workspace: string, people: readonly RecordState[], gone: ReadonlySet<string>): Promise<{ readonly places: readonly Place[]; readonly more: boolean }> {
  const needles = needlesOf(people);
  if (needles.length === 0) return { places: [], more: false };
  const has = finder(needles);
  const says = ({ fields, sets }: RecordState): boolean =>
    Object.entries(fields).some(([name, { value }]) => !NO_WORDS.has(name) && typeof value === "string" && has(value)) || Object.values(sets).some((elements) => Object.keys(elements).some(has));
  const places: Place[] = [];
  for (let after = "", looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
    const rows = await sql<{ state: PackedRecord }[]>`
      select state from record where workspace_id = ${workspace} and id > ${after} and kind <> 'member' and kind <> 'notification'
        and state::text ilike any(array(select json_array_elements_text(${JSON.stringify(needles.map(pattern))}::json))) order by id limit ${PAGE}`;
    const states = rows.map(({ state }) => unpack(state));
    places.push(...states.filter((state) => !gone.has(state.id) && says(state)).map(placeOf));
    if (places.length > MOST_PLACES) return { places: places.slice(0, MOST_PLACES), more: true };
    if (states.length < PAGE) return { places, more: false };
    after = states.at(-1)?.id ?? "";
  }
  return { places, more: true };
}
