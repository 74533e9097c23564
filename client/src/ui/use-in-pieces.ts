import { useDeferredValue } from "react";

/**
 * False while what is `there` is drawn for the first time, and true right after. What waits for it is drawn in pieces,
 * between which the page answers to taps and keys; whatever changes later is drawn at once.
 */
export const useInPieces = (there = true): boolean => useDeferredValue(there, false) && there;
