import { randomBytes, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Database } from "../db/database.ts";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { stateOf, writeGroups } from "../feed/testing/feed-writer.ts";
import { createAuditChain } from "./audit-chain.ts";
import { createAuditSearch } from "./audit-search.ts";

const KEY = randomBytes(32);

describeOnEachDatabase("the audit log", (database) => {
  const chain = () => createAuditChain({ database: database(), key: KEY, now: () => 1_800_000_000_123 });

  /** A workspace with so many entries of one person. */
  async function filled(count: number) {
    const [workspaceId, userId] = [randomUUID(), randomUUID()];
    for (let n = 0; n < count; n++) await chain().audit({ event: "signed-in", address: `10.0.0.${n}`, userId, workspaceId, detail: { n: String(n), email: "ann@example.com" } });
    return { workspaceId, userId };
  }
  /** Past the trigger, as who owns the database can. */
  async function tamper(change: (sql: Database["sql"]) => Promise<unknown>): Promise<void> {
    const { sql } = database();
    await sql`alter table audit_log disable trigger user`;
    await change(sql);
    await sql`alter table audit_log enable trigger user`;
  }

  it("U6 a chain that nobody touched holds, whichever process wrote to it", async () => {
    const { workspaceId } = await filled(3);
    await Promise.all(Array.from({ length: 5 }, (_, n) => chain().audit({ event: "exported", address: "", workspaceId, detail: { n: String(n), odd: "ünd \u0007 \"'\\" } })));
    expect(await chain().verify(workspaceId)).toEqual({ rows: 8, erased: 0, fault: null });
    expect(await chain().verify(randomUUID())).toEqual({ rows: 0, erased: 0, fault: null });
  });

  it("U6 the database itself refuses that a row is changed or taken away", async () => {
    const { workspaceId } = await filled(2);
    const { sql } = database();
    for (const change of [
      sql`update audit_log set event = 'signed-out' where workspace_id = ${workspaceId}`,
      sql`update audit_log set detail = '{"n":"9"}'::jsonb where workspace_id = ${workspaceId}`,
      sql`update audit_log set at = now() where workspace_id = ${workspaceId}`,
      sql`update audit_log set user_id = null where workspace_id = ${workspaceId}`,
      sql`delete from audit_log where workspace_id = ${workspaceId}`,
      sql`truncate audit_log`,
    ]) await expect(change).rejects.toThrow(/only ever added/);
    expect(await chain().verify(workspaceId)).toMatchObject({ rows: 2, fault: null });
  });

  it.each([
    ["a row is changed", 2, "payload", (sql, id) => sql`update audit_log set remote_address = '9.9.9.9' where workspace_id = ${id} and ordinal = 2`],
    ["what happened is changed", 2, "changed", (sql, id) => sql`update audit_log set event = 'signed-out' where workspace_id = ${id} and ordinal = 2`],
    ["its time is changed", 3, "changed", (sql, id) => sql`update audit_log set at = at - interval '1 day' where workspace_id = ${id} and ordinal = 3`],
    ["a row is taken out", 2, "missing", (sql, id) => sql`delete from audit_log where workspace_id = ${id} and ordinal = 2`],
    ["the first is taken out", 1, "missing", (sql, id) => sql`delete from audit_log where workspace_id = ${id} and ordinal = 1`],
    ["the last are taken off", 3, "end", (sql, id) => sql`delete from audit_log where workspace_id = ${id} and ordinal > 2`],
    ["two change places", 1, "changed", (sql, id) => sql`update audit_log set ordinal = 3 - ordinal where workspace_id = ${id} and ordinal < 3`],
    ["one is made up at the end", 5, "changed", (sql, id) => sql`insert into audit_log (workspace_id, event, ordinal, salt, payload_hash, hash) select workspace_id, event, 5, salt, payload_hash, hash from audit_log where workspace_id = ${id} and ordinal = 4`],
    ["it is said to be erased and is not", 4, "payload", (sql, id) => sql`update audit_log set detail = '{"n":"7"}'::jsonb where workspace_id = ${id} and ordinal = 4`],
  ] as const satisfies readonly (readonly [string, number, string, (sql: Database["sql"], workspace: string) => Promise<unknown>])[])("U6 it is seen when %s", async (_what, ordinal, why, change) => {
    const { workspaceId } = await filled(4);
    await tamper((sql) => change(sql, workspaceId));
    expect((await chain().verify(workspaceId)).fault).toEqual({ ordinal, why });
  });

  it("U6 who has another key, and could make all hashes anew, is seen", async () => {
    const { workspaceId } = await filled(1);
    expect((await createAuditChain({ database: database(), key: randomBytes(32), now: () => 0 }).verify(workspaceId)).fault).toEqual({ ordinal: 1, why: "changed" });
  });

  it("U6 what is said of a person can be erased, and the chain holds still and shows other tampering", async () => {
    const { workspaceId, userId } = await filled(3);
    const admin = randomUUID();
    await chain().audit({ event: "member-changed", address: "10.1.1.1", userId: admin, workspaceId, detail: { member: userId, role: "exec → admin" } });
    await chain().audit({ event: "signed-in", address: "10.1.1.1", userId: admin, workspaceId });
    const { sql } = database();
    const elsewhere = randomUUID();
    await chain().audit({ event: "signed-in", address: "10.7.7.7", userId, workspaceId: elsewhere });
    expect(await chain().eraseOf(userId, [workspaceId], { userId: admin, address: "10.1.1.1" })).toBe(4);
    // Another workspace's log is not this one's admins' to empty.
    expect(await sql`select from audit_log where workspace_id = ${elsewhere} and user_id = ${userId}`).toHaveLength(1);
    expect(await chain().eraseOf(userId, [], { userId: admin, address: "10.1.1.1" })).toBe(0);
    const rows = await sql<{ text: string }[]>`select row_to_json(audit_log)::text as text from audit_log where workspace_id = ${workspaceId}`;
    expect(rows.filter(({ text }) => text.includes(userId) || text.includes("10.0.0.") || text.includes("ann@"))).toEqual([]);
    expect(await chain().verify(workspaceId)).toEqual({ rows: 6, erased: 4, fault: null });
    await tamper((db) => db`update audit_log set event = 'signed-out' where workspace_id = ${workspaceId} and ordinal = 2`);
    expect((await chain().verify(workspaceId)).fault).toEqual({ ordinal: 2, why: "changed" });
  });

  it("U6 what edits are to say is committed with them and comes into the chain once", async () => {
    const { sql } = database();
    const [workspaceId, userId] = [randomUUID(), randomUUID()];
    const told: string[] = [];
    const store = createSqlFeedStore({ database: database(), audited: (workspace) => void told.push(workspace) });
    const due = (seq: number) => ({ seq, at: 1_700_000_000_000 + seq, user: userId, event: "records-deleted" as const, detail: { count: "1" } });
    await writeGroups(store, workspaceId, [[{ state: stateOf(randomUUID(), "task", {}), buckets: ["w"] }]], { audits: [due(1), due(1)] });
    expect(told).toEqual([workspaceId]);
    await Promise.all([chain().drain(workspaceId), chain().drain()]);
    await chain().drain();
    const rows = await sql`select event, user_id::text as user, (extract(epoch from at) * 1000)::bigint as at from audit_log where workspace_id = ${workspaceId}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([1, 2].map(() => ({ event: "records-deleted", user: userId, at: 1_700_000_000_001 })));
    expect(await sql`select from audit_due where workspace_id = ${workspaceId}`).toHaveLength(0);
    expect(await chain().verify(workspaceId)).toMatchObject({ rows: 2, fault: null });
  });

  it("U6 an admin finds what belongs to the workspace and what its members did before one was named, and nobody else's", async () => {
    const { sql } = database();
    const { workspaceId, userId } = await filled(1);
    await filled(2);
    const stranger = randomUUID();
    await sql`insert into "user" (id, name, email) values (${userId}, 'Ann 100%', 'Ann@Example.com'), (${stranger}, 'Sid', 'sid@example.com')`;
    await sql`insert into record (workspace_id, id, kind, seq, state) values (${workspaceId}, ${userId}, 'member', 1, '{}')`;
    await chain().audit({ event: "signed-in", address: "10.2.2.2", userId });
    await chain().audit({ event: "signed-in", address: "10.3.3.3", userId: stranger });
    for (const email of ["ann@example.com", "nobody@example.com"]) await chain().audit({ event: "sign-in-refused", address: "10.4.4.4", detail: { email } });
    const search = createAuditSearch(database());
    const all = await search({ workspaceId, limit: 50 });
    expect(all.map(({ event, address }) => [event, address])).toEqual([["sign-in-refused", "10.4.4.4"], ["signed-in", "10.2.2.2"], ["signed-in", "10.0.0.0"]]);
    expect(all[1]).toMatchObject({ userId, name: "Ann 100%", at: 1_800_000_000_123, detail: {}, erased: false });
    const found = async (more: object) => (await search({ workspaceId, limit: 50, ...more })).length;
    expect(await Promise.all([
      found({ words: "10.2" }), found({ words: "100%" }), found({ words: "1_0" }), found({ event: "signed-in" }), found({ userId }), found({ before: all[0]?.id }),
      found({ from: 1_800_000_000_123 }), found({ to: 1_800_000_000_123 }), found({ limit: 1 }), found({ words: "'; drop table audit_log; --" }),
    ])).toEqual([1, 2, 0, 2, 2, 2, 3, 0, 1, 0]);
  });
});

