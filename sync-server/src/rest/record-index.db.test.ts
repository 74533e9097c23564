// The copy that lists look through, against the tables it is made of: whatever is written, moved, erased, or comes with
// somebody new, by this server or another, the next look has it.
import { randomUUID } from "node:crypto";
import { textOf } from "@outrider/shared/records";
import { expect, it } from "vitest";
import { eraseRecords, withWhatHangs } from "../feed/erase.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { createRecordIndexes } from "./record-index.ts";

describeOnEachRestWorld("the copy for lists", 21_460, (world) => {
  it("I1 S13 it holds every record where it lies and as it stands, after everything that can happen to one", async () => {
    const { workspaceId, platform, people, feed, made } = world();
    const { sql } = platform.database;
    // Of another server: it is told nothing and looks.
    const indexes = createRecordIndexes({ store: feed.door.store, now: Date.now });
    const inTables = async (): Promise<readonly string[]> => {
      // A person's notices are in no list, and come whenever the server gets to them.
      const rows = await sql<{ id: string; bucket: string }[]>`select record_id as id, bucket from feed where workspace_id = ${workspaceId} and not removed and bucket not like 'n:%'`;
      return rows.map(({ id, bucket }) => `${id} ${bucket}`).sort();
    };
    const inCopy = async (): Promise<readonly string[]> => {
      const standing = await indexes.look(workspaceId);
      const kinds = ["lead", "company", "contact", "deal", "activity", "task", "objection", "lineItem", "pipeline", "stage", "member", "proposal", "body"] as const;
      return kinds.flatMap((kind) => [...standing.of(kind)].flatMap(([id, { places }]) => places.map((place) => `${id} ${place}`))).sort();
    };
    const same = async (): Promise<void> => expect(await inCopy()).toEqual(await inTables());
    await same();
    const lead = await made("eva", "/api/leads", { name: "First" });
    const note = await made("eva", "/api/activities", { type: "note", leadId: lead, text: "Hangs on it" });
    await same();
    const eva = people.eva.browser;
    await eva.send("PUT", `/api/leads/${lead}`, { name: "Second", sharedWith: [people.ben.id, people.mia.id] });
    await same();
    expect(textOf((await indexes.look(workspaceId)).get(lead)?.state as never, "name")).toBe("Second");
    await eva.send("PUT", `/api/leads/${lead}`, { sharedWith: [people.mia.id] });
    await eva.send("PUT", `/api/leads/${lead}/assign`, { ownerId: people.max.id });
    await same();
    // Somebody joins, and what is theirs lies where nothing lay before.
    const userId = randomUUID();
    await feed.members.create({ workspaceId, userId, name: "New", email: "new@example.com", role: "exec", team: "north" });
    await people.ann.browser.send("PUT", `/api/leads/${lead}/assign`, { ownerId: userId });
    await same();
    expect((await indexes.look(workspaceId)).get(note)?.places).toContain(`u:${userId}`);
    await eraseRecords(platform.database, workspaceId, await withWhatHangs(platform.database, workspaceId, [lead]), Date.now());
    await same();
    const after = await indexes.look(workspaceId);
    expect([after.get(lead), after.get(note)]).toEqual([undefined, undefined]);
    // Many at once, while it looks.
    const [, ...looks] = await Promise.all([
      Promise.all(Array.from({ length: 30 }, (_, n) => made("ben", "/api/leads", { name: `Lead ${n}` }))),
      ...Array.from({ length: 10 }, () => indexes.look(workspaceId)),
    ]);
    expect(looks.length).toBe(10);
    await same();
  });

  it("I1 what was read from a database that has gone back since is read anew", async () => {
    const { workspaceId, platform, feed, made } = world();
    const indexes = createRecordIndexes({ store: feed.door.store, now: Date.now });
    const ids = [await made("ben", "/api/leads", { name: "Stays" }), await made("ben", "/api/leads", { name: "Is lost" })] as const;
    expect((await indexes.look(workspaceId)).get(ids[1])).toBeDefined();
    const { sql } = platform.database;
    // As a backup of before the last edit would have it.
    await sql`delete from feed where workspace_id = ${workspaceId} and record_id = ${ids[1]}`;
    await sql`delete from record where workspace_id = ${workspaceId} and id = ${ids[1]}`;
    await sql`update feed_head set seq = seq - 1 where workspace_id = ${workspaceId}`;
    const standing = await indexes.look(workspaceId);
    expect([standing.get(ids[0]) !== undefined, standing.get(ids[1])]).toEqual([true, undefined]);
  });

  it("I1 of many workspaces those not asked for longest are let go", async () => {
    const { workspaceId, otherId, feed } = world();
    let pages = 0;
    const { store } = feed.door;
    const counting = { ...store, page: async (...args: Parameters<typeof store.page>) => {
      pages += 1;
      return await store.page(...args);
    } };
    const indexes = createRecordIndexes({ store: counting, now: Date.now, most: 1 });
    await indexes.look(workspaceId);
    await indexes.look(workspaceId);
    const warm = pages;
    // Nothing has changed: no page is asked for.
    await indexes.look(workspaceId);
    expect(pages - warm).toBe(0);
    await indexes.look(otherId);
    const before = pages;
    await indexes.look(workspaceId);
    expect(pages - before).toBeGreaterThan(1);
  });
});
