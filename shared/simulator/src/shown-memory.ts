// What pages have looked at, kept for the next start, in memory: as the platform's store does it, every write to the
// device's disk empties it, so that a start never shows what is no more.
import type { Shown, ShownStore } from "../../../client/src/engine/shown.ts";
import type { Store } from "../../../client/src/engine/store.ts";

export interface ShownMemory {
  readonly store: ShownStore;
  readonly kept: readonly Shown[];
  /** The same store, of which every write lets go what is kept. */
  watching(store: Store): Store;
  /** The disk is another one: it lay there. */
  lost(): void;
}

export function createShownMemory(): ShownMemory {
  let kept: readonly Shown[] = [];
  let written = 0;
  let writing = 0;
  function lost(): void {
    written += 1;
    kept = [];
  }

  async function letGo<T>(write: () => Promise<T>): Promise<T> {
    lost();
    writing += 1;
    try {
      return await write();
    } finally {
      writing -= 1;
    }
  }
  return {
    get kept() { return kept; },
    lost,
    store: {
      read: () => Promise.resolve(kept),
      mark: () => (writing > 0 ? null : written),
      keep: (shown, mark) => {
        if (mark === written && writing === 0) kept = shown;
        return Promise.resolve();
      },
    },
    watching: (store) => ({
      ...store,
      append: (...args) => letGo(() => store.append(...args)),
      verdicts: (...args) => letGo(() => store.verdicts(...args)),
      step: (step) => letGo(() => store.step(step)),
      rewriteOutbox: (...args) => letGo(() => store.rewriteOutbox(...args)),
      wipe: () => letGo(() => store.wipe()),
    }),
  };
}
