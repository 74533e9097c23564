import { expect, it } from "vitest";
import { slackBody } from "./slack.ts";

const textOf = (event: string, data: unknown, address = "https://crm.example"): string => (JSON.parse(slackBody(JSON.stringify({ id: "1", event, data }), address)) as { readonly text: string }).text;

it("I4 Slack is told in one line what happened, with a way to the record", () => {
  expect(textOf("deal.won", { id: "d1", kind: "deal", title: "Halden: rollout", value: { amount: 12_000, currency: "EUR" } })).toBe("*Deal won*: <https://crm.example/deals/d1|Halden: rollout> (EUR 12,000)");
  expect(textOf("lead.created", { id: "l1", kind: "lead", name: "Ada" })).toBe("*Lead new*: <https://crm.example/leads/l1|Ada>");
  expect(textOf("company.deleted", { id: "c1", kind: "company", name: "Globex" })).toBe("*Company deleted*: Globex");
  expect(textOf("activity.created", { id: "a1", kind: "activity", type: "call" })).not.toContain("http");
  expect(textOf("campaign.finished", { id: "k1", kind: "campaign", name: "Spring" })).toBe("*Campaign finished*: <https://crm.example/campaigns/k1|Spring>");
  expect(textOf("message.opened", { kind: "message", campaign_id: "k1", campaign_name: "Spring <!here>", customer_id: "c1" })).toBe("*Message opened*: <https://crm.example/campaigns/k1|Spring &lt;!here&gt;>");
  expect(textOf("ping", null)).toContain("Outrider");
});

it("I4 nothing that was typed mentions anybody, links anywhere or breaks the line in Slack", () => {
  for (const name of ["<!channel> come", "<https://evil.example|click>", "a\nb & c", "x".repeat(9_000), "|", ""]) {
    const text = textOf("lead.updated", { id: "l1", kind: "lead", name });
    expect(text.replace(/<https:\/\/crm\.example\/leads\/l1\|[^<>|]*>/, "")).toBe("*Lead changed*: ");
    expect(text).not.toMatch(/[\r\n]/);
    expect(text.length).toBeLessThan(1_000);
  }
});
