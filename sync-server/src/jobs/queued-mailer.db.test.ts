// Mail through the queue to a real SMTP server, which may be away.
import { randomBytes } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, it } from "vitest";
import { createSmtpMailer } from "../auth/mailer.ts";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createSealer } from "../platform/sealed-text.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { createQueuedMailer } from "./queued-mailer.ts";

const PORT = 22_210;
const LINK = "https://crm.example/reset#a-secret-of-somebody";
const until = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 30_000; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 30))) if (Date.now() > end) throw new Error("it did not come to that");
};

describeOnEachDatabase("mail through the queue", (database, url) => {
  const heard: string[] = [];
  let server: SMTPServer | undefined;
  let jobs: Jobs | undefined;
  /** Refuses so many mails first. */
  const listen = (refusals = 0): Promise<void> => new Promise((ready) => {
    let left = refusals;
    server = new SMTPServer({
      authOptional: true, disabledCommands: ["STARTTLS", "AUTH"],
      onData(stream, _session, done) {
        let text = "";
        stream.on("data", (part: Buffer) => (text += part.toString()));
        stream.on("end", () => {
          if (left-- > 0) return done(Object.assign(new Error("try later"), { responseCode: 451 }));
          heard.push(text);
          return done();
        });
      },
    });
    server.listen(PORT, "127.0.0.1", () => ready());
  });
  const hangUp = (): Promise<void> => new Promise((done) => (server ? server.close(() => done()) : done()));
  const open = async () => {
    const log: unknown[] = [];
    jobs = await createJobs({ database: database(), databaseUrl: url(), log: { error: (details: unknown) => void log.push(details), warn: (details: unknown) => void log.push(details) }, pollMs: 100, rules: { mail: { firstWaitSeconds: 1 } } });
    const smtp = createSmtpMailer({ host: "127.0.0.1", port: PORT, user: undefined, password: undefined, from: "crm@example.com" });
    return { mailer: createQueuedMailer({ jobs, sealer: createSealer(randomBytes(32), "mail"), smtp }), log };
  };
  const stored = async (): Promise<string> => JSON.stringify([...(await database().sql`select * from pgboss.job`), ...(await database().sql`select * from pgboss.archive`)]);
  const mail = { to: "rep@example.com", subject: "A new password", text: `Open ${LINK}` };

  afterEach(async () => {
    await jobs?.stop();
    await hangUp();
    heard.length = 0;
    server = undefined;
  });

  it("U1 O3 a mail is taken while the mail server is away, and goes out once it is there, once, with nothing of it left", async () => {
    const { mailer, log } = await open();
    await mailer.send(mail);
    const waiting = await stored();
    expect(waiting).toContain("sealed");
    expect(waiting).not.toContain("secret-of-somebody");
    expect(waiting).not.toContain("rep@example.com");
    await until(() => log.length > 0);
    await listen(1);
    await until(() => heard.length === 1);
    expect(heard[0]).toContain(LINK);
    expect(heard[0]).toMatch(/^Message-ID: <[\w-]{36}@example\.com>/m);
    await until(async () => (await stored()) === "[]");
    expect(heard).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain("secret-of-somebody");
  });

  it("U1 a mail of a transaction that does not come to pass is never sent", async () => {
    await listen();
    const { mailer } = await open();
    await expect(database().sql.begin(async (tx) => {
      await mailer.send(mail, tx);
      throw new Error("back");
    })).rejects.toThrow("back");
    await database().sql.begin((tx) => mailer.send({ ...mail, subject: "The other" }, tx));
    mailer.sent?.();
    await until(() => heard.length > 0);
    await until(async () => (await stored()) === "[]");
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain("Subject: The other");
  });
});
