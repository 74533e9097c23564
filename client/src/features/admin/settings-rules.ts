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

/** Whether things would be kept for a shorter time than they are; null: what is usual. */
export const isShorter = (days: number | null, standing: unknown, usual: number): boolean => (days ?? usual) < (typeof standing === "number" ? standing : usual);

export interface Taken { readonly interactions: number; readonly bin: number }

/** What the server says that its next round would take. */
export function takenOf(answer: unknown): Taken {
  const takes = typeof answer === "object" && answer !== null && "takes" in answer ? (answer.takes as Readonly<Record<string, unknown>> | null) : null;
  const count = (name: string): number => (typeof takes?.[name] === "number" ? takes[name] : 0);
  return { interactions: count("interactions"), bin: count("bin") };
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
