// The latest word of the engine on one thing. It can be aimed at something else; what was shown before goes on until the
// new is there.
import type { EngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";
import { watchShared } from "./shared-watch.ts";

export interface Source<N extends WatchName> {
  /** Undefined: at nothing. */
  aim(of: Watchable[N]["of"] | undefined): void;
}

/** `show` is told every answer; `first` says whether it is the first there ever was. */
export function createSource<N extends WatchName>(link: EngineLink, name: N, show: (value: Watchable[N]["shows"], first: boolean) => void): Source<N> {
  let stop: (() => void) | undefined;
  let first = true;
  const hear = (value: Watchable[N]["shows"]): void => {
    const was = first;
    first = false;
    show(value, was);
  };
  return {
    aim(of) {
      const before = stop;
      stop = of === undefined ? undefined : watchShared(link, name, of, hear);
      before?.();
    },
  };
}
