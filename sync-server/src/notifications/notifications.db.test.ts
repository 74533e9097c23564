// What happens to records, until it is told: in the person's own bucket, by mail to a real SMTP server, by push to a
// stand-in for a browser's push service.
import { randomUUID } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { privateBucket } from "@outrider/shared/access";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSmtpMailer } from "../auth/mailer.ts";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { creation, groupOf, setting, testFeed, type TestFeed } from "../feed/testing/test-feed.ts";
import { createJobs, type Jobs } from "../jobs/jobs.ts";
import { createQueuedMailer } from "../jobs/queued-mailer.ts";
import { createGuardedRequest } from "../platform/guarded-request.ts";
import { createSealer } from "../platform/sealed-text.ts";
import { type Notifications, openNotifications } from "./open-notifications.ts";
import { DEFAULT_SETTINGS } from "./preferences.ts";
import { browserKeys, type PushService, senderOf, startPushService } from "./testing/push-receiver.ts";

const [SMTP_PORT, PUSH_PORT] = [22_240, 22_241];
const HOUR = 3600_000;
const until = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 20_000; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 30))) if (Date.now() > end) throw new Error("it did not come to that");
};

describeOnEachDatabase("notifications", (database, url) => {
  let test: TestFeed;
  let jobs: Jobs;
  let told: Notifications;
  let push: PushService;
  let smtp: SMTPServer;
  const mails: string[] = [];
  const errors: unknown[] = [];
  const log = { error: (details: unknown) => void errors.push(details), warn: () => undefined };

  const open = async (mailAfterMs = 0): Promise<void> => {
    jobs = await createJobs({ database: database(), databaseUrl: url(), log, pollMs: 100 });
    const direct = createSmtpMailer({ host: "127.0.0.1", port: SMTP_PORT, user: undefined, password: undefined, from: "crm@example.com" });
    told = await openNotifications({
      database: database(), feed: { write: (...written) => test.feed.write(...written), afterCommit: () => undefined }, jobs, log, clock: { now: () => test.clock }, frontendUrl: "https://crm.example",
      mailer: createQueuedMailer({ jobs, sealer: createSealer(Buffer.alloc(32, 1), "mail"), smtp: direct }), smtp: direct, request: createGuardedRequest({ allowPrivate: true }), allowPrivate: true,
      derive: (purpose) => Buffer.alloc(32, purpose), mailAfterMs, tempo: { afterMs: HOUR, everyMs: HOUR },
    });
    await told.settle();
  };
  const shut = async (): Promise<void> => {
    await told.close();
    await jobs.stop();
  };
  beforeEach(async () => {
    mails.length = 0;
    errors.length = 0;
    push = await startPushService(PUSH_PORT);
    smtp = new SMTPServer({
      authOptional: true, disabledCommands: ["STARTTLS", "AUTH"],
      onData(stream, { envelope }, done) {
        let text = `To: ${envelope.rcptTo.map(({ address }) => address).join()}\n`;
        stream.on("data", (part: Buffer) => (text += part.toString()));
        stream.on("end", () => {
          mails.push(text.replace(/=\r\n/g, ""));
          done();
        });
      },
    });
    await new Promise<void>((ready) => smtp.listen(SMTP_PORT, "127.0.0.1", () => ready()));
    test = await testFeed(createSqlFeedStore({ database: database() }));
    for (const [name, id] of Object.entries(test.people)) await database().sql`insert into "user" (id, name, email) values (${id}, ${name}, ${`${name}-${id}@example.com`})`;
    await open();
  });
  afterEach(async () => {
    await shut();
    await push.close();
    await new Promise<void>((done) => smtp.close(() => done()));
    await database().sql`delete from pgboss.job`;
    await database().sql`delete from follow_cursor`;
    await database().sql`delete from notice`;
  });

  const give = async (owner: string, by: string, title = "Big one"): Promise<string> => {
    test.clock += 1000;
    const lead = creation("lead", { name: title, owner });
    expect((await test.feed.write(test.workspace, by, "test", [lead])).ok).toBe(true);
    return lead.id;
  };
  const shown = async (user: string) => (await told.centre.list(test.workspace, user, { unread: false, page: 1, limit: 50 })).items;
  const quiet = (user: string, more: Partial<typeof DEFAULT_SETTINGS>) => told.preferences.set(test.workspace, user, { ...DEFAULT_SETTINGS, ...more });
  const noMore = async (): Promise<void> => until(async () => Object.values(await jobs.depth()).every(({ waiting, inHand }) => waiting + inHand === 0));

  it("U5 who is given a record has it in their own bucket, which nobody else follows, and by mail", async () => {
    const { exec, admin, manager } = test.people;
    const lead = await give(exec, admin);
    await told.settle();
    expect(await shown(exec)).toMatchObject([{ type: "assigned", message: "admin gave you the lead “Big one”", path: `/leads/${lead}`, about: lead, by: admin, read: false }]);
    expect([await shown(admin), await shown(manager)]).toEqual([[], []]);
    const lies = await database().sql<{ bucket: string }[]>`select bucket from feed join record on record.id = feed.record_id where kind = 'notification' and feed.workspace_id = ${test.workspace}`;
    expect(lies.map(({ bucket }) => bucket)).toEqual([privateBucket(exec)]);
    await until(() => mails.length === 1);
    expect(mails[0]).toContain(`To: exec-${exec}@example.com`);
    expect(mails[0]).toContain(`https://crm.example/leads/${lead}`);
    expect(errors).toEqual([]);
  });

  it("U5 an import of 500 for one owner is one notice and one mail that say how many; what follows at once is added, and each is told no more", async () => {
    const { exec, manager, admin } = test.people;
    await shut();
    await open(1500);
    const given = async (count: number, owner = exec): Promise<string[]> => {
      test.clock += 1000;
      const made = Array.from({ length: count }, (_, at) => creation("contact", { name: `Imported ${at}`, owner }));
      for (let from = 0; from < made.length; from += 100) expect((await test.feed.write(test.workspace, admin, "import", made.slice(from, from + 100))).ok).toBe(true);
      return made.map(({ id }) => id);
    };
    const ids = await given(500);
    await given(2, manager);
    await told.settle();
    await given(130);
    await told.settle();
    expect(await shown(exec)).toMatchObject([{ type: "assigned", message: "admin gave you 630 contacts", path: "/notifications", about: null, by: admin, read: false }]);
    expect((await shown(manager)).map(({ message }) => message).sort()).toEqual(["admin gave you the contact “Imported 0”", "admin gave you the contact “Imported 1”"]);
    await until(() => mails.length === 3);
    await noMore();
    expect(mails.filter((mail) => mail.includes(`To: exec-${exec}`)).map((mail) => /Subject: (.*)/.exec(mail)?.[1])).toEqual(["admin gave you 630 contacts"]);
    // One of them is edited: that it was given is known.
    test.clock += 1000;
    expect((await test.feed.write(test.workspace, admin, "test", [setting(ids[7] ?? "", "contact", { notes: { value: "Edited", base: null } })])).ok).toBe(true);
    await told.settle();
    expect(await shown(exec)).toHaveLength(1);
    // What was read is not written over: what comes then is news.
    const [one] = await shown(exec);
    await told.centre.read(test.workspace, exec, one?.id ?? "");
    await given(8);
    await told.settle();
    expect((await shown(exec)).map(({ message, read }) => [message, read])).toEqual([["admin gave you 8 contacts", false], ["admin gave you 630 contacts", true]]);
    expect(errors).toEqual([]);
  });

  it("U5 S2 it is told once, whatever dies in between and however often it is looked at", async () => {
    const { exec, admin } = test.people;
    const lead = await give(exec, admin);
    // The record of the notification is written, and the server dies before the page counts as done.
    const [before] = await database().sql<{ seq: number }[]>`select seq from follow_cursor where workspace_id = ${test.workspace} and name = 'notifications'`;
    await told.settle();
    await until(() => mails.length === 1);
    await database().sql`update follow_cursor set seq = ${before?.seq ?? 0} where workspace_id = ${test.workspace} and name = 'notifications'`;
    await shut();
    await open();
    for (let times = 0; times < 3; times++) {
      test.clock += 1000;
      await test.feed.write(test.workspace, admin, "test", [setting(lead, "lead", { notes: { value: `Edit ${times}`, base: null } })]);
      await told.settle();
    }
    await noMore();
    expect(await shown(exec)).toHaveLength(1);
    expect(mails).toHaveLength(1);
  });

  it("U5 what is read in the app is not mailed, nor what one may not see any more", async () => {
    const { exec, admin, manager } = test.people;
    await shut();
    await open(1500);
    const lead = await give(exec, admin, "Read at once");
    const other = await give(exec, admin, "Taken away");
    await told.settle();
    const [read] = (await shown(exec)).filter(({ about }) => about === lead);
    expect(await told.centre.read(test.workspace, exec, read?.id ?? "")).toBe(true);
    test.clock += 1000;
    const base = (await told.reader.records(test.workspace, [other])).get(other)?.fields["owner"]?.origin ?? null;
    expect((await test.feed.write(test.workspace, admin, "test", [setting(other, "lead", { owner: { value: manager, base } })])).ok).toBe(true);
    await noMore();
    expect(mails).toEqual([]);
    expect((await shown(exec)).map(({ message }) => message)).toEqual(["admin gave you a record", "admin gave you the lead “Read at once”"]);
  });

  it("U5 preferences say by which channel, and quiet hours keep mail and push back", async () => {
    const { exec, admin } = test.people;
    const none = { app: false, email: false, push: false };
    await quiet(exec, { channels: { ...DEFAULT_SETTINGS.channels, assigned: none } });
    await give(exec, admin, "Not told");
    await told.settle();
    expect(await shown(exec)).toEqual([]);
    const minute = new Date(test.clock).toISOString().slice(11, 16);
    const later = new Date(test.clock + 3 * HOUR).toISOString().slice(11, 16);
    await quiet(exec, { quiet: { from: minute, to: later }, timeZone: "UTC" });
    await give(exec, admin, "Told quietly");
    await told.settle();
    expect((await shown(exec)).map(({ message }) => message)).toEqual(["admin gave you the lead “Told quietly”"]);
    const [job] = await database().sql<{ wait: number }[]>`select extract(epoch from start_after - now())::int as wait from pgboss.job where name = 'outrider-noticeMail'`;
    expect(job?.wait).toBeGreaterThan(2 * 3600);
    expect(mails).toEqual([]);
  });

  it("U5 one mail a day tells of all that was gathered, once", async () => {
    const { exec, admin } = test.people;
    test.clock = Date.parse("2027-03-01T05:00:00Z");
    await quiet(exec, { digest: "daily", digestAt: "08:00", timeZone: "Europe/Berlin" });
    for (const title of ["First", "Second"]) await give(exec, admin, title);
    await told.settle();
    await told.watch();
    await noMore();
    expect(mails).toEqual([]);
    test.clock = Date.parse("2027-03-01T07:05:00Z");
    for (let times = 0; times < 2; times++) await told.watch();
    await until(() => mails.length > 0);
    await noMore();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain("2 notifications");
    for (const title of ["First", "Second"]) expect(mails[0]).toContain(title);
  });

  it("U5 R16 a deal that does not move and a task that is due are told once, in their person's time", async () => {
    const { exec } = test.people;
    const [stage] = await database().sql<{ id: string }[]>`select id from record where workspace_id = ${test.workspace} and kind = 'stage' and state::text like '%"stagnantAfter":%' order by id limit 1`;
    expect(stage).toBeDefined();
    test.clock += 1000;
    const deal = creation("deal", { title: "Slow", owner: exec, stage: stage?.id ?? "" });
    const task = creation("task", { title: "Ring", assignee: exec, due: "2027-03-02" });
    expect((await test.feed.write(test.workspace, exec, "test", [deal, task])).ok).toBe(true);
    await told.settle();
    await told.watch();
    expect(await shown(exec)).toEqual([]);
    // The zone of one's profile is meant before that of the device that said how to be told.
    await quiet(exec, { timeZone: "Europe/Berlin" });
    expect((await test.feed.write(test.workspace, exec, "test", [setting(exec, "member", { timeZone: { value: "America/New_York", base: null } })])).ok).toBe(true);
    // Noon in Berlin of that day is before seven in New York.
    test.clock = Date.parse("2027-03-02T11:00:00Z");
    await told.watch();
    expect((await shown(exec)).map(({ type }) => type)).toEqual(["stagnant"]);
    test.clock = Date.parse("2027-03-02T13:00:00Z");
    for (let times = 0; times < 2; times++) await told.watch();
    expect((await shown(exec)).map(({ type, message }) => [type, message])).toEqual([["due", "Due: the task “Ring”"], ["stagnant", "Nothing has moved for too long: the deal “Slow”"]]);
  });

  it("U5 S5 whose edit was refused is told why", async () => {
    const { exec, stranger, admin } = test.people;
    const lead = await give(exec, admin);
    const device = test.connect(stranger);
    await device.hello();
    const [verdict] = await device.push(groupOf(1, [setting(lead, "lead", { name: { value: "Mine", base: null } })]));
    expect(verdict?.result).toBe("refused");
    for (let times = 0; times < 2; times++) await told.settle();
    expect(await shown(stranger)).toMatchObject([{ type: "refused", message: "An edit of yours was refused: There is no such record, or you may not see it." }]);
    device.hangUp();
  });

  it("U5 push goes to each browser that asked, readable by it alone, for as long as its sign-in lives", async () => {
    const { exec, admin } = test.people;
    const [live, dead] = [randomUUID(), randomUUID()];
    await database().sql`insert into session (id, user_id, token, expires_at) values (${live}, ${exec}, ${live}, '2100-01-01'), (${dead}, ${exec}, ${dead}, '2000-01-01')`;
    const [mine, old] = [browserKeys(), browserKeys()];
    const address = (path: string) => `http://127.0.0.1:${PUSH_PORT}/${path}`;
    expect(await told.push.add(test.workspace, exec, live, { endpoint: address("mine"), ...mine })).toHaveProperty("id");
    await told.push.add(test.workspace, exec, dead, { endpoint: address("old"), ...old });
    expect(await told.push.add(test.workspace, exec, live, { endpoint: "ftp://x", ...mine })).toHaveProperty("fault");
    const lead = await give(exec, admin);
    await told.settle();
    await until(() => push.heard.length > 0);
    await noMore();
    expect(push.heard.map(({ path }) => path)).toEqual(["/mine"]);
    const [heard] = push.heard;
    expect(JSON.parse(mine.open(heard?.body ?? Buffer.alloc(0)))).toMatchObject({ body: "admin gave you the lead “Big one”", path: `/leads/${lead}` });
    expect(senderOf(heard?.headers ?? {}, told.pushKey)).toMatchObject({ aud: `http://127.0.0.1:${PUSH_PORT}`, sub: "https://crm.example" });
    // A browser that is gone is asked no more.
    push.status = 410;
    await give(exec, admin, "Next");
    await told.settle();
    await until(() => push.heard.length === 2);
    await noMore();
    await give(exec, admin, "After that");
    await told.settle();
    await noMore();
    expect(push.heard).toHaveLength(2);
    await database().sql`delete from session where id in (${live}, ${dead})`;
  });
});
