// Answers kept for the next start, as one sealed value in a table of the account's database that every change of what is
// held empties (store-database.ts).
import type { Shown, ShownStore } from "../engine/shown.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

const ONLY = 0;

export const createShownStore = (database: StoreDatabase, framing: Framing): ShownStore => ({
  async read() {
    try {
      const stored = await database.shown.get(ONLY);
      return stored === undefined ? [] : ((await framing.open(stored)) as readonly Shown[]);
    } catch {
      return [];
    }
  },
  mark: () => database.mark(),
  async keep(shown, mark) {
    const value = await framing.close(shown);
    await database.commit("unseen", async () => {
      if (database.mark() === mark) await database.shown.put(value, ONLY);
    });
  },
});
