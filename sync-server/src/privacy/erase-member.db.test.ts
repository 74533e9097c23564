// Somebody who worked here and has left is erased: looked for afterwards in every table there is.
import { expect, it } from "vitest";
import { forgetAccounts } from "../auth/forget-accounts.ts";
import { at, ADMIN } from "../testing/test-server.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";

describeOnEachRestWorld("erasing a member", 21_424, (world) => {
  /** Tables in which a word stands. */
  async function standsIn(word: string): Promise<readonly string[]> {
    const { sql } = world().platform.database;
    const tables = await sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(name)} as one where lower(row_to_json(one)::text) like ${`%${word}%`}`;
      if ((row?.rows ?? 0) > 0) found.push(name);
    }
    return found;
  }
  const erase = (who: "ann" | "eva" | "otto", id: string, name: string) => world().people[who].browser.send("POST", `/api/privacy/members/${id}/erasure`, { name });

  it("U3 U6 P2 who has left is erased: account, devices' copies, and the words of the audit log, whose chain holds; what was done stays under an id", async () => {
    const { people, platform, workspaceId } = world();
    const ann = people.ann.browser;
    const { ben } = people;
    const lead = await world().made("ben", "/api/leads", { name: "His lead" });
    await ann.send("POST", "/api/notifications", { text: "Hello Ben", user: ben.id });
    await platform.database.sync();
    expect(await standsIn("ben example")).toContain("user");
    expect(await erase("ann", ben.id, "ben Example")).toMatchObject({ status: 409, body: { code: "still-active" } });
    expect((await ann.send("DELETE", `/api/users/${ben.id}`)).status).toBe(200);
    expect((await erase("eva", ben.id, "ben Example")).body.code).toBe("not-allowed");
    expect((await erase("otto", ben.id, "ben Example")).body.code).toBe("not-found");
    expect(await erase("ann", ben.id, "Ben Somebody")).toMatchObject({ status: 422, body: { errors: [{ field: "name" }] } });
    const erased = await erase("ann", ben.id, "ben Example");
    expect(erased.status).toBe(200);
    expect(Number(at(erased, "auditRows"))).toBeGreaterThan(1);

    expect(await standsIn("ben example")).toEqual([]);
    expect(await standsIn("ben@example.com")).toEqual([]);
    expect(await standsIn("hello ben")).toEqual([]);
    const { sql } = platform.database;
    expect(await sql`select from audit_log where user_id = ${ben.id} or detail::text like ${`%${ben.id}%`}`).toHaveLength(0);
    expect((await ann.send("GET", "/api/audit/verify")).body.data).toMatchObject({ holds: true, fault: null, erased: expect.any(Number) });
    expect((await ann.send("GET", `/api/leads/${lead}`)).status).toBe(200);
    expect((await ann.send("GET", `/api/users/${ben.id}`)).status).toBe(404);
    expect(await sql`select bool_and(removed) as removed from feed where workspace_id = ${workspaceId} and record_id = ${ben.id}`).toMatchObject([{ removed: true }]);
    expect((await world().server.browser().send("POST", "/api/auth/login", { email: "ben@example.com", password: ADMIN.password })).body.code).toBe("wrong-credentials");
    // An older copy of the database comes up: the next start forgets him again.
    await sql`update "user" set name = 'ben Example', email = 'ben@example.com' where id = ${ben.id}`;
    expect([await forgetAccounts(platform.database), await forgetAccounts(platform.database)]).toEqual([1, 0]);
    expect(await standsIn("ben example")).toEqual([]);
    // Nobody is there any more to be erased, and the address is free.
    expect((await erase("ann", ben.id, "ben Example")).status).toBe(404);
    expect((await ann.send("POST", "/api/invitations", { email: "ben@example.com", role: "exec", team: "south" })).status).toBe(200);
  });

  it("U3 who is a member elsewhere too is not one workspace's to erase", async () => {
    const { people } = world();
    expect((await erase("ann", people.otto.id, "otto Example")).body.code).toBe("not-allowed");
    expect((await people.otto.browser.send("GET", "/api/auth/me")).status).toBe(200);
  });
});
