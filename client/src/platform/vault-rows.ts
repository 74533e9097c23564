// Where the keys of this browser lie: a database of its own, one row an account, each kept twice, because without its key
// nothing of an account can be read. Every write is durable when it resolves. It does not know what a key is for.
const NAME = "outrider.keys";
const PLACES = ["keys", "spare"] as const;

export interface VaultRows<Row> {
  read(): Promise<Row | undefined>;
  /** Rejects with a DataCloneError where this browser does not keep keys in databases. */
  write(row: Row): Promise<void>;
  remove(): Promise<void>;
}

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, fail) => {
    transaction.addEventListener("complete", () => done());
    transaction.addEventListener("abort", () => fail(transaction.error ?? new Error("the transaction was broken off")));
  });

/** `key`: of the account. */
export function createVaultRows<Row>(key: string, factory: IDBFactory): VaultRows<Row> {
  async function using<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T> {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = factory.open(NAME, 1);
      opening.addEventListener("upgradeneeded", () => PLACES.forEach((place) => opening.result.createObjectStore(place)));
      opening.addEventListener("success", () => done(opening.result));
      opening.addEventListener("error", () => fail(opening.error ?? new Error("the keys could not be opened")));
    });
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }
  const change = (work: (place: IDBObjectStore) => void): Promise<void> =>
    using(async (db) => {
      const transaction = db.transaction(PLACES, "readwrite", { durability: "strict" });
      const done = ended(transaction);
      // Not told apart from a failure of the work itself.
      done.catch(() => undefined);
      for (const place of PLACES) work(transaction.objectStore(place));
      await done;
    });
  return {
    read: () =>
      using(async (db) => {
        for (const place of PLACES) {
          const found = await new Promise<Row | undefined>((done) => {
            const asked = db.transaction(place).objectStore(place).get(key) as IDBRequest<Row | undefined>;
            asked.addEventListener("success", () => done(asked.result));
            asked.addEventListener("error", () => done(undefined));
          });
          if (found !== undefined) return found;
        }
        return undefined;
      }),
    write: (row) => change((place) => place.put(row, key)),
    remove: () => change((place) => place.delete(key)),
  };
}
