// The call or mail to ask about now: noted when its link is followed, on any page, and asked about when the person is
// back, also after a reload or in another tab.
import { useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { watchComingBack, watchLinks } from "../platform/coming-back.ts";
import { systemTimers } from "../platform/system-timers.ts";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useUser } from "./app-context.tsx";
import { begunBy, readReaches, withReach, without, writeReaches, type Reach } from "./reach-offers.ts";

/** Sooner than this the page has only asked which app should call. */
const LEAST_AWAY_MS = 1_500;
/** A call by headset leaves the page where it is. */
const NEVER_LEFT_MS = 60_000;

const { now } = systemTimers;

export function useReaches(): { readonly reach: Reach | undefined; readonly settle: (reach: Reach) => void } {
  const user = useUser()?.id;
  const { id: open } = useParams({ strict: false });
  const key = `outrider.reach.${user ?? ""}`;
  const [reaches, setReaches] = useState(() => readReaches(browserTextMemory.read(key), now()));
  const [back, setBack] = useState(true);
  const keep = useCallback((change: (before: readonly Reach[]) => readonly Reach[]) => {
    // Another tab may have kept or settled some.
    const next = change(readReaches(browserTextMemory.read(key), now()));
    browserTextMemory.write(key, writeReaches(next));
    setReaches(next);
  }, [key]);
  const waiting = useRef<() => void>(undefined);
  useEffect(() => watchLinks((link) => {
    const by = begunBy(link.href);
    const on = link.dataset["reachOn"] ?? open;
    if (by === undefined || on === undefined) return;
    setBack(false);
    waiting.current?.();
    waiting.current = systemTimers.after(NEVER_LEFT_MS, () => setBack(true));
    keep((before) => withReach(before, { on, who: link.dataset["reachWho"] ?? on, by, at: now() }));
  }), [keep, open]);
  useEffect(() => watchComingBack(() => {
    const kept = readReaches(browserTextMemory.read(key), now());
    setReaches(kept);
    if (kept.every(({ at }) => now() - at >= LEAST_AWAY_MS)) setBack(true);
  }), [key]);
  useEffect(() => () => waiting.current?.(), []);
  return { reach: back ? reaches[0] : undefined, settle: useCallback((reach) => keep((before) => without(before, reach)), [keep]) };
}
