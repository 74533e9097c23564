// A suggestion that was made, and what people said and saw of it (A8). Whoever keeps them gives them in; how they are kept
// is not known here.
export interface Advice {
  /** The record that says so. */
  readonly id: string;
  /** What was advised: the code of an action, or of an answer to an objection. */
  readonly code: string;
  /** The confidence it was given with before any calibration, 10 to 95. */
  readonly stated: number;
  readonly useful: boolean | null;
  readonly done: boolean | null;
  /** What came of it. */
  readonly worked: boolean | null;
  /** ms */
  readonly at: number;
}
