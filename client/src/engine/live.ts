// Keeps what is shown up to date: what watches is computed again when something it rests on has changed, at most once
// in 50 ms and never for more than a quarter of the time, and told on only when it looks different.
import type { Timers } from "./ports.ts";

export interface Live<T> {
  compute(): T;
  /** Takes note of changed records; answers whether the answer may be another one now. Null: anything may have changed. */
  touched(changed: ReadonlySet<string> | null): boolean;
  close?(): void;
}

export interface Lives {
  /** Shows the present answer before it returns, later ones as they come. */
  watch<T>(live: Live<T>, show: (value: T) => void): () => void;
  changed(ids: ReadonlySet<string> | null): void;
  stop(): void;
}

const PAUSE = 50;

interface Entry { dirty: boolean; refresh(): void; touched(changed: ReadonlySet<string> | null): boolean }

export function createLives(timers: Timers): Lives {
  const entries = new Set<Entry>();
  let callOff: (() => void) | null = null;
  let pause = 0;

  function flush(): void {
    callOff = null;
    const start = timers.now();
    for (const entry of entries) if (entry.dirty) entry.refresh();
    pause = Math.max(PAUSE, 3 * (timers.now() - start));
    // Nothing for a while: the next change is shown at once.
    const was = pause;
    timers.after(was, () => {
      if (pause === was && !callOff) pause = 0;
    });
  }

  return {
    watch(live, show) {
      let shown: string | undefined;
      const entry: Entry = {
        dirty: false,
        touched: (changed) => live.touched(changed),
        refresh() {
          entry.dirty = false;
          const value = live.compute();
          const text = JSON.stringify(value);
          if (text === shown) return;
          shown = text;
          show(value);
        },
      };
      entries.add(entry);
      entry.refresh();
      return () => {
        entries.delete(entry);
        live.close?.();
      };
    },
    changed(ids) {
      let any = false;
      for (const entry of entries) {
        if (!entry.touched(ids)) continue;
        entry.dirty = true;
        any = true;
      }
      if (any) callOff ??= timers.after(pause, flush);
    },
    stop() {
      callOff?.();
      entries.clear();
    },
  };
}
