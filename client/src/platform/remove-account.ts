// Takes what is left of an account off this browser, whatever a wipe left that was broken off: its database, its mark,
// what was shared with the app, the texts of its pages. Safe to repeat.
import { databaseOf } from "./account-database.ts";
import { createCacheSentinel } from "./cache-sentinel.ts";
import { browserInbox } from "./shared-inbox.ts";
import { browserHome } from "./store-home.ts";

const deleted = (home: IDBFactory, name: string): Promise<void> =>
  new Promise((done) => {
    const asked = home.deleteDatabase(name);
    asked.addEventListener("success", () => done());
    // What cannot be deleted was emptied before, or will be at the next start.
    asked.addEventListener("error", () => done());
  });

/** Small texts that pages keep about records; those of the device itself (theme, language) stay. */
const OF_RECORDS = /^outrider\.reach/;

export async function removeAccount(key: string): Promise<void> {
  await browserInbox()?.clear().catch(() => undefined);
  await createCacheSentinel(databaseOf(key)).clear().catch(() => undefined);
  if ("localStorage" in globalThis) for (const name of Object.keys(localStorage)) if (OF_RECORDS.test(name)) localStorage.removeItem(name);
  await deleted(await browserHome(), databaseOf(key));
}
