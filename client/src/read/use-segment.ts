import type { Watchable } from "../engine/api.ts";
import type { SegmentAnswer } from "../engine/api-answers.ts";
import { useWatch } from "./use-watch.ts";

/** Who a rule finds on this device, following every edit of the rule and of contacts; what was shown stays until the next is there. Undefined until the engine has said; null watches nothing. */
export const useSegment = (of: Watchable["segment"]["of"] | null): SegmentAnswer | undefined => useWatch("segment", of === null ? undefined : JSON.stringify(of), "");
