// The latest word of the engine on one thing, as React reads it: the same object until there is a newer one. It can be
// aimed at something else, and shows the old until the new is there.
import type { EngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";

export interface Source<N extends WatchName> {
  read(): Watchable[N]["shows"] | undefined;
  subscribe(listener: () => void): () => void;
  /** Null: at nothing. */
  aim(of: Watchable[N]["of"] | undefined): void;
}

export function createSource<N extends WatchName>(link: EngineLink, name: N): Source<N> {
  let value: Watchable[N]["shows"] | undefined;
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const become = (next: Watchable[N]["shows"] | undefined): void => {
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    aim(of) {
      const before = stop;
      stop = of === undefined ? undefined : link.watch(name, of, become);
      before?.();
    },
  };
}
