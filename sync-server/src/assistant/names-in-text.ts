// People whom a text names and no field does: found by what stands beside a capitalised name (a title, a greeting, who was
// spoken with, who said something, a signature), and by the words that names of the workspace's own people are made of.
// It takes rather too much than too little: what is hidden comes back as it was. English, German, Spanish and French words.

/** Capitalised words in a row, with the small ones that names have inside them. */
const RUN = /(?<![\p{L}\p{N}_@./-])(?:\p{Lu}['’])?\p{Lu}[\p{Ll}\p{M}]{1,24}(?:[-'’]\p{Lu}?[\p{Ll}\p{M}]{1,24})?(?: (?:(?:de|da|di|del|della|van|von|der|den|la|le|el|bin|al|zu|dos|ten|ter) ){0,2}(?:\p{Lu}['’])?\p{Lu}[\p{Ll}\p{M}]{1,24}(?:[-'’]\p{Lu}?[\p{Ll}\p{M}]{1,24})?){0,3}(?![\p{L}\p{N}_@])/gu;
const BEFORE = /([\p{L}]{1,24})[.,:]? ?$/u;
const TWO_BEFORE = /([\p{L}]{1,24}) ([\p{L}]{1,24}) $/u;
const AFTER = /^(?:,)? ?([\p{L}]{1,24})/u;
const CLOSED = /(?:regards|sincerely|faithfully|cheers|best|thanks|yours|grüßen|grüße|gruß|cordialement|saludos|atentamente)[,.!]?\s*$/iu;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const TITLES = words("mr mrs ms miss dr prof professor sir lord lady madame monsieur mme herr frau herrn señor señora don doña sr sra dame reverend");
const GREETINGS = words("dear hi hello hey hallo liebe lieber cher chère hola estimado estimada querido querida bonjour moin servus attn thanks");
const WITH = words("with to from by mit von bei con de avec cc");
const TALKS = words("spoke speak speaking spoken talk talked talking met meet meeting call called calling email emailed mail mailed wrote write letter chat chatted lunch dinner heard intro introduced demo met sent signed gesprochen telefonat termin treffen gespräch hablé reunión llamada réunion parlé");
const DOES = words("met called asked told emailed mailed phoned rang invited thanked visited know knows ask tell call email phone invite meet ring traf rief fragte");
const SAYS = words("says said asked asks wants wanted wrote writes thinks thought agreed told tells called replied confirmed prefers preferred decided signed joined left insists hopes believes promised needs mentioned explained complained sagt sagte fragt fragte möchte meint dice dijo quiere dit demande veut");
/** Begin sentences, or are no people however they stand. */
const NOBODY = words(
  "the a an our we they he she it i you this that these those there here and but or if when after before since while then yesterday today tomorrow now please no yes not also monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december " +
  "montag dienstag mittwoch donnerstag freitag samstag sonntag der die das ein eine wir sie er es und oder el los las une un le les sales marketing finance purchasing legal support procurement management team board value version order re fwd",
);
const MANY = 2;

export interface NamedPart { readonly at: number; readonly length: number }

const lower = (word: string | undefined): string => (word ?? "").toLowerCase();

/** Where names stand, the first first, none within another. `nameWords`: in lower case, words that names of known people are made of. */
export function namesIn(text: string, nameWords: ReadonlySet<string>): readonly NamedPart[] {
  const found: NamedPart[] = [];
  for (const match of text.matchAll(RUN)) {
    const parts = match[0].split(" ");
    // The beginning of a sentence is capitalised too: what is no name there says what the name is.
    let skipped = 0;
    while (skipped < parts.length && [TITLES, GREETINGS, DOES, TALKS, SAYS, NOBODY, WITH].some((set) => set.has(lower(parts[skipped])))) skipped += 1;
    if (skipped === parts.length) continue;
    const name = parts.slice(skipped).join(" ");
    const at = match.index + match[0].length - name.length;
    const [before, after] = [text.slice(Math.max(0, at - 60), at), text.slice(at + name.length, at + name.length + 30)];
    const last = lower(BEFORE.exec(before)?.[1]);
    const two = TWO_BEFORE.exec(before);
    const many = parts.length - skipped >= MANY;
    const wholeLine = /(?:^|\n)\s*$/.test(before) && /^\s*(?:\n|$)/.test(after);
    const isPerson =
      TITLES.has(last) || GREETINGS.has(last) || DOES.has(last) || (two !== null && WITH.has(lower(two[2])) && TALKS.has(lower(two[1]))) || (many && SAYS.has(lower(AFTER.exec(after)?.[1]))) ||
      (many && parts.slice(skipped).some((part) => nameWords.has(part.toLowerCase()))) || (wholeLine && CLOSED.test(before));
    if (isPerson) found.push({ at, length: name.length });
  }
  return found;
}

/** The words that these names are made of, for the above; short ones tell nobody apart. */
export const nameWordsOf = (names: Iterable<string>): ReadonlySet<string> => new Set([...names].flatMap((name) => name.toLowerCase().split(/[\s,.]+/).filter((word) => word.length > MANY)));
