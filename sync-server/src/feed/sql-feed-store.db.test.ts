import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { feedStoreContract } from "./feed-store.contract.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";

describeOnEachDatabase("the feed store in SQL", (database) => {
  feedStoreContract("of any number of servers", () => ({
    open: () => createSqlFeedStore({ database: database() }),
    async erase(workspace, record) {
      await database().sql`insert into erased (workspace_id, record_id, at) values (${workspace}, ${record}, 1)`;
    },
  }));
});
