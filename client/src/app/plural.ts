// Owns how figures and nouns, and several things in a row, are put together in the language of the catalogue: by its own
// rules, not by "one and the rest".
import { lazily } from "@outrider/shared/kernel";
import { format } from "./format.ts";

/** The forms of a word by the plural categories of the language; English has two. */
export type Forms = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>;

// Of the language that the texts are written in, which need not be the browser's.
const CATALOGUE = "en";
const rules = lazily(() => new Intl.PluralRules(CATALOGUE));
const row = lazily(() => new Intl.ListFormat(CATALOGUE, { type: "unit", style: "short" }));

export const formOf = (count: number, forms: Forms): string => forms[rules().select(count)] ?? forms.other;

/** The figure and the noun: "1 edit", "1,204 edits". */
export const counted = (count: number, forms: Forms): string => `${format.number(count)} ${formOf(count, forms)}`;

/** Several things one after the other. */
export const listed = (items: readonly string[]): string => row().format(items);
