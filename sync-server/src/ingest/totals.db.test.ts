// What customers come to, as a property: whatever comes in whatever order, however it is cut into requests and batches and
// how often it comes, the outcome is that of a model that knows only the highest revision of each order.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { createInbox, type Taken } from "./inbox.ts";
import { scaled } from "./rows/decimal.ts";
import { orderRow } from "./rows/order-row.ts";
import { customerRow } from "./rows/customer-row.ts";
import { createWorker } from "./worker.ts";

const RUNS = Number(process.env["OUTRIDER_TOTALS"] ?? 25);
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);

interface Version { readonly order: number; readonly revision: number; readonly who: number; readonly cents: number; readonly day: number; readonly cancelled: boolean; readonly items: boolean }

const versions = fc.uniqueArray(fc.record<Version>({
  order: fc.nat(7), revision: fc.nat(5), who: fc.nat(2), cents: fc.integer({ min: -99_999, max: 999_999 }), day: fc.nat(300), cancelled: fc.boolean(), items: fc.boolean(),
}), { selector: ({ order, revision }) => `${order} ${revision}`, minLength: 1, maxLength: 20 });

const decimal = (cents: number): string => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

function model(all: readonly Version[], opening: number): readonly { spend: number; visits: number; last: number | null }[] {
  const standing = new Map<number, Version>();
  for (const one of all) if (one.revision >= (standing.get(one.order)?.revision ?? 0)) standing.set(one.order, one);
  return [0, 1, 2].map((who) => {
    const mine = [...standing.values()].filter((one) => one.who === who && !one.cancelled);
    const cents = mine.reduce((sum, one) => sum + one.cents, who === 0 ? opening : 0);
    return { spend: cents / 100, visits: mine.filter((one) => one.cents >= 0).length, last: mine.length === 0 ? null : Math.max(...mine.map(({ day }) => START + day * DAY_MS)) };
  });
}

async function* rowsOf(rows: readonly object[]): AsyncGenerator<Taken> {
  for (const [index, body] of rows.entries()) yield { row: index + 1, body };
}

describeOnEachRestWorld("what customers come to", 21_680, (world) => {
  test("M2 totals are those of the highest revisions, in whatever order, cut and number orders come", async () => {
    const { platform, workspaceId, people, feed } = world();
    const { sql } = platform.database;
    await fc.assert(fc.asyncProperty(versions, fc.infiniteStream(fc.nat(1_000_000)), fc.integer({ min: 1, max: 7 }), fc.nat(50_000), async (all, dice, batch, opening) => {
      const run = randomUUID();
      const email = (who: number): string => `t${who}-${run}@example.com`;
      const worker = createWorker({ database: platform.database, write: feed.write, now: platform.clock.now, failed: (why) => { throw new Error(why); }, batch });
      const inbox = createInbox({ database: platform.database, jobs: NO_JOBS, clock: platform.clock, random: platform.random });
      const orders = all.map(({ order, revision, who, cents, day, cancelled, items }) => orderRow({
        order_id: `${run} ${order}`, revision, email: email(who), date: new Date(START + day * DAY_MS).toISOString(), cancelled,
        ...(items ? { items: [{ sku: "x", qty: cents < 0 ? -1 : 1, price: decimal(Math.abs(cents)) }] } : { amount: decimal(cents) }),
      }, Date.now()));
      // Some of it twice, all of it in another order, in requests of one to four rows.
      const next = (below: number): number => Number(dice.next().value) % below;
      const sent = [...orders, ...orders.filter(() => next(3) === 0)].map((row) => [next(1_000_000), row] as const).sort((a, b) => a[0] - b[0]).map(([, row]) => row);
      const post = async (of: "orders" | "customers", rows: readonly object[]): Promise<void> => void (await (await inbox.stage({ workspace: workspaceId, user: people.ann.id, of, unknown: "create" }, rowsOf(rows))).commit());
      const first = next(2) === 0;
      if (first) await post("customers", [customerRow({ email: email(0), spend: decimal(opening) }, Date.now())]);
      for (let at = 0; at < sent.length; ) {
        const size = 1 + next(4);
        await post("orders", sent.slice(at, at + size));
        at += size;
        if (next(3) === 0) await worker.run(workspaceId);
      }
      if (!first) await post("customers", [customerRow({ email: email(0), spend: decimal(opening) }, Date.now())]);
      await worker.run(workspaceId);
      const found = await Promise.all([0, 1, 2].map(async (who) => {
        const reply = await people.ann.browser.send("GET", `/api/customers?email=${encodeURIComponent(email(who))}`);
        const [one] = reply.body.data as readonly { spend: number; visits: number; last_active: string | null }[];
        return { spend: one?.spend ?? 0, visits: one?.visits ?? 0, last: one?.last_active ? Date.parse(one.last_active) : null };
      }));
      expect(found).toEqual(model(all, opening));
      expect(await sql`select from customer where dirty`).toEqual([]);
    }), { numRuns: RUNS });
  });
});

/** It is worked off by hand. */
const NO_JOBS = { send: () => Promise.resolve(), wake: () => undefined };

test("M2 a decimal is what is written, to the last digit, or none at all", () => {
  expect([scaled("0.1", 6), scaled(17.85, 6), scaled("-3", 6), scaled("999999999999.999999", 6)]).toEqual([100_000n, 17_850_000n, -3_000_000n, 999_999_999_999_999_999n]);
  for (const wrong of ["1,5", "1e3", 1e21, "0x1", "", "1.2345678", " ", "1 000", Number.NaN, null, {}, "1000000000000"]) expect([wrong, scaled(wrong, 6)]).toEqual([wrong, null]);
});
