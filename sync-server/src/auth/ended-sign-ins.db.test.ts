import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { session, syncTicket, user, verification } from "../db/schema/auth.ts";
import { dropEndedSignIns } from "./ended-sign-ins.ts";

const NOW = Date.UTC(2030, 0, 1);

describeOnEachDatabase("sign-ins that have ended", (database) => {
  it("U7 sessions, tickets and verifications go once they have run out, in batches, and no other", async () => {
    const { drizzle } = database();
    const userId = randomUUID();
    await drizzle.insert(user).values({ id: userId, name: "A", email: "a@example.com" });
    const [past, future] = [new Date(NOW - 1), new Date(NOW + 1)];
    const living = randomUUID();
    const ended = [randomUUID(), randomUUID(), randomUUID()];
    await drizzle.insert(session).values([...ended.map((id) => ({ id, userId, token: id, expiresAt: past })), { id: living, userId, token: living, expiresAt: future }]);
    await drizzle.insert(syncTicket).values([past, future].map((expiresAt, index) => ({ tokenHash: `t${index}`, sessionId: living, userId, workspaceId: randomUUID(), expiresAt })));
    await drizzle.insert(verification).values([past, future].map((expiresAt, index) => ({ identifier: `v${index}`, value: "x", expiresAt })));

    expect(await dropEndedSignIns(database(), NOW, 2)).toBe(4);
    expect(await dropEndedSignIns(database(), NOW, 2)).toBe(1);
    expect(await dropEndedSignIns(database(), NOW, 2)).toBe(0);
    expect((await drizzle.select().from(session)).map(({ id }) => id)).toEqual([living]);
    expect((await drizzle.select().from(syncTicket)).map(({ tokenHash }) => tokenHash)).toEqual(["t1"]);
    expect((await drizzle.select().from(verification)).map(({ identifier }) => identifier)).toEqual(["v1"]);
  });
});
