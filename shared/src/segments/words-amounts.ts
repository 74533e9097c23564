// Amounts in figures and in words: "₹5K", "1.2m", "2 lakh", "five hundred and twenty", "half a million", and what they are
// compared by: "at least 5", "5 or more", "between 5 and 10k". Money is told from a bare figure, with the currencies that it may be in.
import type { RuleOp } from "@outrider/shared/schema";
import { figureOf } from "./ask-numbers.ts";
import type { Language } from "./words-language.ts";
import { type Found, lengthAt, type Lexicon, lexicon, phraseAt } from "./words-phrases.ts";
import type { WordToken } from "./words-tokens.ts";

export interface Amount { readonly length: number; readonly value: number; readonly money: boolean; /** Divided by spaces, the usual one first; "": none was said. */ readonly currencies: string; /** What multiplied it. */ readonly size: number }
/** `op` null: the figure stood there alone. */
export interface Test { readonly length: number; readonly op: RuleOp | null; readonly value: number; readonly upTo?: number; readonly money: boolean; readonly currencies?: string; /** Which it was taken for, where that is not the workspace's own. */ readonly currency?: string; readonly times: boolean; readonly not?: boolean }

export interface AmountReader {
  amountAt(tokens: readonly WordToken[], at: number): Amount | null;
  testAt(tokens: readonly WordToken[], at: number): Test | null;
  comparedAt(tokens: readonly WordToken[], at: number): Found<RuleOp> | null;
  comparedAfterAt(tokens: readonly WordToken[], at: number): Found<RuleOp> | null;
  /** What joins two ends: 0 where nothing does. */
  joinAt(tokens: readonly WordToken[], at: number, opened: "between" | "from" | null): number;
  openedAt(tokens: readonly WordToken[], at: number): Found<"between" | "from"> | null;
  rounded(value: number): number;
}

const opsOf = (table: Language["compared"]): Lexicon<RuleOp> => lexicon(Object.entries(table).map(([op, phrases]) => [phrases, op as RuleOp] as const));
const numbersOf = (table: Readonly<Record<string, number>>): Lexicon<number> => lexicon(Object.entries(table));
const bare = (phrases: string): Lexicon<true> => lexicon([[phrases, true]]);

