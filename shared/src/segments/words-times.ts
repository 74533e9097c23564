// Times: how long ("six months", "a year and a half", "30 to 60 days") and when ("since March", "in the past two weeks", "more than
// 3 months ago"). A month is 30 days, a quarter 90, a year 365. How long ago is counted in days, when stands in the calendar.
import type { RuleOp, RuleValue } from "@outrider/shared/schema";
import type { AmountReader } from "./words-amounts.ts";
import type { Days, DaysReader } from "./words-days.ts";
import type { Language, Placing } from "./words-language.ts";
import { lengthAt, type Lexicon, lexicon, phraseAt } from "./words-phrases.ts";
import type { WordToken } from "./words-tokens.ts";

export interface SpanTest { readonly length: number; readonly op: RuleOp | null; readonly days: number; readonly upTo?: number }
/** `age`: so many days ago. `day`: in the calendar. */
export type When = { readonly length: number } & ({ readonly by: "age"; readonly op: RuleOp; readonly days: number; readonly upTo?: number } | { readonly by: "day"; readonly op: RuleOp; readonly value: RuleValue | readonly [RuleValue, RuleValue] });

export interface TimeReader {
  spanAt(tokens: readonly WordToken[], at: number): SpanTest | null;
  whenAt(tokens: readonly WordToken[], at: number): When | null;
}

