// The figures of this device: what is counted of each record is read once, in short pieces, when somebody first looks, and
// kept up from the ids that change; the sums are then one pass over that. Invariant: nothing is told before all that is
// held has been read, and how far it goes (a device may hold a part) is told with it.
import { baseMoneyOf, createFactBook, createZone, FACT_KINDS, type FactBook, figuresOf, type FiguresQuestion, goalsOf, type GoalsQuestion } from "@outrider/shared/analytics";
import type { Kind } from "@outrider/shared/schema";
import type { FiguresAnswer, GoalsAnswer } from "./api-answers.ts";
import type { Beyond } from "./beyond.ts";
import type { Live } from "./live.ts";
import type { Timers } from "./ports.ts";
import type { View } from "./relations.ts";

export interface FiguresDeps {
  readonly view: View;
  readonly user: string;
  readonly beyond: Pick<Beyond, "reach" | "turn">;
  readonly timers: Timers;
  /** All has been read: what watches may be told. */
  readonly ready: () => void;
}

export interface DeviceFigures {
  figures(of: Omit<FiguresQuestion, "user">): Live<FiguresAnswer>;
  goals(of: GoalsQuestion): Live<GoalsAnswer>;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

/** Short enough that no answer waits for it noticeably. */
const PIECE_MS = 8;
const PAUSE_MS = 2;
const AT_ONCE = 200;
/** Whose older ones are elsewhere where a device holds a part. */
const BOUNDED: readonly Kind[] = ["lead", "deal", "activity", "task"];

export function createFigures({ view, user, beyond, timers, ready }: FiguresDeps): DeviceFigures {
  let book: FactBook | null = null;
  let coming: string[] = [];
  let turn = 0;

  function piece(of: FactBook): void {
    // Begun anew meanwhile.
    if (book !== of) return;
    const until = timers.now() + PIECE_MS;
    while (coming.length > 0 && timers.now() < until) {
      for (const id of coming.splice(Math.max(0, coming.length - AT_ONCE))) of.put(id, view.peek(id));
    }
    if (coming.length > 0) return void timers.after(PAUSE_MS, () => piece(of));
    turn += 1;
    ready();
  }

  /** The facts, where all have been read. */
  function read(): FactBook | null {
    if (book) return coming.length === 0 ? book : null;
    const made = createFactBook();
    book = made;
    coming = FACT_KINDS.flatMap((kind) => [...view.ids(kind)]);
    timers.after(0, () => piece(made));
    return null;
  }

  function live<T>(compute: (facts: FactBook | null) => T): Live<T> {
    let [seen, reach] = [-1, -1];
    return {
      compute() {
        const facts = read();
        [seen, reach] = [turn, beyond.turn];
        return compute(facts);
      },
      touched: (ids) => ids === null || seen !== turn || reach !== beyond.turn,
    };
  }

  return {
    figures: (of) => live((facts) => ({ figures: facts && figuresOf(facts, { ...of, user }), ...beyond.reach({ kind: BOUNDED }) })),
    goals: ({ today, zone }) => live((facts) => ({ goals: facts && goalsOf({ facts, money: baseMoneyOf(facts), zone: createZone(zone), today }), ...beyond.reach({ kind: BOUNDED }) })),
    changed(ids) {
      if (!book) return;
      for (const id of ids) if (book.put(id, view.peek(id))) turn += 1;
    },
    forget() {
      book = null;
      coming = [];
      turn += 1;
    },
  };
}
