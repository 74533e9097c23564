// Words, figures and signs of a text, each with where it stands in it. A joined word is told apart ("haven't" is "have" and
// "not", "Ana's" is "ana" and "'s"), hyphens divide words. Linear: no pattern looks at a place more than a fixed number of times.
import { fold } from "@outrider/shared/kernel";

export interface WordToken {
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** Folded; of what is quoted, what stands between the quotes. */
  readonly text: string;
  readonly kind: "word" | "number" | "day" | "quoted" | "mail" | "sign" | "other";
}

const TOKEN =
  /(?<quoted>"[^"\n]{1,120}"|“[^”\n]{1,120}”|«[^»\n]{1,120}»|(?<![\p{L}\p{N}])['‘][^'’\n]{1,120}['’](?![\p{L}\p{N}]))|(?<mail>[\p{L}\p{N}._%+-]{0,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4})|(?<day>\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}(?<mark>[./-])\d{1,2}\k<mark>\d{4}(?!\d))|(?<number>\d(?:[\d.,]{0,30}\d)?|\.\d{1,12})|(?<word>\p{L}[\p{L}\p{M}\p{N}_]*(?:['’]\p{L}{1,3}(?![\p{L}\p{N}]))?)|(?<sign>>=|<=|=>|=<|==|!=|<>|[=<>≥≤≠+&,;()/|$€£¥₹%:.!?–—-])|(?<other>[^\s])/gu;

/** How joined words end, and what the second of them is. */
const JOINED = [["n't", "not"], ["'s", "'s"], ["'ve", "have"], ["'re", "are"], ["'ll", "will"], ["'d", "would"], ["'m", "am"]] as const;
/** As they are written without the sign. */
const UNSIGNED = /^(?:ha[vsd]e?|do|does|did|is|are|was|were|wo|would|could|should)nt$/;

function wordTokens(start: number, raw: string): readonly WordToken[] {
  const text = fold(raw).replace(/[’]/g, "'");
  if (UNSIGNED.test(text)) return [{ start, end: start + raw.length - 2, text: text.slice(0, -2), kind: "word" }, { start: start + raw.length - 2, end: start + raw.length, text: "not", kind: "word" }];
  if (text === "cannot") return [{ start, end: start + 3, text: "can", kind: "word" }, { start: start + 3, end: start + raw.length, text: "not", kind: "word" }];
  const joined = JOINED.find(([end]) => text.endsWith(end) && text.length > end.length);
  if (!joined) return [{ start, end: start + raw.length, text, kind: "word" }];
  const cut = start + raw.length - joined[0].length;
  return [{ start, end: cut, text: text.slice(0, -joined[0].length), kind: "word" }, { start: cut, end: start + raw.length, text: joined[1], kind: "word" }];
}

export function tokensOf(text: string): readonly WordToken[] {
  const found: WordToken[] = [];
  for (const { index: start, 0: raw, groups = {} } of text.matchAll(TOKEN)) {
    const kind = (["quoted", "mail", "day", "number", "word", "sign"] as const).find((one) => groups[one] !== undefined) ?? "other";
    // A hyphen in a word says nothing, one between figures does.
    if (raw === "-" && /\p{L}/u.test(text[start - 1] ?? "") && /\p{L}/u.test(text[start + 1] ?? "")) continue;
    if (kind === "word") found.push(...wordTokens(start, raw));
    else found.push({ start, end: start + raw.length, text: kind === "quoted" ? raw.slice(1, -1) : fold(raw), kind });
  }
  return found;
}
