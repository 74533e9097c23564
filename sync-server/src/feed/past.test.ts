import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { pastContract } from "./past.contract.ts";

const store = createMemoryFeedStore();
pastContract("memory", () => ({
  store,
  async purge(workspace, record) {
    const without = store.snapshot();
    without.get(workspace)?.records.delete(record);
    store.restore(without);
  },
  erase: async (workspace, record) => store.erase(workspace, record),
}));
