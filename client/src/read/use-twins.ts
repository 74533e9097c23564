import type { AlikeAnswer, AlikeOf, TwinsAnswer, TwinsOf } from "../engine/api-answers.ts";
import { useWatch } from "./use-watch.ts";

/** What may be there twice, of one kind; undefined until the engine has said something. */
export const useTwins = (of: TwinsOf): TwinsAnswer | undefined => useWatch("twins", JSON.stringify(of), of.kind);

/** What is like something that is being typed or was just edited; null looks for nothing. */
export const useAlike = (of: AlikeOf | null): AlikeAnswer | undefined => useWatch("alike", of === null ? undefined : JSON.stringify(of), of === null ? "" : `${of.sketch.kind} ${of.id ?? ""}`);
