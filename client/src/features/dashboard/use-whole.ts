// The figures of all that one may see, asked of the server where this device holds a part; asked again when what is here
// changes, and when the person comes back.
import type { Figures, FiguresQuestion } from "@outrider/shared/analytics";
import { useCallback, useEffect, useRef, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { useComingBack } from "../../app/use-coming-back.ts";
import { type Whole, wholeOf } from "./whole-figures.ts";

/** Edits come in crowds, and everybody's come here: the server is asked once they rest, and not for each. */
const REST_MS = 12_000;

export interface AskedWhole extends Whole { /** When it was so, ms. */ readonly at: number }
interface Held { readonly query: string; readonly whole: AskedWhole | null }

/**
 * query: as `wholeQuery` writes it, null where nothing is to be asked; here: the figures of this device, by whose change it
 * is asked anew. Undefined until there is an answer to this question; null: it could not be had.
 */
export function useWhole(query: string | null, step: FiguresQuestion["step"], here: Figures | undefined): AskedWhole | null | undefined {
  const { api } = useApp();
  const [held, setHeld] = useState<Held>();
  const wanted = useRef(query);
  useEffect(() => {
    wanted.current = query;
  });
  const look = useCallback(async () => {
    if (query === null) return;
    const [dashboard, people] = await Promise.all([api({ method: "GET", path: `/api/analytics/dashboard?${query}` }), api({ method: "GET", path: `/api/analytics/performance?${query}` })]);
    // Something else is asked for by now.
    if (wanted.current !== query) return;
    const whole = dashboard.ok && people.ok ? wholeOf(dashboard.value, people.value, step) : null;
    setHeld({ query, whole: whole && { ...whole, at: Date.now() } });
  }, [api, query, step]);
  const again = useCallback(() => void look(), [look]);
  const known = useRef<string | null>(null);
  useEffect(() => {
    // At once for another question, after a while for the same.
    const timer = setTimeout(again, known.current === query ? REST_MS : 0);
    known.current = query;
    return () => clearTimeout(timer);
  }, [again, query, here]);
  useComingBack(again);
  return held === undefined || held.query !== query || query === null ? undefined : held.whole;
}
