// A long clearing done in steps, so that nobody waits for it and it can be broken off between two of them.

export interface Steps {
  /** Rows a step. */
  readonly batch: number;
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Calls `drop` until it drops less than it might, or the signal says to end; answers how many went in all. */
export async function inBatches(drop: (limit: number) => Promise<number>, { batch, pause, signal }: Steps): Promise<number> {
  let gone = 0;
  for (let more = true; more && !signal?.aborted; ) {
    const count = await drop(batch);
    gone += count;
    more = count >= batch;
    await pause();
  }
  return gone;
}
