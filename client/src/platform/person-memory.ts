// Owns who was signed in on this device, kept between visits in a database of its own, beside those of the accounts.
// Invariant: what `write` has resolved for is on the disk, so that a browser that is killed right after still knows
// (the browser's storage for texts is written down seconds later). Where the browser has lost the database, the copy
// among those texts still knows. Where storage is blocked it remembers nothing and says nothing. It does not know what
// the text means.
import type { Seal } from "../engine/seal.ts";

/** Small texts that the browser keeps apart from databases; a worker has none. */
export type Spare = {
  readonly read: (key: string) => string | undefined;
  readonly write: (key: string, value: string | undefined) => void;
};

export type PersonMemory = {
  /** What was kept, as it was given; undefined where nothing is or can be. Never rejects. */
  readonly read: () => Promise<string | undefined>;
  /** Keeps the text, or with undefined nothing more, and tells the other tabs. Never rejects. */
  readonly write: (text: string | undefined) => Promise<void>;
  /** Calls when another tab has written. */
  readonly onOther: (heard: () => void) => void;
};

export interface PersonMemoryOptions {
  readonly seal: Seal;
  /** For a copy that outlives the loss of the databases. */
  readonly spare?: Spare;
  /** Where IndexedDB is not the browser's own (tests). */
  readonly indexedDB?: IDBFactory;
}

const NAME = "outrider.person";
const STORE = "person";
const KEY = "signed-in";
/** Stands in the database after signing out: nothing at all means that the database is not the one that was. */
const NOBODY = null;

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((answer, fail) => {
    request.addEventListener("success", () => answer(request.result));
    request.addEventListener("error", () => fail(request.error ?? new Error("the database did not answer")));
  });

const endOf = (transaction: IDBTransaction): Promise<void> =>
  new Promise((ended, fail) => {
    transaction.addEventListener("complete", () => ended());
    transaction.addEventListener("abort", () => fail(transaction.error ?? new Error("the transaction was broken off")));
  });

export function createPersonMemory({ seal, spare, indexedDB: factory }: PersonMemoryOptions): PersonMemory {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : undefined;

  /** Opened anew each time: it is asked for seldom, and an open one would be in the way of its removal. */
  async function using<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T> {
    const opening = (factory ?? indexedDB).open(NAME, 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(STORE));
    const db = await answerOf(opening);
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }

  return {
    async read() {
      const kept: unknown = await using((db) => answerOf(db.transaction(STORE).objectStore(STORE).get(KEY))).catch(() => undefined);
      if (kept === NOBODY) return undefined;
      const sealed = kept === undefined ? spare?.read(NAME) : kept;
      try {
        const text = sealed === undefined ? undefined : await seal.open(sealed);
        // A worker, which has no such texts, may have written.
        if (kept !== undefined && typeof kept === "string") spare?.write(NAME, kept);
        return typeof text === "string" ? text : undefined;
      } catch {
        return undefined;
      }
    },
    async write(text) {
      try {
        const sealed = text === undefined ? NOBODY : await seal.seal(text);
        spare?.write(NAME, typeof sealed === "string" ? sealed : undefined);
        await using(async (db) => {
          const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
          const ended = endOf(transaction);
          transaction.objectStore(STORE).put(sealed, KEY);
          await ended;
        });
      } catch {
        // Blocked or full: it holds for this visit.
      }
      channel?.postMessage(null);
    },
    onOther: (heard) => channel?.addEventListener("message", heard),
  };
}
