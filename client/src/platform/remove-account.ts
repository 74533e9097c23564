// Takes what is left of an account off this browser, whatever a wipe left that was broken off: its database, its mark,
// what was shared with the app. Safe to repeat.
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

export async function removeAccount(key: string): Promise<void> {
  await browserInbox()?.clear().catch(() => undefined);
  await createCacheSentinel(databaseOf(key)).clear().catch(() => undefined);
  await deleted(await browserHome(), databaseOf(key));
}
