// The time now, told again every so often, so that "5 minutes ago" stays true.
import { useEffect, useState, useSyncExternalStore } from "react";
import { ownZone } from "./own-clock.ts";

const MINUTE = 60_000;

/** ms; as old as `everyMs` at most. */
export function useNow(everyMs: number = MINUTE): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  // What is told by the clock is told anew where the person goes by another one.
  useSyncExternalStore(ownZone.subscribe, ownZone.read);
  return now;
}
