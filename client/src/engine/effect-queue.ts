// Effects of the session machine, carried out strictly one after the other, each waited for. One that fails ends none of the
// others; who owns the queue empties it where they must not be carried out any more.
import type { SessionEffect } from "@outrider/shared/sync";

export interface EffectQueue {
  /** Due after those before it; begun by `run`. `line`: the connection that it belongs to. */
  add(effect: SessionEffect, line: number): void;
  run(): void;
  empty(): void;
  /** Resolves when every effect so far has been carried out. */
  settled(): Promise<void>;
}

export interface EffectQueueOptions {
  readonly carryOut: (effect: SessionEffect, line: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Nothing more is to be carried out. */
  readonly over: () => boolean;
}

export function createEffectQueue({ carryOut, failed, over }: EffectQueueOptions): EffectQueue {
  const due: { readonly effect: SessionEffect; readonly line: number }[] = [];
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function drain(): Promise<void> {
    try {
      for (let next = due.shift(); next && !over(); next = due.shift()) {
        try {
          await carryOut(next.effect, next.line);
        } catch (error) {
          failed(error);
        }
      }
    } finally {
      busy = false;
    }
  }

  return {
    add: (effect, line) => void due.push({ effect, line }),
    run() {
      if (due.length === 0 || busy) return;
      busy = true;
      running = drain();
    },
    empty() {
      due.length = 0;
    },
    async settled() {
      for (let seen: Promise<void> | null = null; seen !== running; ) {
        seen = running;
        await running;
      }
    },
  };
}
