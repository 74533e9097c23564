// When what the first screen does without may come.
import { startTransition, useCallback, useEffect, useState } from "react";
import { whenQuiet } from "../platform/quiet-moment.ts";

const MOST_MS = 1_500;

/** Calls `then`, which stays the same, when the browser has nothing else to do, each time that becomes `due`. */
export function useWhenQuiet(due: boolean, then: () => void): void {
  useEffect(() => (due ? whenQuiet(() => startTransition(then), MOST_MS) : undefined), [due, then]);
}

/** True from when the browser has nothing else to do on, once it was `due`. */
export function useQuiet(due: boolean): boolean {
  const [quiet, setQuiet] = useState(false);
  useWhenQuiet(due && !quiet, useCallback(() => setQuiet(true), []));
  return quiet;
}
