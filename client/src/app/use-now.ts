// The time now, told again every so often, so that "5 minutes ago" stays true.
import { useEffect, useState } from "react";

const MINUTE = 60_000;

/** ms; as old as `everyMs` at most. */
export function useNow(everyMs: number = MINUTE): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
