// Owns the asking that the browser keep this app's data, and what it says of the room. Invariant: nobody is asked before
// there is something of his to keep, that is once he is signed in and everything he may see is here; nor again within a
// week by itself. The person may ask at any time.
import { DAY_MS } from "@outrider/shared/kernel";
import type { DeviceStorage, StorageUse } from "../platform/device-storage.ts";
import type { TextMemory } from "../platform/text-memory.ts";
import type { Status } from "../read/index.ts";

export type StoredData = {
  /** undefined until the browser has said something. */
  readonly read: () => StorageUse | undefined;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Asks the browser again how things stand. */
  readonly look: () => Promise<void>;
  /** Asks the browser to keep it. */
  readonly keep: () => Promise<void>;
};

export type StoredDataDeps = {
  readonly storage: DeviceStorage;
  readonly memory: TextMemory;
  readonly now: () => number;
  readonly watchStatus: (show: (status: Status) => void) => void;
};

const KEY = "outrider.storage-asked";
const WEEK_MS = 7 * DAY_MS;

export const createStoredData = ({ storage, memory, now, watchStatus }: StoredDataDeps): StoredData => {
  let use: StorageUse | undefined;
  let due = true;
  const listeners = new Set<() => void>();
  const look = async (): Promise<void> => {
    use = await storage.look();
    for (const listener of listeners) listener();
  };
  const keep = async (): Promise<void> => {
    memory.write(KEY, String(now()));
    await storage.keep();
    await look();
  };
  const askOnce = async (): Promise<void> => {
    await look();
    // A time that is still to come was told by a clock that has been put right since.
    const ago = now() - Number(memory.read(KEY) ?? Number.NaN);
    if (use?.kept === false && !(ago >= 0 && ago < WEEK_MS)) await keep();
  };
  watchStatus(({ phase, complete, part }) => {
    if (!due || (!complete && part === null) || phase !== "synced") return;
    due = false;
    void askOnce();
  });
  return {
    read: () => use,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    look,
    keep,
  };
};
