import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createQuota, dayOf } from "./quota.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
/** Ten thousand take PostgreSQL twenty seconds on a busy machine: one row is what they all wait for. */
const AT_ONCE = process.env["OUTRIDER_FULL_SIZE"] ? 10_000 : 2_000;
const DAY = 24 * 3600_000;

describeOnEachDatabase("how often one may ask", (database) => {
  it("A9 of thousands of requests at once exactly as many as there may be are let in, by several servers together", { timeout: 120_000 }, async () => {
    const quota = createQuota(database());
    const servers = [quota, createQuota(database()), createQuota(database())];
    const [workspace, user] = [randomUUID(), randomUUID()];
    const taken = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => (servers[index % 3] ?? quota).take(workspace, user, 500, NOON)));
    const places = taken.flatMap((one) => (one ? [one.asked] : []));
    expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    // Started anew it goes on where it stood, and so it does with a clock that is put back by an hour.
    expect(await createQuota(database()).take(workspace, user, 500, NOON - 3600_000)).toBeNull();
    expect(await createQuota(database()).askedToday(workspace, user, NOON)).toBe(500);
  });

  it("A9 each person has their own, each workspace and each day", async () => {
    const quota = createQuota(database());
    const [workspace, eva, ben] = [randomUUID(), randomUUID(), randomUUID()];
    expect(await quota.take(workspace, eva, 1, NOON)).toEqual({ asked: 1 });
    expect(await quota.take(workspace, eva, 1, NOON)).toBeNull();
    expect(await quota.take(workspace, ben, 1, NOON)).toEqual({ asked: 1 });
    expect(await quota.take(randomUUID(), eva, 1, NOON)).toEqual({ asked: 1 });
    expect(await quota.take(workspace, eva, 1, NOON + DAY / 2)).toEqual({ asked: 1 });
    expect(await quota.take(workspace, eva, 0, NOON + 3 * DAY)).toBeNull();
    expect(dayOf(NOON + DAY / 2)).toBe("2026-11-23");
  });

  it("A9 counts of days long gone are thrown away", async () => {
    const quota = createQuota(database());
    const [workspace, user] = [randomUUID(), randomUUID()];
    await quota.take(workspace, user, 5, NOON - 40 * DAY);
    await quota.take(workspace, user, 5, NOON);
    expect(await quota.dropOld(NOON, 100)).toBe(1);
    expect(await quota.askedToday(workspace, user, NOON)).toBe(1);
  });
});
