import { expect, it } from "vitest";
import { RECEIPT_EVENTS, type Standing, withReceipt } from "@outrider/shared/campaigns";
import { createSimulatedVendor, ROUNDS, roundsOf, type SimulatedBatch, simulatedFails, simulatedReceipts } from "./simulated-vendor.ts";
import { going, message, vendorContract } from "./vendor.contract.ts";

const open = (later: (batch: SimulatedBatch) => Promise<void>) => createSimulatedVendor({ later, clock: { now: () => 1_800_000_000_000 } });

vendorContract("simulated", () => Promise.resolve({ vendor: open(() => Promise.resolve()), arrived: () => [], close: () => Promise.resolve() }));

it("M7 about nine in ten are sent, the same ones each time, and receipts say so late, twice and out of order", () => {
  const keys = Array.from({ length: 10_000 }, (_, n) => `w.c.${n}`);
  const failed = keys.filter(simulatedFails);
  expect(failed.length / keys.length).toBeGreaterThan(0.09);
  expect(failed.length / keys.length).toBeLessThan(0.11);
  expect(keys.filter(simulatedFails)).toEqual(failed);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => simulatedReceipts({ keys, at: 1_000, round }));
  const all = rounds.flat();
  expect(all.every(({ event }) => RECEIPT_EVENTS.includes(event))).toBe(true);
  expect(new Set(all.map(({ id }) => id)).size).toBeLessThan(all.length * 0.95);
  expect(rounds[0]?.some(({ event }) => event === "delivered")).toBe(true);
  const nothing: Standing = { status: "SENT", sentAt: 1_000, deliveredAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null, complainedAt: null, why: null };
  const standing = new Map<string, Standing>();
  for (const receipt of all) standing.set(receipt.messageId, withReceipt(standing.get(receipt.messageId) ?? nothing, receipt));
  const count = (status: Standing["status"], delivered: boolean): number => [...standing.values()].filter((one) => one.status === status && (one.deliveredAt !== null) === delivered).length;
  expect([count("FAILED", false), count("SENT", true), standing.size]).toEqual([failed.length, keys.length - failed.length, keys.length]);
});

it("M7 of mails that count it, it tells who opened them and clicked, after they were delivered, and of no other", async () => {
  const keys = Array.from({ length: 2_000 }, (_, n) => `w.c.${n}`);
  const counted = keys.slice(0, 1_000);
  const last = simulatedReceipts({ keys, counted, at: 1_000, round: ROUNDS - 1 });
  const of = (event: string): number => new Set(last.filter((one) => one.event === event).map(({ messageId }) => messageId)).size;
  expect(of("opened")).toBeGreaterThan(900 * 0.4);
  expect(of("opened")).toBeLessThan(900 * 0.5);
  expect(of("clicked")).toBeGreaterThan(900 * 0.08);
  expect(of("clicked")).toBeLessThan(900 * 0.16);
  expect(last.every(({ event, messageId }) => (event === "opened" || event === "clicked") && counted.some((key) => messageId === `simulated-${key}` && !simulatedFails(key)))).toBe(true);
  expect([roundsOf({ keys, at: 1, round: 0 }), roundsOf({ keys, counted, at: 1, round: 0 })]).toEqual([ROUNDS - 1, ROUNDS]);
  const stored: SimulatedBatch[] = [];
  const given = message();
  await open((batch) => Promise.resolve(void stored.push(batch))).send([{ ...given, key: "plain" }, { ...given, key: "counted", html: `<img src="https://crm.example/o/${"x".repeat(43)}" alt="">` }], going());
  expect(stored).toMatchObject([{ keys: ["plain", "counted"], counted: ["counted"] }]);
});

it("M7 what is to be told is stored before a message is taken: where that fails nothing was", async () => {
  const stored: SimulatedBatch[] = [];
  const given = message();
  expect(await open((batch) => Promise.resolve(void stored.push(batch))).send([given], going())).toMatchObject([{ is: "taken" }]);
  expect(stored).toMatchObject([{ keys: [given.key], round: 0 }]);
  expect(await open(() => Promise.reject(new Error("no database"))).send([given], going())).toEqual([{ is: "failed", why: "no database", again: true }]);
});
