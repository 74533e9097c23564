// Other people's text before a model sees it: what no reader sees is taken out, for it is where instructions hide, and it is
// cut to a length. What is left is the same text to a person.

/** All but line breaks of what has no picture: controls, what has no width or turns the direction, tags, variation selectors, private use, halves of characters. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const BLANK_LINES = /\n{3,}/g;

export const cleanText = (text: string, most: number): string => text.replace(/[\t\u2028\u2029]/g, " ").replace(UNSEEN, "").replace(BLANK_LINES, "\n\n").trim().slice(0, most);
