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
  /** `own`: what the person did here, who waits for it: it is not put off because something else was shown a moment ago. */
  changed(ids: ReadonlySet<string> | null, own?: boolean): void;
  stop(): void;
}

const PAUSE = 50;

interface Entry { dirty: boolean; refresh(): void; touched(changed: ReadonlySet<string> | null): boolean }

export function createLives(timers: Timers): Lives {
  const entries = new Set<Entry>();
  let callOff: (() => void) | null = null;
  let due = Infinity;
  let [ended, took] = [-Infinity, 0];

  function flush(): void {
    [callOff, due] = [null, Infinity];
    const start = timers.now();
    for (const entry of entries) if (entry.dirty) entry.refresh();
    ended = timers.now();
    took = ended - start;
  }

  /** Once `rest` ms have passed since the last time; a clock that is put back makes it no later. */
  function flushAfter(rest: number): void {
    const now = timers.now();
    const wait = Math.min(rest, Math.max(0, ended + rest - now));
    if (now + wait >= due) return;
    callOff?.();
    due = now + wait;
    callOff = timers.after(wait, flush);
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
    changed(ids, own = false) {
      let any = false;
      for (const entry of entries) {
        if (!entry.touched(ids)) continue;
        entry.dirty = true;
        any = true;
      }
      if (any) flushAfter(Math.max(own ? 0 : PAUSE, 3 * took));
    },
    stop() {
      callOff?.();
      entries.clear();
    },
  };
}
