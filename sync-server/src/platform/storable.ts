// What a text must be for PostgreSQL to hold it: without NUL and without half a sign. Nobody writes either on purpose.
import { hasHalfSign, withoutHalfSigns } from "@outrider/shared/kernel";

export const isStorable = (text: string): boolean => !text.includes("\0") && !hasHalfSign(text);

/** The text without what cannot be held. */
export const storable = (text: string): string => withoutHalfSigns(text.replaceAll("\0", ""));

const GAPS = /[\s\u0000-\u001f\u007f]+/g;

/** What others said, as a line for people and for the database to hold: at most `most` characters. */
export const lineOf = (text: string, most: number): string => withoutHalfSigns(text.replace(GAPS, " ").trim().slice(0, most)).trim();
