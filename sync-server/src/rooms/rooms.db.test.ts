import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { roomsContract } from "./rooms.contract.ts";

describeOnEachDatabase("rooms", (database) => {
  roomsContract("SQL", () => createSqlFeedStore({ database: database() }));
});
