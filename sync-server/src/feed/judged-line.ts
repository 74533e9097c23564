// How far a device's own edits are judged and the device has read what came of them: only then may they leave its outbox.
export interface JudgedLine {
  /** The counter up to which that is so. */
  readonly applied: number;
  /** An edit is judged; its effect lies at `seq` (0: it has none). In the order of the counters. */
  judged(counter: number, seq: number): void;
  /** The device stands at `seq` now (-1: nowhere). */
  reached(seq: number): void;
  /** Whether nothing that was judged waits to be read. */
  readonly even: boolean;
  /** As the database has it when the device comes. */
  begin(applied: number): void;
}

export function createJudgedLine(): JudgedLine {
  let applied = 0;
  const waiting: { readonly counter: number; readonly seq: number }[] = [];
  return {
    get applied() { return applied; },
    get even() { return waiting.length === 0; },
    judged: (counter, seq) => void waiting.push({ counter, seq }),
    reached(seq) {
      for (let [first] = waiting; first && first.seq <= seq; [first] = waiting) {
        applied = Math.max(applied, first.counter);
        waiting.shift();
      }
    },
    begin(known) {
      applied = known;
    },
  };
}
