import { expect, it } from "vitest";
import { deliveriesOf, secretOf, webhooksOf } from "./webhook-view.ts";

it("I4 webhooks and deliveries are read from the answer, and what is none is passed over", () => {
  expect(webhooksOf([{ id: "w", name: "ERP", url: "https://erp.test", events: ["deal.won", 3], active: true, stoppedWhy: null, failingSince: "2026-11-03T10:00:00.000Z" }, null, {}])).toEqual([
    { id: "w", name: "ERP", url: "https://erp.test", shape: "json", events: ["deal.won"], active: true, stoppedWhy: "", failingSince: Date.parse("2026-11-03T10:00:00.000Z") },
  ]);
  expect(webhooksOf([{ id: "w", shape: "slack" }, { id: "v", shape: "odd" }]).map(({ shape }) => shape)).toEqual(["slack", "json"]);
  expect(deliveriesOf([{ id: "d", event: "deal.won", state: "failed", tries: 2, status: 500, latencyMs: 12, excerpt: "no", at: "2026-11-03T10:00:00.000Z" }])).toEqual([
    { id: "d", event: "deal.won", state: "failed", tries: 2, status: 500, latencyMs: 12, excerpt: "no", at: Date.parse("2026-11-03T10:00:00.000Z") },
  ]);
  for (const odd of [null, 3, "x", {}, [[]]]) expect([webhooksOf(odd), deliveriesOf(odd), secretOf(odd)]).toEqual([[], [], ""]);
  expect(secretOf({ secret: "whsec_x" })).toBe("whsec_x");
});
