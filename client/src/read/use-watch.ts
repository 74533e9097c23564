// Watches one thing of the engine for as long as a component shows it.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useEngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";
import { createSource } from "./source.ts";

/**
 * `of` as JSON, so that it is compared by value; undefined watches nothing. What is shown stays while `of` changes and
 * `about` does not. Answers undefined until the engine has said something.
 */
export function useWatch<N extends WatchName>(name: N, of: string | undefined, about: string): Watchable[N]["shows"] | undefined {
  const link = useEngineLink();
  const source = useMemo(() => ({ about, ...createSource(link, name) }), [link, name, about]);
  useEffect(() => source.aim(of === undefined ? undefined : (JSON.parse(of) as Watchable[N]["of"])), [source, of]);
  useEffect(() => () => source.aim(undefined), [source]);
  return useSyncExternalStore(source.subscribe, source.read);
}
