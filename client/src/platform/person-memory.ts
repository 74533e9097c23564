// Owns who was signed in on this device, kept between visits in a database of its own, beside those of the accounts.
// Invariant: what `write` has resolved for is on the disk, so that a browser that is killed right after still knows
// (the browser's storage for texts is written down seconds later). Where storage is blocked it remembers nothing and
// says nothing. It does not know what the text means.
import type { Seal } from "../engine/seal.ts";

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
  /** Where IndexedDB is not the browser's own (tests). */
  readonly indexedDB?: IDBFactory;
}

const NAME = "outrider.person";
const STORE = "person";
const KEY = "signed-in";

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

export function createPersonMemory({ seal, indexedDB: factory }: PersonMemoryOptions): PersonMemory {
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
      try {
        const sealed: unknown = await using((db) => answerOf(db.transaction(STORE).objectStore(STORE).get(KEY)));
        const text = sealed === undefined ? undefined : await seal.open(sealed);
        return typeof text === "string" ? text : undefined;
      } catch {
        return undefined;
      }
    },
    async write(text) {
      try {
        const sealed = text === undefined ? undefined : await seal.seal(text);
        await using(async (db) => {
          const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
          const ended = endOf(transaction);
          const store = transaction.objectStore(STORE);
          if (sealed === undefined) store.delete(KEY);
          else store.put(sealed, KEY);
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
