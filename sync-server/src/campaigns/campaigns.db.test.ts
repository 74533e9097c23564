// Campaigns from start to end over a real database and feed, through a vendor in memory.
import { addsOf, elementsOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { eraseRecords } from "../feed/erase.ts";
import { setting } from "../feed/testing/test-feed.ts";
import type { Campaigns } from "./open-campaigns.ts";
import { type CampaignWorld, campaignWorld } from "./testing/campaign-world.ts";
import { memoryVendor, type MemoryVendor } from "./testing/memory-vendor.ts";

const tokenIn = (text: string): string => /\/u\/([\w-]{43})/.exec(text)?.[1] ?? "";

describeOnEachDatabase("campaigns", (database) => {
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
  const stateOf = async (campaign: string): Promise<unknown> => valueOf(await world.record(campaign), "state");
  const ended = (campaign: string): Promise<void> => world.until(async () => (await stateOf(campaign)) === "sent");
  const count = (state: RecordState, ...fields: readonly string[]): readonly unknown[] => fields.map((field) => valueOf(state, field));
  const told = async (campaign: string): Promise<void> => world.until(async () => {
    const [row] = await database().sql<{ all: boolean }[]>`select changes = told as all from campaign_run where campaign_id = ${campaign}`;
    return row?.all === true;
  });

  it("M5 M8 each customer gets one mail of their own, who has no address or refused is left out with the reason, and the record says how many", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(120, (n) => ({ ...(n === 3 && { mail: "no" }) }), (n) => (n === 4 ? [] : n === 6 ? ["C5@example.com"] : [`c${n}@example.com`]));
    const campaign = await world.campaign();
    await started(campaigns, campaign);
    await ended(campaign);
    expect(vendor.out).toHaveLength(117);
    expect(new Set(vendor.out.map(({ to }) => to.toLowerCase())).size).toBe(117);
    const seven = vendor.out.find(({ to }) => to === "c7@example.com");
    expect(seven).toMatchObject({ subject: "Hello Customer", key: `${campaign}.${ids[7]}` });
    expect(seven?.text).toContain("Dear Customer 7,");
    expect(seven?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(seven?.headers["List-Unsubscribe"]).toBe(`<https://crm.example/u/${tokenIn(seven?.text ?? "")}>`);
    const skipped = (await world.rows(campaign)).filter(({ status }) => status === "SKIPPED");
    expect(skipped.map(({ why }) => why).sort()).toEqual(["Another contact of the audience has the same address.", "The contact does not want campaigns by e-mail.", "The contact has no e-mail address."]);
    await told(campaign);
    expect(count(await world.record(campaign), "audience", "skipped", "queued", "sent", "failed", "unknown")).toEqual([120, 3, 0, 117, 0, 0]);
    expect(elementsOf(await world.record(ids[7] ?? ""), "receivedCampaigns")).toEqual([campaign]);
    expect(elementsOf(await world.record(ids[3] ?? ""), "receivedCampaigns")).toEqual([]);
    // Nothing of an address or a link is left in the open, and nothing sealed once it was sent.
    const [left] = await database().sql<{ sealed: number }[]>`select count(sealed) as sealed from campaign_message where campaign_id = ${campaign}`;
    expect(left?.sealed).toBe(0);
    expect(JSON.stringify(await database().sql`select * from campaign_message where campaign_id = ${campaign}`)).not.toContain("@example.com");
    expect((await campaigns.start(world.by, campaign, "UTC")).ok).toBe(false);
    expect(world.errors).toEqual([]);
  });

  it("M5 what is wrong with a campaign is said before anything goes", async () => {
    const campaigns = begin(vendor);
    await world.customers(1);
    const campaign = await world.campaign({ subject: "{{nmae}}", message: "" });
    const refused = await campaigns.start(world.by, campaign, "UTC");
    expect(refused).toMatchObject({ ok: false, error: { kind: "faults", faults: [{ field: "subject", at: 0, length: 8 }, { field: "message" }] } });
    expect(await world.rows(campaign)).toEqual([]);
  });

  it("M5 it is paused, resumed and cancelled, and what was not handed over when it was cancelled never is", async () => {
    const campaigns = begin(vendor);
    await world.customers(200);
    const campaign = await world.campaign();
    let paused = false;
    vendor.before = async () => {
      if (paused || vendor.out.length < 50) return;
      paused = true;
      expect((await campaigns.pause(world.by.workspace, campaign)).ok).toBe(true);
    };
    await started(campaigns, campaign);
    await world.until(async () => (await stateOf(campaign)) === "paused");
    await told(campaign);
    const out = vendor.out.length;
    expect(out).toBe(100);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(vendor.out.length).toBe(out);
    vendor.before = () => (vendor.out.length >= 150 ? campaigns.cancel(world.by.workspace, campaign).then(() => undefined) : Promise.resolve());
    expect(await campaigns.resume(world.by.workspace, campaign)).toEqual({ ok: true, value: "sending" });
    await world.until(async () => (await stateOf(campaign)) === "cancelled");
    await told(campaign);
    expect(vendor.out.length).toBe(200);
    expect((await campaigns.resume(world.by.workspace, campaign)).ok).toBe(false);
    const second = await world.campaign();
    vendor.before = () => Promise.resolve();
    await world.test.feed.write(world.by.workspace, world.by.user, "test", [setting(second, "campaign", { startsAt: { value: world.test.clock + 60_000, base: null } })]);
    expect(await campaigns.start(world.by, second, "UTC")).toEqual({ ok: true, value: "scheduled" });
    expect(await campaigns.cancel(world.by.workspace, second)).toEqual({ ok: true, value: "cancelled" });
    world.test.clock += 120_000;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await world.rows(second)).toEqual([]);
  });

  it("M7 what fails for a while is tried again with its key, what fails for good can be tried again by hand", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(3);
    const campaign = await world.campaign();
    let down = true;
    vendor.answer = ({ to }) => (to === "c0@example.com" ? { is: "failed", why: "no\r\nsuch box", again: false, bounced: true } : to === "c1@example.com" && down ? { is: "failed", why: "try later", again: true } : to === "c2@example.com" ? { is: "unknown", why: "cut" } : null);
    await started(campaigns, campaign);
    await world.until(() => (vendor.handed.get(`${campaign}.${ids[1]}`) ?? 0) === 1);
    down = false;
    await world.until(async () => (await world.rows(campaign)).some(({ status, why }) => status === "QUEUED" && why === "try later"));
    expect(vendor.out).toHaveLength(0);
    world.test.clock += 20_000;
    await ended(campaign);
    await told(campaign);
    expect(vendor.handed.get(`${campaign}.${ids[1]}`)).toBe(2);
    expect(vendor.handed.get(`${campaign}.${ids[2]}`)).toBe(1);
    expect(count(await world.record(campaign), "sent", "failed", "unknown", "bounced")).toEqual([1, 1, 1, 1]);
    const { lines } = await campaigns.messages({ workspace: world.by.workspace, campaign, status: ["FAILED"], after: "", limit: 10, maySee: () => true });
    expect(lines).toMatchObject([{ campaign_id: campaign, customer_id: ids[0], customer_name: "Customer 0", status: "FAILED", why: "no such box", tries: 1 }]);
    expect(lines[0]?.message).toContain("Dear Customer 0,");
    // A bounced address is on the list: it is not tried again before somebody takes it off.
    expect(await campaigns.retry(world.by.workspace, campaign, ids[0] ?? "")).toMatchObject({ ok: false, error: { kind: "not-now" } });
    const { items } = await campaigns.suppressions.list(world.by.workspace, { words: "", page: 1, limit: 10 });
    expect(items).toMatchObject([{ why: "bounced", address: null }]);
    expect(await campaigns.suppressions.remove(world.by.workspace, items[0]?.id ?? "")).toBe(true);
    vendor.answer = () => null;
    expect((await campaigns.retry(world.by.workspace, campaign, ids[0] ?? "")).ok).toBe(true);
    await world.until(() => vendor.out.some(({ to }) => to === "c0@example.com"));
    expect(await campaigns.retry(world.by.workspace, campaign, ids[2] ?? "")).toMatchObject({ ok: false, error: { kind: "not-found" } });
    await world.until(async () => count(await world.record(campaign), "sent", "failed", "unknown", "state").join() === "2,0,1,sent");
  });

  it("M7 looking at the link to unsubscribe changes nothing, asking does: nothing more goes to that address, of any campaign", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(4);
    const [first, second] = [await world.campaign(), await world.campaign({ startsAt: world.test.clock + 60_000 })];
    await started(campaigns, first);
    await ended(first);
    const token = tokenIn(vendor.out.find(({ to }) => to === "c2@example.com")?.text ?? "");
    expect(await campaigns.links.look(token)).toEqual({ done: false });
    expect(textOf(await world.record(ids[2] ?? ""), "mail")).toBe("");
    expect(await campaigns.links.unsubscribe("x".repeat(43))).toBe(false);
    expect(await campaigns.links.unsubscribe(token)).toBe(true);
    expect(await campaigns.links.unsubscribe(token)).toBe(true);
    expect(await campaigns.links.look(token)).toEqual({ done: true });
    await told(first);
    expect(textOf(await world.record(ids[2] ?? ""), "mail")).toBe("no");
    expect(count(await world.record(first), "unsubscribed")).toEqual([1]);
    // Another contact with the same address is as little written to.
    await world.customers(1, () => ({}), () => ["C2@Example.com"]);
    await started(campaigns, second);
    world.test.clock += 120_000;
    await ended(second);
    expect(vendor.out.filter(({ campaign, to }) => campaign === second && to.toLowerCase() === "c2@example.com")).toEqual([]);
    expect(vendor.out.filter(({ campaign }) => campaign === second)).toHaveLength(3);
  });

  it("M7 who unsubscribes, refuses, is suppressed or erased while a campaign waits is left out of it", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(6);
    const campaign = await world.campaign({ quietFrom: "00:00", quietTo: "23:59" });
    await started(campaigns, campaign);
    await world.until(async () => (await database().sql`select from campaign_run where campaign_id = ${campaign} and gathered_at is not null`).length > 0);
    const workspace = world.by.workspace;
    await campaigns.suppressions.add(workspace, world.by.user, "C0@example.com ", "asked by phone");
    const change = (id: string, set: Parameters<typeof setting>[2]) => world.test.feed.write(workspace, world.by.user, "test", [setting(id, "contact", set)]);
    await change(ids[1] ?? "", { mail: { value: "no", base: null } });
    await change(ids[2] ?? "", { deletedAt: { value: world.test.clock, base: null } });
    await eraseRecords(database(), workspace, [ids[3] ?? ""], world.test.clock);
    const four = await world.record(ids[4] ?? "");
    await world.test.feed.write(workspace, world.by.user, "test", [{ id: four.id, kind: "contact", add: { emails: ["new@example.com"] }, remove: { emails: { "c4@example.com": addsOf(four, "emails", "c4@example.com") } } }]);
    // The one minute of the day that is not quiet.
    world.test.clock = Math.ceil(world.test.clock / 86_400_000) * 86_400_000 - 30_000;
    await ended(campaign);
    expect(vendor.out.map(({ to }) => to)).toEqual(["c5@example.com"]);
    await told(campaign);
    expect(count(await world.record(campaign), "audience", "skipped", "sent")).toEqual([6, 5, 1]);
  });

  it("M5 a campaign waits for its hour in each customer's zone and for the end of quiet hours there", async () => {
    const campaigns = begin(vendor);
    const nine = Date.UTC(2027, 0, 20, 9);
    world.test.clock = nine - 48 * 3_600_000;
    await world.customers(3, (n) => (n === 0 ? { timeZone: "Asia/Kolkata" } : n === 1 ? { timeZone: "America/New_York" } : { timeZone: "Nowhere" }));
    const campaign = await world.campaign({ startsAt: nine, theirTime: true, quietFrom: "20:00", quietTo: "10:00" });
    expect(await campaigns.start(world.by, campaign, "Europe/Berlin")).toEqual({ ok: true, value: "scheduled" });
    const goneBy = async (at: number, out: number): Promise<void> => {
      world.test.clock = at;
      await world.until(() => vendor.out.length >= out);
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(vendor.out).toHaveLength(out);
    };
    // Berlin's ten o'clock on that day is 10:00 in Kolkata at 04:30 UTC, quiet until then; in New York at 15:00 UTC.
    await goneBy(Date.UTC(2027, 0, 20, 4, 29), 0);
    await goneBy(Date.UTC(2027, 0, 20, 4, 31), 1);
    await goneBy(Date.UTC(2027, 0, 20, 9, 1), 2);
    await goneBy(Date.UTC(2027, 0, 20, 14, 59), 2);
    await goneBy(Date.UTC(2027, 0, 20, 15, 1), 3);
    expect(vendor.out.map(({ to }) => to)).toEqual(["c0@example.com", "c2@example.com", "c1@example.com"]);
    await ended(campaign);
  });

  it("M7 no more than its pace goes out in a minute, however many servers send", async () => {
    const others = memoryVendor();
    const [one, two] = [begin(vendor), database().kind === "pglite" ? null : begin(others)];
    await world.customers(40);
    const campaign = await world.campaign({ perMinute: 60 });
    await started(one, campaign);
    for (let second = 1; second <= 10; second += 1) {
      world.test.clock += 1000;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(vendor.out.length + others.out.length).toBeLessThanOrEqual(second + 1);
    }
    if (two !== null) await world.until(() => others.out.length + vendor.out.length > 5);
    world.test.clock += 60_000;
    for (; (await stateOf(campaign)) !== "sent"; world.test.clock += 1000) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(new Set([...vendor.out, ...others.out].map(({ key }) => key)).size).toBe(40);
    expect(vendor.out.length + others.out.length).toBe(40);
  });

  it("M7 opens and clicks are counted of those alone who agreed, in campaigns that count, and a click leads nowhere but to the author's links", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(3, (n) => (n === 0 ? { tracking: "yes" } : n === 1 ? { tracking: "no" } : {}));
    const campaign = await world.campaign({ tracked: true, message: "See https://shop.example/sale and https://shop.example/new." });
    await started(campaigns, campaign);
    await ended(campaign);
    const [tracked, ...plain] = ["c0@example.com", "c1@example.com", "c2@example.com"].map((to) => vendor.out.find((message) => message.to === to));
    for (const mail of plain) expect(`${mail?.html}${mail?.text}`).not.toMatch(/crm\.example\/[oc]\//);
    const track = /\/o\/([\w-]{43})/.exec(tracked?.html ?? "")?.[1] ?? "";
    expect(tracked?.text).toContain(`https://crm.example/c/${track}/1`);
    expect(await campaigns.links.clicked(track, 2)).toBeNull();
    expect(await campaigns.links.clicked("y".repeat(43), 0)).toBeNull();
    // What unsubscribes counts nothing, and the other way round.
    expect(await campaigns.links.unsubscribe(track)).toBe(false);
    await campaigns.links.opened(track);
    await campaigns.links.opened(track);
    expect(await campaigns.links.clicked(track, 1)).toBe("https://shop.example/new");
    await told(campaign);
    await world.until(async () => count(await world.record(campaign), "opened", "clicked").join() === "1,1");
    await told(campaign);
    const contact = await world.record(ids[0] ?? "");
    expect([elementsOf(contact, "openedCampaigns"), elementsOf(contact, "clickedCampaigns")]).toEqual([[campaign], [campaign]]);
  });

  it("M5 a preview is made of the customer as he is, says what he lacks, and is sent to oneself without counting", async () => {
    const campaigns = begin(vendor);
    const [id = ""] = await world.customers(1);
    await world.test.feed.write(world.by.workspace, world.by.user, "test", [setting(world.by.user, "member", { email: { value: "ann@example.com", base: null } })]);
    const campaign = await world.campaign({ message: "Hi {{name}} of {{company}}" });
    expect(await campaigns.preview(world.by.workspace, campaign, id)).toMatchObject({ mail: null, missing: ["company"], faults: [], refused: null });
    const other = await world.campaign();
    expect(await campaigns.test(world.by.workspace, other, id, world.by.user)).toEqual({ is: "sent", to: "ann@example.com" });
    expect(vendor.out).toMatchObject([{ to: "ann@example.com", subject: "Test: Hello Customer", headers: {} }]);
    expect(await world.rows(other)).toEqual([]);
    expect(await campaigns.preview(world.by.workspace, other, world.by.user)).toBeNull();
  });

  it("M5 P2 an erased person's messages name nobody, are counted on, and an address that unsubscribed is still written to no more", async () => {
    const campaigns = begin(vendor);
    const ids = await world.customers(3);
    const [first, second] = [await world.campaign(), await world.campaign()];
    await started(campaigns, first);
    await ended(first);
    await campaigns.links.unsubscribe(tokenIn(vendor.out.find(({ to }) => to === "c1@example.com")?.text ?? ""));
    await told(first);
    await eraseRecords(database(), world.by.workspace, [ids[1] ?? ""], world.test.clock);
    const all = JSON.stringify([await database().sql`select * from campaign_message`, await database().sql`select * from campaign_run`]);
    expect(all).not.toContain(ids[1]);
    expect(count(await world.record(first), "audience", "sent", "unsubscribed")).toEqual([3, 3, 1]);
    // Brought in again under another record, the address is known by its hash.
    await world.customers(1, () => ({}), () => ["C1@example.com"]);
    await started(campaigns, second);
    await ended(second);
    expect(vendor.out.filter(({ campaign }) => campaign === second).map(({ to }) => to).sort()).toEqual(["c0@example.com", "c2@example.com"]);
  });

  it("M5 what a server had in hand when it died is handed over again by key, or is unknown where the vendor knows no keys", async () => {
    for (const idempotent of [true, false]) {
      const mail = memoryVendor(idempotent);
      await world.customers(60, () => ({}), (n) => [`${idempotent}${n}@example.com`]);
      const campaign = await world.campaign();
      // It hands over, and its answer never comes back: the process is as good as gone.
      let calls = 0;
      const real = mail.send.bind(mail);
      const broken = { ...mail, send: async (...given: Parameters<typeof real>) => {
        calls += 1;
        const answers = await real(...given);
        return calls === 1 ? answers : await new Promise<never>(() => undefined);
      } };
      const cut = world.open(broken, { lookMs: 1e9, tellMs: 1e9 });
      expect((await cut.start(world.by, campaign, "UTC")).ok).toBe(true);
      await world.until(() => calls === 2);
      // A new start of the server; the lease of the old one is over.
      world.test.clock += 120_000;
      const next = begin(mail);
      await ended(campaign);
      await told(campaign);
      const [sent, unknown, audience] = count(await world.record(campaign), "sent", "unknown", "audience");
      const keys = mail.out.filter((message) => message.campaign === campaign).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(Number(sent) + Number(unknown)).toBe(audience);
      expect(keys).toHaveLength(Number(audience));
      expect(unknown).toBe(idempotent ? 0 : 10);
      await next.close();
    }
  });
});
