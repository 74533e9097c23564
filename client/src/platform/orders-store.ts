// The orders of customers that were looked at, kept for when there is no network: sealed values in a table of the
// account's database, so that they are locked, wiped and measured with everything else. Of a value nothing shows but whose
// it is.
import type { KeptOrders, OrdersStore } from "../engine/orders.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

export const createOrdersStore = ({ orders, commit }: StoreDatabase, framing: Framing): OrdersStore => ({
  async read(contact) {
    try {
      const stored = await commit("r", () => orders.get(contact));
      return stored === undefined ? null : ((await framing.open(stored)) as KeptOrders);
    } catch {
      return null;
    }
  },
  async keep(contact, kept) {
    const value = await framing.close(kept);
    await commit("unseen", () => orders.put(value, contact));
  },
  forget: (contacts) => commit("unseen", () => orders.bulkDelete([...contacts])),
  contacts: () => commit("r", () => orders.toCollection().primaryKeys()),
});
