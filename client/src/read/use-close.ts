import type { CloseAnswer, CloseOf, MeaningAnswer } from "../engine/api-answers.ts";
import { useWatch } from "./use-watch.ts";

/** What is close to something typed; null looks for nothing. */
export const useClose = (of: CloseOf | null): CloseAnswer | undefined => useWatch("close", of === null ? undefined : JSON.stringify(of), of === null ? "" : "close");

/** How far the search by meaning is with a model; null: with none. */
export const useMeaningShare = (model: string | null): MeaningAnswer | undefined => useWatch("meaning", model === null ? undefined : JSON.stringify(model), model ?? "");
