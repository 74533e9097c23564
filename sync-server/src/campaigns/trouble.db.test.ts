// Campaigns when something comes in between: they are cancelled while mails are in hand, tried again after that, or their vendor is
// away. And what other systems are told of each message.
import { textOf, valueOf } from "@outrider/shared/records";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import type { Herald, MessageNews } from "./announce.ts";
import type { Campaigns } from "./open-campaigns.ts";
import { type CampaignWorld, campaignWorld } from "./testing/campaign-world.ts";
import { holdBack, memoryVendor, type MemoryVendor } from "./testing/memory-vendor.ts";

const tokenIn = (text: string): string => /\/u\/([\w-]{43})/.exec(text)?.[1] ?? "";

describeOnEachDatabase("campaigns in trouble", (database) => {
  let world: CampaignWorld;
  let vendor: MemoryVendor;
  let open: Campaigns[];
  const begin = (...given: Parameters<CampaignWorld["open"]>): Campaigns => {
    const made = world.open(...given);
    open.push(made);
    return made;
  };
  beforeEach(async () => {
    world = await campaignWorld(database());
    vendor = memoryVendor();
    open = [];
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    for (const table of ["campaign_run", "campaign_message", "suppression"]) await database().sql.unsafe(`delete from ${table}`);
  });
  const started = async (campaigns: Campaigns, campaign: string): Promise<void> => expect((await campaigns.start(world.by, campaign, "UTC")).ok).toBe(true);
  const counts = async (campaign: string): Promise<string> => {
    const record = await world.record(campaign);
    return [textOf(record, "state"), ...["sent", "failed", "unknown", "skipped", "queued", "audience"].map((field) => String(valueOf(record, field)))].join();
  };
  const comesTo = (campaign: string, wanted: string): Promise<void> => world.until(async () => (await counts(campaign)) === wanted);

  it("M5 cancelled while mails are in hand: those are counted as what became of them, none that waited goes, and nobody is lost", async () => {
    const campaigns = begin(vendor);
    await world.customers(130);
    const campaign = await world.campaign();
    const held = holdBack(vendor);
    await started(campaigns, campaign);
    await world.until(held.inHand);
    expect(await campaigns.cancel(world.by.workspace, campaign)).toEqual({ ok: true, value: "cancelled" });
    // Fifty are with the vendor, who has not answered yet.
    await comesTo(campaign, "cancelled,0,0,0,80,50,130");
    held.letGo();
    await comesTo(campaign, "cancelled,50,0,0,80,0,130");
    expect(vendor.out).toHaveLength(50);
    expect(new Set((await world.rows(campaign)).filter(({ status }) => status === "SKIPPED").map(({ why }) => why))).toEqual(new Set(["The campaign was cancelled."]));
    for (const move of ["pause", "resume", "cancel"] as const) expect((await campaigns[move](world.by.workspace, campaign)).ok).toBe(false);
    expect(world.errors).toEqual([]);
  });

  it("M5 M7 a message that failed is not tried again once its campaign was cancelled, and one that waits for its second try then goes no more", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(3);
    const campaign = await world.campaign();
    vendor.answer = ({ to }) => (to === "c0@example.com" ? { is: "failed", why: "no such box", again: false } : to === "c1@example.com" ? { is: "failed", why: "try later", again: true } : null);
    await started(campaigns, campaign);
    await world.until(async () => (await world.rows(campaign)).filter(({ status, why }) => status === "FAILED" || why === "try later").length === 2 && vendor.out.length === 1);
    expect((await campaigns.cancel(world.by.workspace, campaign)).ok).toBe(true);
    vendor.answer = () => null;
    world.test.clock += 60_000;
    expect(await campaigns.retry(world.by.workspace, campaign, ids[0] ?? "")).toMatchObject({ ok: false, error: { kind: "not-now", message: "A campaign that is cancelled takes no retry." } });
    await comesTo(campaign, "cancelled,1,1,0,1,0,3");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(vendor.out.map(({ to }) => to)).toEqual(["c2@example.com"]);
    // The other way round: tried again, then cancelled before it went.
    const second = await world.campaign();
    vendor.answer = ({ to }) => (to === "c0@example.com" ? { is: "failed", why: "no such box", again: false } : null);
    await started(campaigns, second);
    await comesTo(second, "sent,2,1,0,0,0,3");
    vendor.answer = () => ({ is: "failed", why: "busy", again: true });
    expect((await campaigns.retry(world.by.workspace, second, ids[0] ?? "")).ok).toBe(true);
    await world.until(async () => (await world.rows(second)).some(({ status, why }) => status === "QUEUED" && why === "busy"));
    expect((await campaigns.cancel(world.by.workspace, second)).ok).toBe(true);
    await comesTo(second, "cancelled,2,0,0,1,0,3");
  });

  it("M7 while a vendor is away messages wait, ever longer; each goes once when it is back, and what was tried too often says why", async () => {
    // It counts every mail, also under a key that it refused before.
    vendor = memoryVendor(false);
    const campaigns = begin(vendor);
    await world.customers(20);
    const campaign = await world.campaign();
    let away = true;
    vendor.answer = () => (away ? { is: "failed", why: "connect ECONNREFUSED", again: true } : null);
    await started(campaigns, campaign);
    const triedBy = (times: number): Promise<void> => world.until(async () => {
      const [row] = await database().sql<{ least: number }[]>`select min(tries) as least from campaign_message where campaign_id = ${campaign} and status <> 'HANDING'`;
      return row?.least === times;
    });
    const waits: number[] = [];
    for (let times = 1; times <= 3; times++) {
      await triedBy(times);
      await world.until(async () => (await world.rows(campaign)).every(({ status }) => status === "QUEUED"));
      const [row] = await database().sql<{ at: number }[]>`select max(next_at) as at from campaign_message where campaign_id = ${campaign}`;
      waits.push((row?.at ?? 0) - world.test.clock);
      if (times === 3) away = false;
      world.test.clock = row?.at ?? 0;
    }
    expect(waits[0]).toBeGreaterThanOrEqual(10_000);
    for (const [index, wait] of waits.entries()) if (index > 0) expect(wait).toBeGreaterThan((waits[index - 1] ?? 0) * 1.5);
    await comesTo(campaign, "sent,20,0,0,0,0,20");
    expect(new Set(vendor.out.map(({ key }) => key)).size).toBe(20);
    expect(vendor.out).toHaveLength(20);
    // Away for good.
    const second = await world.campaign();
    away = true;
    await started(campaigns, second);
    await world.until(async () => {
      world.test.clock += 3_600_000;
      return (await counts(second)) === "sent,0,20,0,0,0,20";
    });
    expect((await world.rows(second)).every(({ why }) => why === "connect ECONNREFUSED")).toBe(true);
  });

  it("I4 other systems are told once of each event of each message that happened since they asked, and of no other workspace's wish", async () => {
    const heard: (MessageNews & { readonly workspace: string })[] = [];
    let since: number | null = null;
    let breaks = false;
    const herald: Herald = {
      since: () => Promise.resolve(since),
      tell: (_tx, workspace, news) => {
        if (breaks) return Promise.reject(new Error("the database went away"));
        heard.push(...news.map((one) => ({ ...one, workspace })));
        return Promise.resolve(() => undefined);
      },
    };
    const campaigns = begin(vendor, {}, herald);
    const ids = await world.customers(300, () => ({ tracking: "yes" }));
    const before = await world.campaign();
    await started(campaigns, before);
    await comesTo(before, "sent,300,0,0,0,0,300");
    expect(heard).toEqual([]);
    world.test.clock += 1000;
    since = world.test.clock;
    const campaign = await world.campaign({ tracked: true });
    vendor.answer = ({ to }) => (to === "c0@example.com" ? { is: "failed", why: "no such box", again: false, bounced: true } : null);
    breaks = true;
    await started(campaigns, campaign);
    await world.until(() => world.errors.length > 0);
    breaks = false;
    await world.until(() => heard.length >= 301);
    expect(heard.filter(({ event }) => event === "message.sent")).toHaveLength(299);
    expect(heard.filter(({ record }) => record === ids[0]).map(({ event }) => event).sort()).toEqual(["message.bounced", "message.failed"]);
    const mail = vendor.out.find((message) => message.campaign === campaign && message.to === "c5@example.com");
    await campaigns.links.clicked(/\/o\/([\w-]{43})/.exec(mail?.html ?? "")?.[1] ?? "", 0);
    await campaigns.links.unsubscribe(tokenIn(mail?.text ?? ""));
    await world.until(() => heard.length >= 304);
    expect(heard.filter(({ record }) => record === ids[5]).map(({ event, data }) => [event, data["campaign_id"], data["campaign_name"]]).sort()).toEqual(
      ["message.clicked", "message.opened", "message.sent", "message.unsubscribed"].map((event) => [event, campaign, "Spring"]),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toHaveLength(304);
    expect(new Set(heard.map(({ event, record }) => `${event} ${record}`)).size).toBe(304);
    expect(heard.every(({ at, workspace }) => at >= Number(since) && workspace === world.by.workspace)).toBe(true);
  });
});
