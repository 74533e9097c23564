// Two people at once: a campaign is started while it is cancelled, paused while it is resumed, or written on while it goes out.
// Whoever comes first has it; it ends in one state that all see, nobody gets two mails, and what it says is what it said.
import { randomUUID } from "node:crypto";
import { textOf } from "@outrider/shared/records";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { creation, setting } from "../feed/testing/test-feed.ts";
import type { Commanded } from "./commands.ts";
import type { Campaigns } from "./open-campaigns.ts";
import { type CampaignWorld, campaignWorld } from "./testing/campaign-world.ts";
import { holdBack, memoryVendor, type MemoryVendor } from "./testing/memory-vendor.ts";

describeOnEachDatabase("campaigns of several hands", (database) => {
  let world: CampaignWorld;
  let vendor: MemoryVendor;
  let servers: readonly [Campaigns, Campaigns];
  beforeEach(async () => {
    world = await campaignWorld(database());
    vendor = memoryVendor();
    const first = world.open(vendor);
    // The embedded database has one server, which several people ask.
    servers = [first, database().kind === "pglite" ? first : world.open(vendor)];
  });
  afterEach(async () => {
    for (const one of new Set(servers)) await one.close();
    for (const table of ["campaign_run", "campaign_message", "suppression"]) await database().sql.unsafe(`delete from ${table}`);
  });

  const stateOf = async (campaign: string): Promise<string> => textOf(await world.record(campaign), "state");
  const comesTo = (campaign: string, ...states: readonly string[]): Promise<void> => world.until(async () => states.includes(await stateOf(campaign)));
  const start = (server: Campaigns, campaign: string): Promise<Commanded> => server.start(world.by, campaign, "UTC");
  const write = async (...changes: Parameters<CampaignWorld["test"]["feed"]["write"]>[3]): Promise<void> => {
    expect(await world.test.feed.write(world.by.workspace, world.by.user, "test", changes)).toMatchObject({ ok: true });
  };
  const outOf = (campaign: string): readonly string[] => vendor.out.filter(({ key }) => key.startsWith(campaign)).map(({ to }) => to);

  it("M5 started by two at once it is started once; started and cancelled at once it ends in one state, and nobody gets two mails", async () => {
    const [one, other] = servers;
    await world.customers(40);
    for (let round = 0; round < 6; round++) {
      const campaign = await world.campaign();
      const { workspace } = world.by;
      const deeds = [() => start(one, campaign), () => other.cancel(workspace, campaign), () => start(other, campaign)];
      const [first, second, third] = round % 2 === 0 ? deeds : deeds.toReversed();
      const done = await Promise.all([first, second, third].map(async (deed) => await deed?.()));
      const starts = done.filter((_, at) => at !== 1);
      expect(starts.map((result) => result?.ok).sort()).toEqual([false, true]);
      expect(starts.find((result) => result?.ok === false)).toMatchObject({ error: { kind: "not-now" } });
      const cancelled = done[1]?.ok === true;
      if (!cancelled) expect(done[1]).toMatchObject({ ok: false, error: { kind: "not-now", message: "The campaign was not started." } });
      await comesTo(campaign, cancelled ? "cancelled" : "sent");
      await world.until(async () => (await world.rows(campaign)).every(({ status }) => status === "SENT" || status === "SKIPPED"));
      const out = outOf(campaign);
      expect(new Set(out).size).toBe(out.length);
      if (!cancelled) expect(out).toHaveLength(40);
      // What has ended is not begun again by whoever did not know.
      for (const move of ["resume", "pause", "cancel"] as const) expect(await other[move](workspace, campaign)).toMatchObject({ ok: false, error: { kind: "not-now" } });
      expect(await start(one, campaign)).toMatchObject({ ok: false, error: { kind: "not-now" } });
    }
    expect(world.errors).toEqual([]);
  });

  it("M5 paused, resumed and cancelled at once by two people, each command is done or refused, and cancelled stays cancelled", async () => {
    const [one, other] = servers;
    await world.customers(30);
    const { workspace } = world.by;
    for (let round = 0; round < 6; round++) {
      const campaign = await world.campaign({ startsAt: world.test.clock + 60_000 });
      expect(await start(one, campaign)).toEqual({ ok: true, value: "scheduled" });
      const done = await Promise.all([one.pause(workspace, campaign), other.pause(workspace, campaign), other.resume(workspace, campaign), one.cancel(workspace, campaign)]);
      expect(done.slice(0, 2).filter(({ ok }) => ok).length).toBeLessThanOrEqual(2);
      for (const result of done) if (!result.ok) expect(result.error).toMatchObject({ kind: "not-now" });
      // Whatever came first, it can be cancelled until it is.
      expect(done[3]?.ok).toBe(true);
      await comesTo(campaign, "cancelled");
      world.test.clock += 120_000;
      expect(await other.resume(workspace, campaign)).toMatchObject({ ok: false });
      expect(outOf(campaign)).toEqual([]);
    }
    expect(world.errors).toEqual([]);
  });

  it("M5 M3 what is written on a campaign, its segment or a customer while it goes out changes no mail of it but the customer's own words", async () => {
    const [one] = servers;
    const ids = await world.customers(130);
    const segment = randomUUID();
    await write(creation("segment", { name: "All of them", rule: { field: "name", op: "contains", value: "Customer" } as never }, segment));
    const campaign = await world.campaign({ segment });
    const held = holdBack(vendor);
    expect((await start(one, campaign)).ok).toBe(true);
    await world.until(held.inHand);
    await write(
      setting(campaign, "campaign", { subject: { value: "Another subject", base: null }, message: { value: "Another text {{nobody}}", base: null }, perMinute: { value: 1, base: null } }),
      setting(segment, "segment", { rule: { value: { field: "name", op: "==", value: "Nobody" } as never, base: null } }),
    );
    const late = ids.find((id) => !vendor.handed.has(`${campaign}.${id}`)) as string;
    await write(setting(late, "contact", { name: { value: "Late Name", base: null } }));
    held.letGo();
    await comesTo(campaign, "sent");
    expect(outOf(campaign)).toHaveLength(130);
    for (const { subject, text } of vendor.out) {
      expect(subject).toMatch(/^Hello (?:Customer|Late)$/);
      expect(text).toMatch(/^Dear (?:Customer \d+|Late Name),\nsee https:\/\/shop\.example\/sale now\./);
    }
    // The record says what was written since; what was sent stands in the run, and the log shows that.
    expect(textOf(await world.record(campaign), "subject")).toBe("Another subject");
    expect(await database().sql`select subject, rule->>'value' as value from campaign_run where campaign_id = ${campaign}`).toEqual([{ subject: "Hello {{first_name|there}}", value: "Customer" }]);
    const { lines } = await one.messages({ workspace: world.by.workspace, campaign, status: null, after: "", limit: 3, maySee: () => true });
    for (const { message } of lines) expect(message).toMatch(/^Dear /);
    expect(world.errors).toEqual([]);
  });

  it("M5 M3 a segment that went into the bin meanwhile, or names no field any more, is said before anything goes", async () => {
    const [one] = servers;
    await world.customers(2);
    const segment = randomUUID();
    await write(creation("segment", { name: "Gone soon" }, segment));
    const campaign = await world.campaign({ segment });
    await write(setting(segment, "segment", { deletedAt: { value: world.test.clock, base: null } }));
    expect(await start(one, campaign)).toMatchObject({ ok: false, error: { kind: "faults", faults: [{ field: "segment", message: "Choose a segment." }] } });
    await write(setting(segment, "segment", { deletedAt: { value: null, base: null }, rule: { value: { field: "shoeSize", op: ">", value: 40 } as never, base: null } }));
    expect(await start(one, campaign)).toMatchObject({ ok: false, error: { kind: "faults", faults: [{ field: "segment" }] } });
    expect(await world.rows(campaign)).toEqual([]);
  });
});
