import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { pastContract } from "./past.contract.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";

describeOnEachDatabase("the history of fields", (database) => {
  pastContract("SQL", () => ({
    store: createSqlFeedStore({ database: database() }),
    async purge(workspace, record) {
      await database().sql`delete from record where workspace_id = ${workspace} and id = ${record}`;
    },
    async erase(workspace, record) {
      await database().sql`insert into erased (workspace_id, record_id, at) values (${workspace}, ${record}, 1)`;
    },
  }));
});
