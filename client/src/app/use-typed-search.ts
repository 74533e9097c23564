// What is typed over a list is looked for at once; the address follows when the typing rests, or as soon as the person
// turns to something else. To go through the address with each letter took longer than the search itself.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { usePresses } from "./use-presses.ts";

const REST_MS = 300;

interface TypedSearch<Search> {
  /** The address with what is typed. */
  readonly search: Search;
  readonly type: (q: string | undefined) => void;
}

/** `say` gives the address another `q`. */
export function useTypedSearch<Search extends { readonly q?: string }>(address: Search, say: (q: string | undefined) => void): TypedSearch<Search> {
  // From a letter until the address says something else than before.
  const [typed, setTyped] = useState<{ readonly q: string | undefined }>();
  const pending = useRef<{ readonly q: string | undefined; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  const settle = useCallback(() => {
    if (pending.current === undefined) return;
    const { q, timer } = pending.current;
    clearTimeout(timer);
    pending.current = undefined;
    latest.current(q);
  }, []);
  const type = useCallback((q: string | undefined) => {
    clearTimeout(pending.current?.timer);
    pending.current = { q, timer: setTimeout(settle, REST_MS) };
    setTyped({ q });
  }, [settle]);
  useEffect(() => {
    if (pending.current === undefined) setTyped(undefined);
  }, [address.q]);
  usePresses(settle);
  useEffect(() => () => clearTimeout(pending.current?.timer), []);
  const search = useMemo(() => {
    if (typed === undefined) return address;
    const { q: _, ...others } = address;
    return (typed.q === undefined ? others : { ...others, q: typed.q }) as Search;
  }, [address, typed]);
  return { search, type };
}
