// The history of fields that was fetched, kept for when there is no network: sealed values in a table of the account's
// database, so that they are locked, wiped and measured with everything else. Of a value nothing shows but its record and
// field.
import type { KeptPast, PastStore } from "../engine/past.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

export const createPastStore = ({ past, commit }: StoreDatabase, framing: Framing): PastStore => ({
  async read(record, field) {
    try {
      const stored = await commit("r", () => past.get([record, field]));
      return stored === undefined ? null : ((await framing.open(stored)) as KeptPast);
    } catch {
      return null;
    }
  },
  async keep(record, field, kept) {
    const value = await framing.close(kept);
    await commit("unseen", () => past.put(value, [record, field]));
  },
  forget: (records) => commit("unseen", async () => void (await Promise.all(records.map((record) => past.where(":id").between([record], [record, []]).delete())))),
  records: async () => [...new Set((await commit("r", () => past.toCollection().primaryKeys())).map(([record]) => record))],
});
