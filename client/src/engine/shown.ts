// What pages have looked at lately, kept so that the next start shows it before all records are read. Invariant: what is
// kept is what the disk said when it was kept; whatever is written lets it go, so that a start never shows what is no more.
import type { Watchable, WatchName } from "./api.ts";
import type { Timers } from "./ports.ts";

/** An answer, by what was asked. */
export interface Shown { readonly asked: string; readonly value: unknown }

/** Beside the store: losing what is here costs time and nothing else. */
export interface ShownStore {
  /** Empty where there is nothing, or what there is cannot be read. */
  read(): Promise<readonly Shown[]>;
  /** Where the disk stands; null while something is being written. */
  mark(): number | null;
  /** Keeps these instead of what was kept, unless something has been written since the mark. */
  keep(shown: readonly Shown[], mark: number): Promise<void>;
}

export const askedOf = (name: WatchName, of: unknown): string => `${name} ${JSON.stringify(of)}`;

/** A start looks at records and at lists from their top; what was typed is looked for anew. */
function isOfAStart(name: WatchName, of: unknown): boolean {
  if (name === "record") return true;
  const { offset = 0, search } = name === "query" ? (of as Watchable["query"]["of"]) : { search: "" };
  return name === "query" && offset === 0 && search === undefined;
}

export interface ShownKeeper {
  looked(name: WatchName, of: unknown): void;
  /** Some records may have changed. */
  changed(): void;
  end(): void;
}

export interface ShownKeeperOptions {
  readonly store: ShownStore;
  readonly timers: Timers;
  readonly compute: (name: WatchName, of: unknown) => unknown;
}

/** Nobody waits for it: it begins when nothing has happened for so long, and goes on in pieces. */
const QUIET_MS = 2_000;
const MOST_ASKED = 24;
const MOST_CHARACTERS = 200_000;

export function createShownKeeper({ store, timers, compute }: ShownKeeperOptions): ShownKeeper {
  const lately = new Map<string, { readonly name: WatchName; readonly of: unknown }>();
  let turn = 0;
  let kept = "";
  let ended = false;
  let callOff: (() => void) | null = null;

  function later(): void {
    callOff?.();
    if (!ended) callOff = timers.after(QUIET_MS, () => void keep().catch(() => undefined));
  }

  async function keep(): Promise<void> {
    callOff = null;
    const [at, asked] = [turn, [...lately]];
    const would = `${at} ${asked.map(([key]) => key).sort().join("\n")}`;
    const mark = store.mark();
    if (mark === null) return later();
    if (asked.length === 0 || would === kept) return;
    const shown: Shown[] = [];
    for (const [key, { name, of }] of asked) {
      const value = compute(name, of);
      if (JSON.stringify(value).length <= MOST_CHARACTERS) shown.push({ asked: key, value });
      await new Promise<void>((resolve) => void timers.after(0, resolve));
      // Whoever changed it has asked for another time.
      if (ended || turn !== at) return;
    }
    await store.keep(shown, mark);
    kept = would;
  }

  return {
    looked(name, of) {
      if (!isOfAStart(name, of)) return;
      const key = askedOf(name, of);
      lately.delete(key);
      lately.set(key, { name, of });
      for (const oldest of lately.keys()) if (lately.size > MOST_ASKED) lately.delete(oldest);
      later();
    },
    changed() {
      turn += 1;
      if (lately.size > 0) later();
    },
    end() {
      ended = true;
      callOff?.();
    },
  };
}
