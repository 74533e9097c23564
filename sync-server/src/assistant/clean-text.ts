// Other people's text before a model sees it: what no reader sees is taken out, for it is where instructions hide, and it is
// cut to a length. What is left is the same text to a person.

/** Controls other than line breaks, what has no width or turns the direction, tags, variation selectors, private use, halves of characters. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}|\p{Private_Use}/gu;
const BLANK_LINES = /\n{3,}/g;

export const cleanText = (text: string, most: number): string => text.replace(/[\t\u2028\u2029]/g, " ").replace(UNSEEN, "").replace(BLANK_LINES, "\n\n").trim().slice(0, most);