export function timeReader(language: Language, amounts: AmountReader, daysAt: DaysReader): TimeReader {
  const [units, short] = [lexicon(Object.entries(language.units)), lexicon(Object.entries(language.shortUnits))];
  const bare = (phrases: string): Lexicon<true> => lexicon([[phrases, true]]);
  const [one, half, plus, ago, within, lately] = [bare(language.one), bare(language.half), bare(language.plus), bare(language.ago), bare(language.within), bare(language.lately)];
  const placed: Lexicon<Placing> = lexicon(Object.entries(language.placed).map(([placing, phrases]) => [phrases, placing as Placing] as const));

  const unitAt = (tokens: readonly WordToken[], at: number, figure: boolean) => phraseAt(tokens, at, units) ?? (figure ? phraseAt(tokens, at, short) : null);

  /** How many: "six", "a", "half a", "6". The last counts as a figure. */
  function countAt(tokens: readonly WordToken[], at: number): { readonly length: number; readonly value: number; readonly figure: boolean } | null {
    const halved = lengthAt(tokens, at, half);
    if (halved > 0) return { length: halved + lengthAt(tokens, at + halved, one), value: 0.5, figure: false };
    const token = tokens[at];
    // Not with its size: in "6m" the m is a unit.
    if (token?.kind === "number" && phraseAt(tokens, at + 1, short)) {
      const amount = amounts.amountAt([token], 0);
      return amount && { length: 1, value: amount.value, figure: true };
    }
    const amount = amounts.amountAt(tokens, at);
    if (amount) return amount.money ? null : { length: amount.length, value: amount.value, figure: token?.kind === "number" };
    const single = lengthAt(tokens, at, one);
    return single > 0 ? { length: single, value: 1, figure: false } : null;
  }

  function singleAt(tokens: readonly WordToken[], at: number): { readonly length: number; readonly days: number } | null {
    const count = countAt(tokens, at);
    const unit = unitAt(tokens, at + (count?.length ?? 0), count?.figure ?? false);
    if (!unit) return null;
    let [length, days] = [(count?.length ?? 0) + unit.length, (count?.value ?? 1) * unit.meaning];
    // "a year and a half", "1 year and 6 months".
    const joined = lengthAt(tokens, at + length, plus);
    const rest = count && joined > 0 ? at + length + joined : -1;
    if (rest >= 0) {
      const halved = lengthAt(tokens, rest + lengthAt(tokens, rest, one), half);
      const more = halved > 0 ? null : countAt(tokens, rest);
      const smaller = more ? unitAt(tokens, rest + more.length, more.figure) : null;
      if (halved > 0 && !unitAt(tokens, rest + lengthAt(tokens, rest, one) + halved, false)) [length, days] = [length + joined + lengthAt(tokens, rest, one) + halved, days + unit.meaning / 2];
      else if (more && smaller && smaller.meaning < unit.meaning) [length, days] = [length + joined + more.length + smaller.length, days + more.value * smaller.meaning];
    }
    return { length, days: Math.floor(days) };
  }

  function spanAt(tokens: readonly WordToken[], from: number): SpanTest | null {
    const open = amounts.openedAt(tokens, from);
    const by = open ? null : amounts.comparedAt(tokens, from);
    const at = from + (open?.length ?? by?.length ?? 0);
    if (!by) {
      const low = singleAt(tokens, at) ?? (() => {
        // "30 to 60 days": the unit stands once.
        const count = countAt(tokens, at);
        return count && { length: count.length, days: Number.NaN, count: count.value };
      })();
      const join = low ? amounts.joinAt(tokens, at + low.length, open?.meaning ?? null) : 0;
      const highAt = at + (low?.length ?? 0) + join;
      const high = join > 0 ? singleAt(tokens, highAt) : null;
      if (low && high) {
        const count = countAt(tokens, highAt);
        const least = "count" in low ? Math.round(((low.count as number) / (count?.value ?? 1)) * high.days) : low.days;
        return { length: highAt + high.length - from, op: "between", days: Math.min(least, high.days), upTo: Math.max(least, high.days) };
      }
      if (open) return null;
    }
    // "90+ days", "6 or more months".
    const count = by ? null : countAt(tokens, at);
    const inner = count ? amounts.comparedAfterAt(tokens, at + count.length) : null;
    const unit = count && inner ? unitAt(tokens, at + count.length + inner.length, count.figure) : null;
    if (count && inner && unit) return { length: at + count.length + inner.length + unit.length - from, op: inner.meaning, days: Math.round(count.value * unit.meaning) };
    const span = singleAt(tokens, at);
    if (!span) return null;
    const later = by ? null : amounts.comparedAfterAt(tokens, at + span.length);
    return { length: at + span.length + (later?.length ?? 0) - from, op: by?.meaning ?? later?.meaning ?? null, days: span.days };
  }

  /** A day or a period, also "3 months ago". */
  function placeAt(tokens: readonly WordToken[], at: number): Days | null {
    const span = singleAt(tokens, at);
    const past = span ? lengthAt(tokens, at + span.length, ago) : 0;
    return span && past > 0 ? { length: span.length + past, first: "", last: "", value: { days: -span.days } } : daysAt(tokens, at);
  }
  const firstOf = ({ first, value }: Days): RuleValue => value ?? first;
  const lastOf = ({ last, value }: Days): RuleValue => value ?? last;
  const dayTest = (length: number, placing: Placing, days: Days): When => {
    switch (placing) {
      case "since": return { length, by: "day", op: ">=", value: firstOf(days) };
      case "after": return { length, by: "day", op: ">", value: lastOf(days) };
      case "before": return { length, by: "day", op: "<", value: firstOf(days) };
      case "until": return { length, by: "day", op: "<=", value: lastOf(days) };
      default: return days.value !== undefined || days.first === days.last ? { length, by: "day", op: "==", value: firstOf(days) } : { length, by: "day", op: "between", value: [days.first, days.last] };
    }
  };

  function whenAt(tokens: readonly WordToken[], from: number): When | null {
    const span = spanAt(tokens, from);
    if (span) {
      const past = lengthAt(tokens, from + span.length, ago);
      const after = past > 0 && span.op === null ? amounts.comparedAfterAt(tokens, from + span.length + past) : null;
      const op = span.op ?? after?.meaning;
      if (past > 0 && op) return { length: span.length + past + (after?.length ?? 0), by: "age", op, days: span.days, ...(span.upTo !== undefined && { upTo: span.upTo }) };
    }
    return lastAt(tokens, from, within) ?? calendarAt(tokens, from) ?? lastAt(tokens, from, lately);
  }

  /** "in the last two weeks". */
  function lastAt(tokens: readonly WordToken[], from: number, phrases: Lexicon<true>): When | null {
    const inside = lengthAt(tokens, from, phrases);
    const span = inside > 0 ? spanAt(tokens, from + inside) : null;
    return span && span.op === null ? { length: inside + span.length, by: "age", op: "<=", days: span.days } : null;
  }

  function calendarAt(tokens: readonly WordToken[], from: number): When | null {
    const open = amounts.openedAt(tokens, from);
    const low = open ? placeAt(tokens, from + open.length) : null;
    const join = open && low ? amounts.joinAt(tokens, from + open.length + low.length, open.meaning) : 0;
    const high = open && low && join > 0 ? placeAt(tokens, from + open.length + low.length + join) : null;
    if (open && low && high) return { length: open.length + low.length + join + high.length, by: "day", op: "between", value: [firstOf(low), lastOf(high)] };
    const placing = phraseAt(tokens, from, placed);
    const days = placing ? placeAt(tokens, from + placing.length) : null;
    if (placing && days) return dayTest(placing.length + days.length, placing.meaning, days);
    const alone = daysAt(tokens, from);
    return alone && dayTest(alone.length, "in", alone);
  }
  return { spanAt, whenAt };
}