export function amountReader(language: Language): AmountReader {
  const [counts, sizes, short, times] = [numbersOf(language.counts), numbersOf(language.sizes), numbersOf(language.shortSizes), numbersOf(language.times)];
  const [half, one, couple, plus, currencies, to, timesWord] = [bare(language.half), bare(language.one), bare(language.couple), bare(language.plus), lexicon(Object.entries(language.currencies).map(([codes, phrases]) => [phrases, codes] as const)), bare(language.to), bare(language.timesWord)];
  const [compared, after] = [opsOf(language.compared), opsOf(language.comparedAfter)];
  const opened = lexicon([[language.between, "between" as const], [language.from, "from" as const]]);
  // Money to its smallest part and no further: 1.1 million is not 1100000.0000000001.
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

  /** Below a hundred: "twenty two". */
  function smallAt(tokens: readonly WordToken[], at: number): Found<number> | null {
    const first = phraseAt(tokens, at, counts);
    if (!first) return null;
    const second = first.meaning >= 20 && first.meaning % 10 === 0 ? phraseAt(tokens, at + first.length, counts) : null;
    return second && second.meaning < 10 && second.meaning > 0 ? { length: first.length + second.length, meaning: first.meaning + second.meaning } : first;
  }

  /** "two hundred thousand": what multiplies there, all of it. */
  function sizeAt(tokens: readonly WordToken[], at: number, glued: boolean): Found<number> {
    let [length, size] = [0, 1];
    for (let times_ = 0; times_ < 3; times_++) {
      const found = phraseAt(tokens, at + length, sizes) ?? (glued && length === 0 ? phraseAt(tokens, at, short) : null);
      if (!found) break;
      [length, size] = [length + found.length, size * found.meaning];
    }
    return { length, meaning: size };
  }

  function wordsAt(tokens: readonly WordToken[], from: number): Found<number> & { readonly size: number } | null {
    const halfLength = lengthAt(tokens, from, half);
    if (halfLength > 0) {
      const at = from + halfLength + lengthAt(tokens, from + halfLength, one);
      const size = sizeAt(tokens, at, false);
      return size.length === 0 ? null : { length: at + size.length - from, meaning: size.meaning / 2, size: size.meaning };
    }
    const often = phraseAt(tokens, from, times);
    if (often) return { ...often, size: 1 };
    const pair = lengthAt(tokens, from, couple);
    if (pair > 0) {
      const size = sizeAt(tokens, from + pair, false);
      return { length: pair + size.length, meaning: 2 * size.meaning, size: size.meaning };
    }
    let [at, total, largest] = [from, 0, Number.POSITIVE_INFINITY];
    let size = 1;
    for (let part = 0; part < 6; part++) {
      const joined = part > 0 ? lengthAt(tokens, at, plus) : 0;
      const small = smallAt(tokens, at + joined) ?? (part === 0 && lengthAt(tokens, at, one) > 0 && sizeAt(tokens, at + 1, false).length > 0 ? { length: 1, meaning: 1 } : null);
      if (!small) break;
      const multiplied = sizeAt(tokens, at + joined + small.length, false);
      // "between five hundred and six hundred" are two, "five hundred and six" is one.
      if (multiplied.meaning >= largest || (joined > 0 && multiplied.length > 0)) break;
      if (part > 0 && multiplied.length === 0 && largest === 1) break;
      total += small.meaning * multiplied.meaning;
      at += joined + small.length + multiplied.length;
      largest = multiplied.meaning;
      size = Math.max(size, multiplied.meaning);
    }
    if (at === from) return null;
    // "two and a half thousand".
    const joined = lengthAt(tokens, at, plus);
    const a = joined > 0 ? at + joined + lengthAt(tokens, at + joined, one) : at;
    const and = joined > 0 ? lengthAt(tokens, a, half) : 0;
    if (and === 0 || size > 1) return { length: at - from, meaning: total, size };
    const scaled = sizeAt(tokens, a + and, false);
    return { length: a + and + scaled.length - from, meaning: (total + 0.5) * scaled.meaning, size: scaled.meaning };
  }

  function amountAt(tokens: readonly WordToken[], from: number): Amount | null {
    const sign = phraseAt(tokens, from, currencies);
    const at = from + (sign?.length ?? 0);
    const token = tokens[at];
    if (token === undefined) return null;
    let read: { length: number; value: number; size: number } | null = null;
    if (token.kind === "number") {
      const value = figureOf(token.text);
      const size = sizeAt(tokens, at + 1, true);
      // A share of something is no amount.
      if (Number.isFinite(value) && tokens[at + 1]?.text !== "%") read = { length: 1 + size.length, value: value * size.meaning, size: size.meaning };
    } else {
      const words = wordsAt(tokens, at);
      if (words) read = { length: words.length, value: words.meaning, size: words.size };
    }
    if (!read) return null;
    const unit = phraseAt(tokens, at + read.length, currencies);
    return { length: at - from + read.length + (unit?.length ?? 0), value: rounded(read.value), money: sign !== null || unit !== null, currencies: unit?.meaning ?? sign?.meaning ?? "", size: read.size };
  }

  const joinAt = (tokens: readonly WordToken[], at: number, by: "between" | "from" | null): number => Math.max(lengthAt(tokens, at, to), by === "between" ? lengthAt(tokens, at, plus) : 0);

  function testAt(tokens: readonly WordToken[], from: number): Test | null {
    const open = phraseAt(tokens, from, opened);
    if (open || lengthAt(tokens, from, compared) === 0) {
      const begin = from + (open?.length ?? 0);
      const low = amountAt(tokens, begin);
      const join = low ? joinAt(tokens, begin + low.length, open?.meaning ?? null) : 0;
      const high = low && join > 0 ? amountAt(tokens, begin + low.length + join) : null;
      if (low && high) {
        // "5 to 10k": five thousand.
        const least = low.size === 1 && high.size > 1 && low.value < high.value / high.size ? rounded(low.value * high.size) : low.value;
        const end = begin + low.length + join + high.length;
        const often = lengthAt(tokens, end, timesWord);
        return { length: end + often - from, op: "between", value: Math.min(least, high.value), upTo: Math.max(least, high.value), money: low.money || high.money, currencies: high.currencies || low.currencies, times: often > 0 };
      }
      if (open) return null;
    }
    const by = phraseAt(tokens, from, compared);
    const at = from + (by?.length ?? 0);
    const amount = amountAt(tokens, at);
    if (!amount) return null;
    let end = at + amount.length;
    let later = by ? null : phraseAt(tokens, end, after);
    end += later?.length ?? 0;
    const often = lengthAt(tokens, end, timesWord);
    end += often;
    if (!by && !later && often > 0) {
      later = phraseAt(tokens, end, after);
      end += later?.length ?? 0;
    }
    return { length: end - from, op: by?.meaning ?? later?.meaning ?? null, value: amount.value, money: amount.money, currencies: amount.currencies, times: often > 0 || phraseAt(tokens, at, times) !== null };
  }

  return {
    amountAt, testAt, joinAt, rounded,
    comparedAt: (tokens, at) => phraseAt(tokens, at, compared),
    comparedAfterAt: (tokens, at) => phraseAt(tokens, at, after),
    openedAt: (tokens, at) => phraseAt(tokens, at, opened),
  };
}
