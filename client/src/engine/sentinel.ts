// A mark, kept apart from the store, that this device held data, and up to which edit. An empty store beside a mark
// means that the browser lost it, a store that stands before the marked edit that it lost the end: the device starts
// again from the server and says so; it never takes what is missing for deletions.
export interface Sentinel {
  /** What was marked last, or null where this device held nothing. `last`: the counter of the last edit kept here. */
  held(): Promise<{ readonly last: number } | null>;
  set(last: number): Promise<void>;
  clear(): Promise<void>;
}

export const noSentinel: Sentinel = { held: () => Promise.resolve(null), set: () => Promise.resolve(), clear: () => Promise.resolve() };
