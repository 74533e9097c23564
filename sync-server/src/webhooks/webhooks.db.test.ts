// Records change, and a real HTTP server is told of it: signed, again where it fails, and never inside the network.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { eraseRecords } from "../feed/erase.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { creation, setting, testFeed, type TestFeed } from "../feed/testing/test-feed.ts";
import { createJobs, type Jobs } from "../jobs/jobs.ts";
import { createGuardedRequest, type GuardedRequestDeps } from "../platform/guarded-request.ts";
import { systemRandom } from "../platform/clock.ts";
import { GIVE_UP_MS } from "./deliver.ts";
import { openWebhooks, type Webhooks } from "./open-webhooks.ts";
import { slackBody } from "./slack.ts";
import { isSignedBy } from "../platform/signature.ts";

const PORT = 22_250;
const HOUR = 3600_000;
const URL_HERE = `http://127.0.0.1:${PORT}/hook`;
const until = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 20_000; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 30))) if (Date.now() > end) throw new Error("it did not come to that");
};
interface Heard { readonly headers: IncomingHttpHeaders; readonly body: string }

describeOnEachDatabase("webhooks", (database, url) => {
  let test: TestFeed;
  let jobs: Jobs;
  let webhooks: Webhooks;
  let server: Server;
  let answer: { status: number; text: string };
  const heard: Heard[] = [];
  const stopped: string[] = [];
  const log = { error: () => undefined, warn: () => undefined };

  const open = async (guard: Partial<GuardedRequestDeps> = {}): Promise<void> => {
    const rules = { webhook: { retries: 1, firstWaitSeconds: 1 } };
    jobs = await createJobs({ database: database(), databaseUrl: url(), log, pollMs: 100, rules });
    const allowPrivate = guard.allowPrivate ?? true;
    webhooks = await openWebhooks({
      database: database(), feed: { afterCommit: () => undefined }, jobs, clock: { now: () => test.clock }, random: systemRandom, log, request: createGuardedRequest({ ...guard, allowPrivate }), allowPrivate, address: "https://crm.example",
      key: Buffer.alloc(32, 7), retries: rules.webhook.retries, tempo: { afterMs: HOUR, everyMs: HOUR },
      stopped: (_workspace, { name }, why) => {
        stopped.push(`${name}: ${why}`);
        return Promise.resolve();
      },
    });
    await webhooks.settle();
  };
  const shut = async (): Promise<void> => {
    await webhooks.close();
    await jobs.stop();
  };
  beforeEach(async () => {
    heard.length = 0;
    stopped.length = 0;
    answer = { status: 200, text: "thanks" };
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        heard.push({ headers: request.headers, body });
        response.writeHead(answer.status, { location: "http://127.0.0.1:1/" }).end(answer.text);
      });
    });
    await new Promise<void>((ready) => server.listen(PORT, "127.0.0.1", () => ready()));
    test = await testFeed(createSqlFeedStore({ database: database() }));
    await open();
  });
  afterEach(async () => {
    await shut();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    for (const table of ["pgboss.job", "follow_cursor", "webhook", "webhook_delivery"]) await database().sql.unsafe(`delete from ${table}`);
  });

  const make = (events: readonly string[], target = URL_HERE) => webhooks.create(test.workspace, test.people.admin, { name: "ERP", url: target, events });
  const write = async (...changes: Parameters<TestFeed["feed"]["write"]>[3]): Promise<void> => {
    test.clock += 1000;
    expect((await test.feed.write(test.workspace, test.people.exec, "test", changes)).ok).toBe(true);
    await webhooks.settle();
  };
  const lead = (name: string, id: string = randomUUID()) => creation("lead", { name, owner: test.people.exec }, id);
  const told = () => heard.map(({ body }) => JSON.parse(body) as { event: string; id: string; data: { id: string; name?: string } | null });
  const entries = async (id: string) => (await webhooks.deliveries(test.workspace, id, 1, 50)).items;
  const noMore = (): Promise<void> => until(async () => { const { webhook } = await jobs.depth(); return webhook.waiting + webhook.inHand === 0; });

  it("I4 a record's events are delivered signed over time and body, and the log says how it went", async () => {
    await write(lead("Before"));
    const { webhook, secret } = await make(["lead.created", "lead.updated"]);
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const id = randomUUID();
    await write(lead("Ada", id));
    await noMore();
    await write(setting(id, "lead", { notes: { value: "Rang", base: null } }));
    await write(creation("company", { name: "Not asked for" }));
    await noMore();
    expect(told().map(({ event, data }) => [event, data?.id])).toEqual([["lead.created", id], ["lead.updated", id]]);
    for (const { headers, body } of heard) {
      expect(isSignedBy(secret, String(headers["outrider-signature"]), body, test.clock / 1000)).toBe(true);
      expect([headers["content-type"], headers["outrider-event"], headers["outrider-delivery"]]).toEqual(["application/json", JSON.parse(body).event, JSON.parse(body).id]);
    }
    expect(await entries(webhook.id)).toMatchObject([{ event: "lead.updated", state: "sent", tries: 1, status: 200, excerpt: "thanks" }, { event: "lead.created", state: "sent" }]);
    const stored = JSON.stringify(await database().sql`select * from webhook`);
    expect(stored).not.toContain(secret);
    expect(JSON.stringify(await webhooks.list(test.workspace))).not.toContain("whsec");
  });

  it("I4 Slack's incoming webhook is told the same in its own words, once an event", async () => {
    const { webhook } = await webhooks.create(test.workspace, test.people.admin, { name: "Sales room", url: URL_HERE, events: ["lead.created", "lead.updated"], shape: "slack" });
    const id = randomUUID();
    await write(lead("Ada & <!channel>", id));
    await webhooks.ping(test.workspace, webhook.id);
    await noMore();
    // Which of two events comes first is promised to nobody.
    const said = heard.map(({ body }) => JSON.parse(body) as { text: string });
    expect(said).toHaveLength(2);
    expect(said).toContainEqual({ text: `*Lead new*: <https://crm.example/leads/${id}|Ada &amp; &lt;!channel&gt;>` });
    expect(said).toContainEqual({ text: expect.stringMatching(/^(?!\*).*Outrider/s) as string });
    expect(await webhooks.change(test.workspace, webhook.id, { shape: "json" })).toMatchObject({ shape: "json", name: "Sales room" });
    await write(setting(id, "lead", { notes: { value: "Rang", base: null } }));
    await noMore();
    expect(told().at(-1)).toMatchObject({ event: "lead.updated", data: { id } });
  });

  it("I4 what fails is tried again, and what failed for good can be sent again by hand", async () => {
    const { webhook } = await make(["lead.created"]);
    answer = { status: 500, text: "broken\u0000 <b>today</b>" };
    await write(lead("Ada"));
    await until(async () => (await entries(webhook.id))[0]?.state === "failed");
    expect(heard).toHaveLength(2);
    expect(new Set(told().map(({ id }) => id)).size).toBe(1);
    const [failed] = await entries(webhook.id);
    expect(failed).toMatchObject({ state: "failed", tries: 2, status: 500, excerpt: "broken <b>today</b>" });
    expect((await webhooks.list(test.workspace))[0]?.failingSince).not.toBeNull();
    answer = { status: 204, text: "" };
    expect(await webhooks.again(test.workspace, webhook.id, failed?.id ?? "")).toBe(true);
    expect(await webhooks.again(test.workspace, webhook.id, randomUUID())).toBe(false);
    expect(await webhooks.again(randomUUID(), webhook.id, failed?.id ?? "")).toBe(false);
    await until(async () => (await entries(webhook.id))[0]?.state === "sent");
    expect((await webhooks.list(test.workspace))[0]?.failingSince).toBeNull();
  });

  it("I4 no event is lost while no server runs, and none is told twice", async () => {
    const { webhook } = await make(["lead.created"]);
    await shut();
    for (const name of ["A", "B", "C"]) {
      test.clock += 1000;
      await test.feed.write(test.workspace, test.people.exec, "test", [lead(name)]);
    }
    await open();
    await noMore();
    await shut();
    await open();
    await noMore();
    expect(told().map(({ data }) => data?.name).toSorted()).toEqual(["A", "B", "C"]);
    expect(await entries(webhook.id)).toHaveLength(3);
  });

  it("I4 who fails for days, or says that it is gone, is switched off and said so; switched on again it begins afresh", async () => {
    const { webhook } = await make(["lead.created"]);
    answer = { status: 500, text: "" };
    await write(lead("A"));
    await until(async () => (await entries(webhook.id))[0]?.state === "failed");
    test.clock += GIVE_UP_MS;
    await write(lead("B"));
    await until(() => stopped.length > 0);
    await noMore();
    expect(stopped[0]).toBe("ERP: It has failed for three days.");
    expect((await webhooks.list(test.workspace))[0]).toMatchObject({ active: false, stoppedWhy: "It has failed for three days." });
    await write(lead("Nobody is told"));
    answer = { status: 200, text: "" };
    heard.length = 0;
    expect(await webhooks.change(test.workspace, webhook.id, { active: true })).toMatchObject({ active: true, stoppedWhy: null, failingSince: null });
    await write(lead("C"));
    await until(() => heard.length === 1);
    expect(told()[0]?.data?.name).toBe("C");
    answer = { status: 410, text: "" };
    await write(lead("D"));
    await until(() => stopped.length === 2);
    expect(stopped[1]).toBe("ERP: Its receiver says that it is gone.");
  });

  it("I4 nothing is sent into a private network, wherever the name leads and whatever is answered", async () => {
    await shut();
    await open({ allowPrivate: false, lookup: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]) });
    const { webhook } = await make(["lead.created"], `https://rebound.example:${PORT}/`);
    await write(lead("A"));
    await until(async () => (await entries(webhook.id))[0]?.state === "failed");
    expect(await entries(webhook.id)).toMatchObject([{ tries: 1, status: null, excerpt: "The address leads into a private network." }]);
    expect(webhooks.addressFault(URL_HERE)).not.toBeNull();
    await shut();
    await open();
    const redirected = await make(["lead.created"]);
    answer = { status: 302, text: "" };
    await write(lead("B"));
    await until(async () => (await entries(redirected.webhook.id))[0]?.state === "failed");
    expect((await entries(redirected.webhook.id))[0]).toMatchObject({ status: 302 });
    expect(heard).toHaveLength(2);
  });

  it("I4 P2 with an erased record go the deliveries that told of it", async () => {
    const { webhook } = await make(["lead.created"]);
    const id = randomUUID();
    await write(lead("To be erased", id), lead("Stays"));
    await noMore();
    await eraseRecords(database(), test.workspace, [id], test.clock);
    expect(await entries(webhook.id)).toHaveLength(1);
    expect(JSON.stringify(await database().sql`select * from webhook_delivery`)).not.toContain("To be erased");
  });

  it("I4 M3 who goes into a segment is told to the webhooks that ask for it, from when they were made", async () => {
    const { webhook } = await make(["segment.entered"]);
    await make(["segment.updated"]);
    expect(await webhooks.moves.since(test.workspace)).toBe(test.clock);
    expect(await webhooks.moves.since(randomUUID())).toBeNull();
    const [segment, contact] = [randomUUID(), randomUUID()];
    const data = { kind: "segment_move", id: segment, name: "Big & loyal", customer_id: contact };
    const news = [{ event: "segment.entered", record: contact, at: test.clock, data }, { event: "segment.left", record: contact, at: test.clock, data }, { event: "segment.entered", record: contact, at: test.clock - 1, data }] as const;
    const wake = await database().sql.begin((tx) => webhooks.moves.tell(tx, test.workspace, news));
    wake();
    await until(() => heard.length === 1);
    await noMore();
    expect(told()).toMatchObject([{ event: "segment.entered", data: { ...data, at: new Date(test.clock).toISOString() } }]);
    expect(await entries(webhook.id)).toMatchObject([{ event: "segment.entered", record: contact, state: "sent" }]);
    expect(slackBody(heard[0]?.body ?? "", "https://crm.example")).toBe(JSON.stringify({ text: `*Segment has one more*: <https://crm.example/segments/${segment}|Big &amp; loyal>` }));
  });

  it("I4 what is told of messages within a transaction asks for no second connection: the embedded database has one", async () => {
    await make(["message.sent"]);
    const news = [{ event: "message.sent", record: randomUUID(), at: test.clock, data: { kind: "message", campaign_id: randomUUID(), campaign_name: "Spring" } }] as const;
    const wake = await database().sql.begin((tx) => webhooks.messages.tell(tx, test.workspace, news));
    wake();
    await until(() => heard.length === 1);
    expect(told()).toMatchObject([{ event: "message.sent", data: { campaign_name: "Spring" } }]);
  });

  it("I4 a test is sent on request, and a webhook goes with its deliveries", async () => {
    const { webhook } = await make(["deal.won"]);
    expect(await webhooks.ping(test.workspace, webhook.id)).not.toBeNull();
    expect(await webhooks.ping(randomUUID(), webhook.id)).toBeNull();
    await until(() => heard.length === 1);
    expect(told()).toMatchObject([{ event: "ping", data: null }]);
    const renewed = await webhooks.renewSecret(test.workspace, webhook.id);
    await webhooks.ping(test.workspace, webhook.id);
    await until(() => heard.length === 2);
    expect(isSignedBy(renewed ?? "", String(heard[1]?.headers["outrider-signature"]), heard[1]?.body ?? "", test.clock / 1000)).toBe(true);
    await noMore();
    expect(await webhooks.remove(test.workspace, webhook.id)).toBe(true);
    expect(await webhooks.remove(test.workspace, webhook.id)).toBe(false);
    expect(await database().sql`select from webhook_delivery`).toHaveLength(0);
  });
});
