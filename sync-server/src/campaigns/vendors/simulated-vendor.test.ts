import { expect, it } from "vitest";
import { RECEIPT_EVENTS, type Standing, withReceipt } from "@outrider/shared/campaigns";
import { createSimulatedVendor, ROUNDS, type SimulatedBatch, simulatedFails, simulatedReceipts } from "./simulated-vendor.ts";
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

it("M7 what is to be told is stored before a message is taken: where that fails nothing was", async () => {
  const stored: SimulatedBatch[] = [];
  const given = message();
  expect(await open((batch) => Promise.resolve(void stored.push(batch))).send([given], going())).toMatchObject([{ is: "taken" }]);
  expect(stored).toMatchObject([{ keys: [given.key], round: 0 }]);
  expect(await open(() => Promise.reject(new Error("no database"))).send([given], going())).toEqual([{ is: "failed", why: "no database", again: true }]);
});
