import type { Watchable } from "../engine/api.ts";
import type { FiguresAnswer, GoalsAnswer } from "../engine/api-answers.ts";
import { useWatch } from "./use-watch.ts";

/** The figures of this device, following every edit; what was shown stays until those of another question are there. Undefined until the engine has said. */
export const useFigures = (of: Watchable["figures"]["of"] | null): FiguresAnswer | undefined => useWatch("figures", of === null ? undefined : JSON.stringify(of), "");

/** Goals near today with how far they are. */
export const useGoals = (of: Watchable["goals"]["of"] | null): GoalsAnswer | undefined => useWatch("goals", of === null ? undefined : JSON.stringify(of), "");
