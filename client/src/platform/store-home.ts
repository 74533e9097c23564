// Where this browser's databases are. A browser can lose files of the place where it keeps an origin's databases in such
// a way that it never opens any of them again, nor deletes them; where it offers a second place, the device goes on
// there and is filled from the server. Invariant: what was opened there once is opened there for ever, because edits
// may lie in it. It knows nothing of what is stored.

/** Storage buckets, as far as they are needed; not in every browser and not in the type library. */
export interface Buckets {
  keys(): Promise<readonly string[]>;
  open(name: string, options: { readonly persisted: boolean; readonly durability: "strict" }): Promise<{ readonly indexedDB: IDBFactory }>;
}

export interface HomeOptions {
  readonly usual: IDBFactory;
  readonly buckets: Buckets | undefined;
  /** Bytes that may still be stored, or undefined where the browser does not say. */
  readonly free: () => Promise<number | undefined>;
  readonly pause: () => Promise<void>;
}

const PROBE = "outrider.probe";
const BUCKET = "outrider";
const TRIES = 3;
/** With less than this, the disk may be full, which passes: moving away would leave edits behind for nothing. */
const ROOM = 50_000_000;

export async function findHome({ usual, buckets, free, pause }: HomeOptions): Promise<IDBFactory> {
  const second = async (): Promise<IDBFactory | undefined> => (await buckets?.open(BUCKET, { persisted: false, durability: "strict" }))?.indexedDB;
  const moved = await buckets?.keys().then((names) => names.includes(BUCKET), () => false);
  if (moved === true) return (await second()) ?? usual;
  for (let tried = 1; !(await opens(usual)); tried += 1) {
    if (tried < TRIES) {
      await pause();
      continue;
    }
    const room = await free();
    if (room !== undefined && room < ROOM) break;
    return (await second().catch(() => undefined)) ?? usual;
  }
  return usual;
}

/** False where the browser cannot open the place at all; every other failure is the store's to meet. */
const opens = (factory: IDBFactory): Promise<boolean> =>
  new Promise((answer) => {
    const asked = factory.open(PROBE);
    asked.onsuccess = () => {
      asked.result.close();
      answer(true);
    };
    asked.onerror = () => answer(asked.error?.name !== "UnknownError");
  });

const freeHere = async (): Promise<number | undefined> => {
  const room = "storage" in navigator ? await navigator.storage.estimate().catch(() => undefined) : undefined;
  return room?.quota === undefined || room.usage === undefined ? undefined : room.quota - room.usage;
};

let home: Promise<IDBFactory> | undefined;

/** Found once: to ask opens a database. What could not be found is looked for again. */
export const browserHome = (): Promise<IDBFactory> => {
  home ??= findHome({
    usual: indexedDB, free: freeHere,
    buckets: (navigator as { readonly storageBuckets?: Buckets }).storageBuckets,
    pause: () => new Promise((done) => setTimeout(done, 500)),
  }).catch((error: unknown) => {
    home = undefined;
    throw error;
  });
  return home;
};
