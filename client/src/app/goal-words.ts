// How a goal is said.
import type { GoalProgress } from "@outrider/shared/analytics";
import type { GoalMeasure, GoalSpan } from "@outrider/shared/schema";
import { format } from "./format.ts";
import { words } from "./goal-texts.ts";

export const spanWords = (span: GoalSpan, from: string): string =>
  span === "month" ? format.month(from.slice(0, 7)) : words.quarterOf(Math.ceil(Number(from.slice(5, 7)) / 3), from.slice(0, 4));

export const goalFigure = (measure: GoalMeasure, value: number, currency: string): string =>
  measure === "won" ? format.money({ amount: Math.round(value), currency }) : format.number(Math.round(value));

export const goalTitle = ({ measure, span, from }: Pick<GoalProgress, "measure" | "span" | "from">): string => words.title(words.of[measure], spanWords(span, from));
