// What an admin types about money and about how long things are kept. Pure.
import { isDay } from "@outrider/shared/schema";
import { words } from "./texts.ts";

export const isCurrency = (typed: string): boolean => /^[A-Z]{3}$/.test(typed);

/** A whole number of days, null for none; undefined where it is neither. */
export function daysOf(typed: string, least: number, most: number): number | null | undefined {
  const bare = typed.trim();
  if (bare === "") return null;
  const days = Number(bare);
  return Number.isInteger(days) && days >= least && days <= most ? days : undefined;
}

export interface TypedRate { readonly currency: string; readonly from: string; readonly worth: string }

/** What is wrong by field; a comma may divide the decimals. */
export function rateOf({ currency, from, worth }: TypedRate, base: string): { readonly rate: number } | { readonly wrong: Partial<Record<keyof TypedRate, string>> } {
  const rate = Number(worth.trim().replace(",", "."));
  const wrong = {
    ...(!isCurrency(currency) ? { currency: words.workspace.badCurrency } : currency === base && { currency: words.workspace.sameCurrency }),
    ...(!isDay(from) && { from: words.workspace.badDay }),
    ...((worth.trim() === "" || !Number.isFinite(rate) || rate <= 0 || rate > 1e9) && { worth: words.workspace.badRate }),
  };
  return Object.keys(wrong).length > 0 ? { wrong } : { rate };
}
