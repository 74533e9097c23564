// What is wrong with a rule in an address, in the language of this device: for a list, which asks no server.
// Invariant: what has no name that is known here is said as it came.
import { fillIn, type SentenceValues, type Why } from "@outrider/shared/kernel";
import { ruleFaultSentences } from "@outrider/shared/schema";
import { ruleTextSentences } from "@outrider/shared/segments";
import { catalogue } from "./catalogue.ts";

const sentences: Readonly<Record<string, (values: SentenceValues | undefined) => string>> = catalogue(
  Object.fromEntries(Object.entries({ ...ruleFaultSentences, ...ruleTextSentences }).map(([name, sentence]) => [name, (values: SentenceValues | undefined) => fillIn(sentence, values)])),
);

/** Completes a sentence that names the rule, a field of it or a place in it. */
export const ruleFaultWords = ({ message, reason = "", values }: Why): string => (Object.hasOwn(sentences, reason) ? sentences[reason] : undefined)?.(values) ?? message;
