import type { AssistantAnswer, AssistantQuestion } from "../engine/api-answers.ts";
import { useWatch } from "./use-watch.ts";

/**
 * The answer of this device, following every edit; null asks nothing. `about`: what was shown stays while the question changes and
 * this does not. Undefined until the engine has said.
 */
export const useAssistant = (of: AssistantQuestion | null, about: string): AssistantAnswer | undefined => useWatch("assistant", of === null ? undefined : JSON.stringify(of), about);
