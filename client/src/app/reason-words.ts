// Why something was refused, in the language of this device: what the server and this device's own door say by the names of
// their sentences. Invariant: a sentence that is not known here, from a newer server, is said as it came. It shows nothing.
import { fillIn, type SentenceValues, type Why } from "@outrider/shared/kernel";
import { problemSentences, problemTitles } from "@outrider/shared/protocol";
import { editSentences, entityOf, KINDS, noteSentences } from "@outrider/shared/schema";
import type { NotSaved } from "../act/index.ts";
import type { ProblemSentences, ProblemWords } from "../platform/json-api.ts";
import { catalogue } from "./catalogue.ts";
import { fieldLabels } from "./field-label.ts";

type Sentences = Readonly<Record<string, (values: SentenceValues | undefined) => string>>;

const inNote = Object.entries(noteSentences).map(([name, sentence]) => [`note.${name}`, sentence] as const);
const sentences: Sentences = catalogue(
  Object.fromEntries([...Object.entries(editSentences), ...inNote, ...Object.entries(problemSentences)].map(([name, sentence]) => [name, (values) => fillIn(sentence, values)])) as Sentences,
);
const titles: Readonly<Record<string, string>> = catalogue({ ...problemTitles });
/** Kinds of records by their English names, as they stand in a sentence and at its beginning. */
const kinds: Readonly<Record<string, string>> = catalogue(Object.fromEntries(KINDS.flatMap((kind) => [entityOf(kind).label, entityOf(kind).label.toLowerCase()].map((name) => [name, name] as const))));

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

/** Fields and kinds of records come by their English names; those that a workspace made have no other. */
const inOurWords = ({ label, kind, ...values }: SentenceValues): SentenceValues => ({
  ...values,
  ...(label !== undefined && { label: own(fieldLabels, String(label)) ?? label }),
  ...(kind !== undefined && { kind: own(kinds, String(kind)) ?? kind }),
});

/** Sentences without values, as servers before these sent them and as a log keeps them: known by what they say. */
const names: ReadonlyMap<string, string> = new Map([...Object.entries<string>(editSentences), ...Object.entries<string>(problemSentences)].map(([name, sentence]) => [sentence, name]));

/** One sentence. */
export const reasonWords = ({ message, reason = names.get(message), values }: Why): string => (reason === undefined ? undefined : own(sentences, reason))?.(values && inOurWords(values)) ?? message;

/** A problem of the server: its title by its code, and what it says of itself and of single fields. */
export function problemWords({ code, title, detail, fields }: ProblemSentences): ProblemWords {
  const said = own(titles, code) ?? title;
  return {
    title: said,
    // What says no more than the title.
    detail: detail.reason === undefined && detail.message === title ? said : reasonWords(detail),
    fields: Object.fromEntries(Object.entries(fields).map(([field, why]) => [field, reasonWords(why)])),
  };
}

export const notSavedWords = (refused: NotSaved): NotSaved => ({ ...refused, message: reasonWords(refused) });
