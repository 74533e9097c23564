import { expect, test } from "vitest";
import { entities } from "@outrider/shared/schema";
import { checkCampaign } from "./check-campaign.ts";

const manager = { id: "m", role: "manager", team: "t", active: true } as never;
const rep = { id: "r", role: "exec", team: "t", active: true } as never;
const of = (kind: string, field: string, value: unknown) => ({ kind, id: "x", set: { [field]: { value } } }) as never;

test("M5 campaigns are written by managers and admins, and their quiet hours are hours", () => {
  expect(checkCampaign(of("campaign", "name", "Spring"), 0, manager)).toBeNull();
  expect(checkCampaign(of("campaign", "name", "Spring"), 0, rep)?.code).toBe("not-allowed");
  expect(checkCampaign(of("campaign", "quietFrom", "21:30"), 0, manager)).toBeNull();
  expect(checkCampaign(of("campaign", "quietFrom", "24:00"), 0, manager)?.message).toContain("Quiet from");
  expect(checkCampaign(of("campaign", "quietTo", ""), 0, null)?.field).toBe("quietTo");
});

test("M3 a segment's rule is one that can be judged; anybody makes segments", () => {
  expect(checkCampaign(of("segment", "rule", { field: "spend", op: ">", value: 5 }), 0, rep)).toBeNull();
  expect(checkCampaign(of("segment", "rule", { field: "spend", op: "drop" }), 0, rep)?.code).toBe("bad-value");
});

test("M1 M5 what follows from orders and deliveries is the server's alone to say", () => {
  const { spend, visits, lastActive, receivedCampaigns } = entities.contact.fields;
  const { state, sent, unsubscribed } = entities.campaign.fields;
  for (const field of [spend, visits, lastActive, receivedCampaigns, state, sent, unsubscribed]) expect(field.guard).toBe("system");
});
