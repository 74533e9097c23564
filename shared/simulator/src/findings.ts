// What a run has found to be broken. The first finding ends the run; none is ever thrown into the code under test.
export type Invariant =
  | "I-converged" | "I-acked" | "I-saved" | "I-once" | "I-gapless" | "I-visible" | "I-isolated" | "I-judged" | "I-clock" | "I-drained" | "I-own-order"
  | "I-checksum" | "I-rewind" | "I-failed"
  /** Told of in visibility/: what a frame carried, what a verdict let on, what a device shows, what was typed. */
  | "I-carried" | "I-told" | "I-shown" | "I-typed"
  /** Of rooms: what is typed there and who is there is told to who may know it, and when it is so. */
  | "I-room";

export interface Finding { readonly invariant: Invariant; readonly detail: string; /** ms since the run began. */ readonly at: number }

export interface Findings {
  report(invariant: Invariant, detail: string): void;
  readonly all: readonly Finding[];
}

const MOST = 5;

export function createFindings(now: () => number): Findings {
  const all: Finding[] = [];
  return {
    report(invariant, detail) {
      if (all.length < MOST) all.push({ invariant, detail, at: now() });
    },
    all,
  };
}
