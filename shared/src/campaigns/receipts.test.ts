import fc from "fast-check";
import { expect, it } from "vitest";
import { MESSAGE_STATUSES } from "./message-state.ts";
import { RECEIPT_EVENTS, type Standing, withReceipt } from "./receipts.ts";

const NOTHING: Standing = { status: "SENT", sentAt: 1000, deliveredAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null, complainedAt: null, why: null };
const receipt = fc.record({ event: fc.constantFrom(...RECEIPT_EVENTS), at: fc.integer({ min: 0, max: 9000 }), why: fc.constantFrom("full", "gone") });
const status = fc.constantFrom(...MESSAGE_STATUSES);

it("M7 receipts in any order and however often lead to the same standing", () => {
  fc.assert(fc.property(status, fc.array(receipt, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (of, receipts, numbers) => {
    const base = { ...NOTHING, status: of };
    const one = receipts.reduce(withReceipt, base);
    const twice = [...receipts, ...receipts.filter((_, index) => index % 2 === 0)];
    const shuffled = twice.map((item) => ({ item, by: numbers.next().value ?? 0 })).sort((a, b) => a.by - b.by).map(({ item }) => item);
    expect(shuffled.reduce(withReceipt, base)).toEqual(one);
  }), { numRuns: 3000 });
});

it("M7 what says more outranks what says less, and the earliest time is kept", () => {
  const after = (...events: readonly (readonly [(typeof RECEIPT_EVENTS)[number], number])[]): Standing => events.reduce((standing, [event, at]) => withReceipt(standing, { event, at }), NOTHING);
  expect(after(["sent", 1500])).toEqual(NOTHING);
  expect(after(["failed", 2000], ["sent", 1500])).toMatchObject({ status: "FAILED", deliveredAt: null });
  expect(after(["failed", 2000], ["delivered", 3000])).toMatchObject({ status: "SENT", deliveredAt: 3000 });
  expect(after(["clicked", 5000], ["delivered", 3000], ["opened", 4000])).toMatchObject({ deliveredAt: 3000, openedAt: 4000, clickedAt: 5000 });
  expect(after(["bounced", 5000])).toMatchObject({ status: "SENT", bouncedAt: 5000, deliveredAt: null });
  expect(after(["complained", 5000])).toMatchObject({ complainedAt: 5000, unsubscribedAt: 5000 });
  expect(withReceipt({ ...NOTHING, status: "UNKNOWN", sentAt: null }, { event: "sent", at: 7 })).toMatchObject({ status: "SENT", sentAt: 7 });
  expect(withReceipt({ ...NOTHING, status: "SKIPPED", sentAt: null }, { event: "failed", at: 7 }).status).toBe("SKIPPED");
});
