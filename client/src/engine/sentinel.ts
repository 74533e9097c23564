// A mark, kept apart from the store, that this device held data. An empty store beside a mark means that the browser
// lost it: the device starts again from the server and says so; it never takes the emptiness for deletions.
export interface Sentinel {
  isSet(): Promise<boolean>;
  set(): Promise<void>;
  clear(): Promise<void>;
}

export const noSentinel: Sentinel = { isSet: () => Promise.resolve(false), set: () => Promise.resolve(), clear: () => Promise.resolve() };
