// Watches one thing of the engine for as long as a component shows it. The first answers of a page come one after another
// within a few milliseconds: they are drawn together and in pieces, between which the page answers to taps and keys. What
// changes later is drawn at once.
import { startTransition, useEffect, useMemo, useState } from "react";
import { useEngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";
import { createSource, type Source } from "./source.ts";

interface Shown<N extends WatchName> { readonly by: Source<N>; readonly value: Watchable[N]["shows"] }

/**
 * `of` as JSON, so that it is compared by value; undefined watches nothing. What is shown stays while `of` changes and
 * `about` does not. Answers undefined until the engine has said something.
 */
export function useWatch<N extends WatchName>(name: N, of: string | undefined, about: string): Watchable[N]["shows"] | undefined {
  const link = useEngineLink();
  const [shown, setShown] = useState<Shown<N>>();
  const source = useMemo(() => {
    const by: Source<N> = createSource(link, name, (value, first) => (first ? startTransition(() => setShown({ by, value })) : setShown({ by, value })));
    return { about, ...by, by };
  }, [link, name, about]);
  useEffect(() => source.aim(of === undefined ? undefined : (JSON.parse(of) as Watchable[N]["of"])), [source, of]);
  useEffect(() => () => source.aim(undefined), [source]);
  return shown?.by === source.by ? shown.value : undefined;
}
