// What an older database gets when it is brought up to date: the same as if each record had been written since.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";

const MIGRATION = readFileSync(new URL("../../drizzle/0005_asked-for.sql", import.meta.url), "utf8");
const update = MIGRATION.split("--> statement-breakpoint").find((statement) => statement.includes("UPDATE")) ?? "";

describeOnEachDatabase("records of before they could be asked for", (database) => {
  it("S12 are found by the names and marks that they would have been written with", async () => {
    const { sql } = database();
    const workspace = randomUUID();
    const id = randomUUID;
    const states = [
      stateOf(id(), "deal", { title: "Acme (renewal) \\ \"2\"", stage: "s1" }), stateOf(id(), "deal", { title: "Binned", stage: "s1", deletedAt: 5 }), stateOf(id(), "deal", { title: "Restored", stage: "s2", deletedAt: null }),
      stateOf(id(), "deal", { title: "Merged", stage: "s2", mergedInto: "x" }), stateOf(id(), "contact", { name: "Zoë Ångström-O'Neil" }), stateOf(id(), "contact", { name: "日本 株式会社", title: "CEO" }),
      stateOf(id(), "company", { name: "  Globex   & Söhne GmbH  " }), stateOf(id(), "lead", { name: "ELENA 42" }), stateOf(id(), "lead", { notes: "no name" }),
      stateOf(id(), "task", { title: "Ring back", root: "x" }), stateOf(id(), "task", { title: "Done", root: "x", done: true }), stateOf(id(), "task", { title: "Not", root: "x", done: false }),
      stateOf(id(), "activity", { text: "x", type: "call", at: 1, root: "x" }),
    ];
    await writeGroups(createSqlFeedStore({ database: database() }), workspace, states.map((state) => [{ state, buckets: ["w"] }]));
    const marks = () => sql`select id, name, open from record where workspace_id = ${workspace} order by seq`.then((rows) => rows.map((row) => ({ ...row })));
    const written = await marks();
    expect(written.map(({ open }) => open)).toEqual(["s1", null, "s2", null, null, null, null, null, null, "task", null, "task", null]);
    expect(written.map(({ name }) => name).slice(4, 8)).toEqual(["zoe angstrom o neil", "日本 株式会社", "globex sohne gmbh", "elena 42"]);
    await sql`update record set name = null, open = null where workspace_id = ${workspace}`;
    await sql.unsafe(update);
    expect(await marks()).toEqual(written);
  });
});
