// Makes searching ready once everything is here: in small pieces, before anybody types and while nobody asks.
import type { Haystacks } from "./haystacks.ts";
import type { Timers } from "./ports.ts";

/** The first list comes first. A piece is short enough that no answer waits for it noticeably. */
const AFTER_MS = 400;
const PIECE_MS = 6;
const MOST_IN_PIECE = 5000;
const HAY = 100;

export interface Readying {
  /** Begins, or goes on, where there is something left to do. */
  begin(): void;
  /** Somebody asks for something now: this waits. */
  asked(): void;
  end(): void;
}

export interface ReadyingDeps {
  readonly haystacks: Pick<Haystacks, "prepare" | "ready">;
  readonly timers: Timers;
  /** Whether this device holds all that it is to hold. */
  readonly complete: () => boolean;
  /** Nothing is left to do. */
  readonly ready: () => void;
}

export function createReadying({ haystacks, timers, complete, ready }: ReadyingDeps): Readying {
  let callOff: (() => void) | null = null;
  let ended = false;
  let asked = 0;

  function go(after: number): void {
    if (callOff || ended || !complete() || haystacks.ready) return;
    callOff = timers.after(after, () => {
      callOff = null;
      if (timers.now() < asked + AFTER_MS) return go(AFTER_MS);
      const until = timers.now() + PIECE_MS;
      for (let built = 0; built < MOST_IN_PIECE && timers.now() < until; built += HAY) haystacks.prepare(HAY);
      if (haystacks.ready) ready();
      go(PIECE_MS);
    });
  }

  return {
    begin: () => go(AFTER_MS),
    asked() {
      asked = timers.now();
    },
    end() {
      ended = true;
      callOff?.();
    },
  };
}
