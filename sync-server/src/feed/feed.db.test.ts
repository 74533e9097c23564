import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { feedContract } from "./feed.contract.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";

describeOnEachDatabase("the feed", (database) => {
  feedContract("SQL", () => createSqlFeedStore({ database: database() }));
});
