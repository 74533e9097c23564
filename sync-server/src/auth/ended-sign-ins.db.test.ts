import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { knownDevice, session, syncTicket, user, verification } from "../db/schema/auth.ts";
import { dropEndedSignIns, dropOldDevices, TOLD_KEPT_MS, UNSEEN_KEPT_MS } from "./ended-sign-ins.ts";

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

  it("U4 P1 devices nobody looks for any more go, those that still hold data or were not told yet stay", async () => {
    const { drizzle } = database();
    const userId = randomUUID();
    await drizzle.insert(user).values({ id: userId, name: "B", email: "b@example.com" });
    const device = (deviceId: string, seenAgo: number, toldAgo: number | null) => ({
      workspaceId: randomUUID(), deviceId, userId, sessionId: randomUUID(), firstSeenAt: new Date(0), lastSeenAt: new Date(NOW - seenAgo),
      ...(toldAgo !== null && { revokedAt: new Date(NOW - toldAgo), toldAt: new Date(NOW - toldAgo) }),
    });
    await drizzle.insert(knownDevice).values([
      device("lives", 1, null), device("away", UNSEEN_KEPT_MS - 1, null), device("forgotten", UNSEEN_KEPT_MS + 1, null),
      device("told", TOLD_KEPT_MS - 1, TOLD_KEPT_MS - 1), device("told long ago", TOLD_KEPT_MS + 1, TOLD_KEPT_MS + 1),
    ]);
    expect(await dropOldDevices(database(), NOW, 1)).toBe(1);
    expect(await dropOldDevices(database(), NOW, 10)).toBe(1);
    expect((await drizzle.select().from(knownDevice)).map(({ deviceId }) => deviceId).sort()).toEqual(["away", "lives", "told"]);
  });
});
