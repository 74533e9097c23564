// A campaign's messages and summary over HTTP: by rules always, in a model's words where nothing in them was made up.
import { randomUUID } from "node:crypto";
import { settingsId } from "@outrider/shared/commands";
import { expect, it } from "vitest";
import { useStandIn } from "../assistant/testing/use-stand-in.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";

const MODEL = { preset: "other", model: "stand-in", temperature: 0.7, suggestionTokens: 400, analysisTokens: 800, masks: true, perDay: null, priceIn: 1, priceOut: 2, apiKey: "sk-nobody-sees-this" };
const SENT = { state: "sent", tracked: true, audience: 1_200, skipped: 34, sent: 1_100, failed: 60, unknown: 6, delivered: 1_050, opened: 330, clicked: 77, bounced: 25, unsubscribed: 9 };
const line = (part: string, text: string): string => JSON.stringify({ part, text, evidence: ["E1"] });

describeOnEachRestWorld("campaigns in a model's words over HTTP", 21_890, (world) => {
  const standIn = useStandIn();

  const ann = () => world().people.ann.browser;
  const eva = () => world().people.eva.browser;
  async function write(kind: "campaign" | "settings", id: string, values: Readonly<Record<string, boolean | number | string>>): Promise<string> {
    const set = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base: null }]));
    expect((await world().feed.write(world().workspaceId, world().people.ann.id, "create", [{ id, kind, create: true, set }])).ok).toBe(true);
    return id;
  }

  it("A9 M6 messages for a goal and a summary come by rules; of a model nothing that nobody typed, and no number that is not in the data", async () => {
    const [spring, draft] = [await write("campaign", randomUUID(), { name: "Spring", subject: "Shall we talk?", ...SENT }), await write("campaign", randomUUID(), { name: "Summer", subject: "", message: "" })];
    await world().made("eva", "/api/line-items", { product: "Gold plan", dealId: await world().made("eva", "/api/deals", { title: "Acme" }) });
    const asked = { campaignId: draft, goal: "Win back lapsed customers", products: ["Green tea"], discount: "10 %", until: "30 June", link: "https://shop.example/tea" };
    const [variants, summary] = ["/api/ai/campaign-variants", "/api/ai/campaign-summary"];

    const made = await ann().send("POST", variants, asked);
    expect(made).toMatchObject({ status: 200, body: { data: { model: "", why: "no-model", variants: [], dropped: 0 } } });
    const byRules = at(made, "byRules") as readonly { readonly subject: string; readonly message: string; readonly reason: string; readonly evidence: readonly string[] }[];
    expect(byRules).toHaveLength(3);
    for (const { message } of byRules) expect(message).toContain("10 % off Green tea until 30 June");
    expect(byRules.find(({ evidence }) => evidence.includes(spring))?.reason).toMatch(/^Subjects that ask something: 330 of 1100 messages opened \(30 %\) in 1 campaign/);
    expect((await eva().send("POST", variants, asked)).status).toBe(403);
    expect(await ann().send("POST", variants, { ...asked, campaignId: randomUUID() })).toMatchObject({ status: 422, body: { errors: [{ field: "campaignId" }] } });
    expect((await ann().send("POST", variants, { ...asked, products: Array.from({ length: 13 }, () => "x") })).status).toBe(422);
    // Whoever sees a campaign may have it summed up.
    expect((await eva().send("POST", summary, { campaignId: spring })).body).toMatchObject({ data: { sentences: [], why: "no-model", byRules: [{ code: "reached", text: "Sent to 1100 of 1200 customers.", evidence: [spring] }, ...Array.from({ length: 8 }, () => expect.anything())] } });
    expect((await ann().send("POST", summary, { campaignId: draft })).body).toMatchObject({ data: { byRules: [], why: "no-evidence" } });

    expect((await ann().send("PUT", "/api/assistant/model", { ...MODEL, baseUrl: standIn().baseUrl })).status).toBe(200);
    expect((await ann().send("POST", variants, asked)).body).toMatchObject({ data: { model: "", why: "consent" } });
    expect(standIn().heard).toHaveLength(0);
    await write("settings", settingsId(world().workspaceId), { assistant: true, assistantOutside: true });

    standIn().manner = {
      says: [
        line("subject", "We miss you, {{first_name|there}}"), line("message", "Hello {{first_name|there}},\nGreen tea is 10 % off for you until 30 June."),
        line("subject", "15 % off Green tea"), line("message", "A better offer than asked for."),
        line("subject", "Free shipping on Green tea"), line("message", "Nothing to pay."),
        line("subject", "Our Gold plan"), line("message", "Have a look."),
        line("subject", "For {{email}} and {{nobody}}"), line("message", "Hello."),
        line("subject", "See evil.example"), line("message", "Visit https://evil.example"),
      ].join("\n"),
    };
    const told = await ann().send("POST", variants, asked);
    expect(told.body).toMatchObject({ data: { model: "stand-in", why: "", variants: [{ subject: "We miss you, {{first_name|there}}", message: "Hello {{first_name|there}},\nGreen tea is 10 % off for you until 30 June.\n\nhttps://shop.example/tea" }] } });
    expect(at(told, "variants")).toHaveLength(1);
    expect(Number(at(told, "dropped"))).toBeGreaterThanOrEqual(3);
    // It is told of goals, offers and figures, under names of this question alone.
    expect(standIn().heard[0]?.user).toContain("Green tea");
    expect(standIn().heard[0]?.user).not.toContain(spring);

    standIn().manner = { says: ["1,100 of 1,200 customers got it.", "330 opened it, which is 30 %.", "Half of them clicked.", "77 opened it.", "Opened by 45 %.", "It earned 12,000 EUR."].map((text) => line("finding", text)).join("\n") };
    expect((await eva().send("POST", summary, { campaignId: spring })).body).toMatchObject({ data: { model: "stand-in", sentences: ["1,100 of 1,200 customers got it.", "330 opened it, which is 30 %."], dropped: 4 } });
    standIn().manner = { says: line("finding", "Everybody loved it.") };
    expect((await ann().send("POST", summary, { campaignId: await write("campaign", randomUUID(), { name: "Autumn", ...SENT, sent: 900 }) })).body).toMatchObject({ data: { model: "", why: "empty", sentences: [], dropped: 1 } });
    expect((await ann().send("GET", "/api/audit?event=assistant-asked")).body.data).toHaveLength(3);
  });
}, { PRIVATE_TARGETS: "on" });
