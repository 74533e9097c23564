// Half a sign: one of the two code units that a character beyond the first 65,536 is stored as, without the other. Texts get
// it where a program cuts by code units; no font shows it and no database keeps it.
const HALF = /\p{Surrogate}/u;
const HALVES = /\p{Surrogate}/gu;

export const hasHalfSign = (text: string): boolean => HALF.test(text);

/** The text without them: also what is left to do after cutting one. */
export const withoutHalfSigns = (text: string): string => text.replace(HALVES, "");
