// Receipts through their door into a real database: signed, in any order, twice, of messages nobody knows, and broken in any way.
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../../db/testing/each-database.ts";
import { signatureOf } from "../../platform/signature.ts";
import { type SentMessages, sentMessages } from "../testing/sent-messages.ts";
import { type ChangedRun, keepReceipts } from "./keep-receipts.ts";
import { createReceiptIntake, type ReceiptIntake } from "./receipt-intake.ts";
import type { ReceiptOutcome } from "./receipt-tally.ts";
import { createReceive, type Receive, type Received, signReceipts } from "./receive-receipts.ts";

const SECRET = "a secret of at least thirty-two characters";
const NOW = 1_800_000_000_000;

describeOnEachDatabase("receipts of vendors", (database) => {
  let now: number;
  let sent: SentMessages;
  let intake: ReceiptIntake;
  let receive: Receive;
  let transactions: number;
  /** What happens before so many a look. */
  let meanwhile: Readonly<Record<number, () => Promise<unknown>>>;
  let counted: Record<string, number>;
  let changed: ChangedRun[];

  const open = async (count: number, more: { readonly tracked?: number; readonly status?: string } = {}): Promise<void> => void (sent = await sentMessages(database(), { count, at: NOW - 10_000, ...more }));
  beforeEach(async () => {
    now = NOW;
    transactions = 0;
    meanwhile = {};
    counted = {};
    changed = [];
    for (const table of ["campaign_run", "campaign_message", "campaign_receipt", "suppression"]) await database().sql.unsafe(`delete from ${table}`);
    intake = createReceiptIntake({
      keep: async (receipts) => {
        transactions += 1;
        await meanwhile[transactions]?.();
        return keepReceipts(database(), receipts, now);
      },
      changed: (runs) => void changed.push(...runs), againAfterMs: 30, mostWaiting: 3_000,
    });
    receive = createReceive({ secret: SECRET, intake, clock: { now: () => now }, tally: { count: (outcome: ReceiptOutcome, receipts: number) => void (counted[outcome] = (counted[outcome] ?? 0) + receipts) } });
  });

  const bring = (value: unknown, signature?: string): Promise<Received> => {
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return receive({ body, signature: signature ?? signReceipts(SECRET, body, now), address: "192.0.2.1" });
  };
  const receipt = (n: number, event: string, at = NOW - 1_000, more: object = {}) => ({ id: `${n}-${event}-${at}`, vendor_message_id: sent.nameOf(n), event, at, ...more });
  const standing = async (n: number) => (await database().sql`select status, sent_at, delivered_at, opened_at, clicked_at, bounced_at, unsubscribed_at, complained_at, why, updated_at from campaign_message where vendor_message_id = ${sent.nameOf(n)}`)[0];
  /** Everything that a receipt could change. */
  const all = async (): Promise<string> => JSON.stringify([
    await database().sql`select * from campaign_message order by contact_id`, await database().sql`select * from campaign_receipt order by id`, await database().sql`select * from suppression order by address_hash`, await database().sql`select changes from campaign_run`,
  ]);

  it("M7 a receipt is kept with its message's standing, and the campaign is known to have changed", async () => {
    await open(3);
    expect(await bring(receipt(1, "delivered", NOW - 500))).toMatchObject({ is: "taken", kept: { taken: 1, repeated: 0, unknown: 0 } });
    expect(await standing(1)).toMatchObject({ status: "SENT", delivered_at: NOW - 500, updated_at: NOW });
    expect(await bring([receipt(2, "failed", NOW - 400, { why: "mailbox\r\nfull" }), receipt(3, "sent")])).toMatchObject({ kept: { taken: 2 } });
    expect(await standing(2)).toMatchObject({ status: "FAILED", why: "mailbox full" });
    expect(changed).toEqual([{ workspace: sent.workspace, campaign: sent.campaign }, { workspace: sent.workspace, campaign: sent.campaign }]);
    expect((await database().sql`select changes from campaign_run`)[0]).toEqual({ changes: 3 });
    expect(counted).toEqual({ taken: 3 });
  });

  it("M7 under the names that vendors of this kind use", async () => {
    await open(2);
    const at = new Date(NOW - 3_000).toISOString();
    expect(await bring({ receipts: [{ vendor_message_id: sent.nameOf(1), status: "DELIVERED", timestamp: at }, { messageId: sent.nameOf(2), status: "FAILED", reason: "no" }] })).toMatchObject({ kept: { taken: 2 } });
    expect(await standing(1)).toMatchObject({ delivered_at: NOW - 3_000 });
    expect(await standing(2)).toMatchObject({ status: "FAILED", why: "no" });
    // Without a name of its own it is the same where it says the same.
    expect(await bring({ vendor_message_id: sent.nameOf(1), status: "delivered", timestamp: at })).toMatchObject({ kept: { repeated: 1 } });
  });

  it("M7 any order, any grouping and any repetition leave the same standing", { timeout: 60_000 }, async () => {
    await open(40, { tracked: 2 });
    const events = ["sent", "failed", "delivered", "bounced", "opened", "clicked", "unsubscribed", "complained"];
    const receipts = Array.from({ length: 200 }, (_, n) => receipt(1 + (n % 40), events[(n * 7) % 8] ?? "sent", NOW - 5_000 + n));
    const state = async () => await database().sql`select contact_id, status, sent_at, delivered_at, opened_at, clicked_at, bounced_at, unsubscribed_at, complained_at, why from campaign_message order by contact_id`;
    for (const one of receipts) await bring([one]);
    const expected = await state();
    expect(new Set(expected.map((row) => String(row["status"])))).toEqual(new Set(["SENT", "FAILED"]));
    for (let round = 0; round < 5; round++) {
      await database().sql`delete from campaign_receipt`;
      await database().sql`update campaign_message set status = 'SENT', sent_at = ${NOW - 10_000}, delivered_at = null, opened_at = null, clicked_at = null, bounced_at = null, unsubscribed_at = null, complained_at = null, why = null`;
      const many = fc.sample(fc.shuffledSubarray([...receipts, ...receipts], { minLength: 400, maxLength: 400 }), { numRuns: 1, seed: round })[0] ?? [];
      const parts = Array.from({ length: 20 }, (_, n) => many.slice(n * 20, n * 20 + 20));
      await Promise.all(parts.map((part) => bring(part)));
      expect(await state()).toEqual(expected);
    }
  });

  it("M7 many requests are few transactions, and each is answered for its own once it is durable", async () => {
    await open(200);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => bring(receipt(n + 1, "delivered"))));
    expect(answers.every((answer) => answer.is === "taken" && answer.kept.taken === 1)).toBe(true);
    expect(transactions).toBeLessThan(10);
    expect((await database().sql`select count(*) as n from campaign_receipt`)[0]).toEqual({ n: 200 });
    expect(intake.waiting()).toBe(0);
  });

  it("M7 who bounced, complained or unsubscribed is written to no more; opens of people who did not agree are not kept", async () => {
    await open(5, { tracked: 4 });
    await bring([receipt(1, "bounced", NOW - 9, { why: "gone" }), receipt(2, "complained"), receipt(3, "unsubscribed"), receipt(4, "opened"), receipt(5, "opened"), receipt(5, "clicked")]);
    expect(await database().sql`select address_hash as hash, why, automatic from suppression order by address_hash`).toEqual([
      { hash: "hash-1", why: "bounced", automatic: true }, { hash: "hash-2", why: "complained", automatic: true }, { hash: "hash-3", why: "unsubscribed", automatic: true },
    ]);
    expect((await standing(2))?.["unsubscribed_at"]).toBe(NOW - 1_000);
    expect((await standing(4))?.["opened_at"]).toBe(NOW - 1_000);
    expect(await standing(5)).toMatchObject({ opened_at: null, clicked_at: null });
    expect(counted).toEqual({ taken: 4, uncounted: 2 });
    expect(await database().sql`select from campaign_receipt where contact_id = 'contact-5'`).toHaveLength(0);
  });

  it("M7 what is forged, altered, too old or from the future changes nothing and is counted", async () => {
    await open(1);
    const before = await all();
    const body = JSON.stringify(receipt(1, "delivered"));
    const seconds = NOW / 1000;
    for (const signature of ["", "t=1,v1=00", signatureOf("another secret that is long enough", seconds, body), signatureOf(SECRET, seconds, `${body} `), signatureOf(SECRET, seconds - 301, body), signatureOf(SECRET, seconds + 301, body)]) {
      expect(await bring(body, signature)).toEqual({ is: "forged" });
    }
    expect(counted).toEqual({ forged: 6 });
    expect(await all()).toBe(before);
    // The very same request again, as long as it is new enough, is the same receipts again.
    const signature = signatureOf(SECRET, seconds, body);
    expect(await bring(body, signature)).toMatchObject({ kept: { taken: 1 } });
    const after = await all();
    expect(await bring(body, signature)).toMatchObject({ kept: { taken: 0, repeated: 1 } });
    expect(await all()).toBe(after);
    now += 301_000;
    expect(await bring(body, signature)).toEqual({ is: "forged" });
  });

  it("M7 messages that nobody knows are refused and counted, and told by name; one that is noted a moment later is found", async () => {
    await open(1);
    const before = await all();
    expect(await bring([{ vendor_message_id: "nobody", event: "sent" }])).toEqual({ is: "taken", kept: { taken: 0, repeated: 0, uncounted: 0, unknown: 1 }, unknown: ["nobody"] });
    expect([await all(), counted]).toEqual([before, { unknown: 1 }]);
    await database().sql`update campaign_message set vendor_message_id = null`;
    meanwhile = { [transactions + 2]: async () => await database().sql`update campaign_message set vendor_message_id = ${sent.nameOf(1)}` };
    expect(await bring(receipt(1, "delivered"))).toMatchObject({ kept: { taken: 1, unknown: 0 } });
  });

  it("M7 more than can wait is put off, and nothing of it is taken", async () => {
    await open(1);
    const some = (from: number) => Array.from({ length: 1_000 }, (_, n) => ({ id: `x${from + n}`, vendor_message_id: sent.nameOf(1), event: "sent", at: NOW }));
    const answers = await Promise.all([0, 1, 2, 3, 4].map((n) => bring(some(n * 1_000))));
    expect(answers.map(({ is }) => is)).toEqual(["taken", "taken", "taken", "busy", "busy"]);
    expect((await database().sql`select count(*) as n from campaign_receipt`)[0]).toEqual({ n: 3_000 });
  });

  it("M7 a body that is broken in any way is refused with the place of its fault, and changes nothing", { timeout: 60_000 }, async () => {
    await open(2);
    const before = await all();
    const good = receipt(1, "delivered");
    const broken: readonly unknown[] = [
      "", "{", "null", "1", '"x"', "[]", "{}", "[[]]", '{"receipts":[]}', '{"receipts":{}}', "[".repeat(50_000), [good, {}], [good, null], { ...good, event: "exploded" }, { ...good, event: 7 }, { ...good, vendor_message_id: "" },
      { ...good, vendor_message_id: "a\u0000b" }, { ...good, vendor_message_id: "ä" }, { ...good, vendor_message_id: "x".repeat(201) }, { ...good, id: "with space" }, { ...good, id: 1 }, { ...good, at: "yesterday" }, { ...good, at: -1 }, { ...good, at: 1e300 },
      { ...good, at: NOW + 48 * 3600_000 }, { ...good, at: 1.5 }, { ...good, why: 1 }, { ...good, why: "y".repeat(6_000) }, Array.from({ length: 1_001 }, () => good), { __proto__: null, receipts: "x" }, { vendor_message_id: sent.nameOf(1) }, { event: "sent" },
    ];
    for (const body of broken) expect([body, await bring(body).then(({ is }) => is)]).toEqual([body, expect.stringMatching(/^(?:invalid|not-json)$/)]);
    expect(await bring([good, { ...good, event: "exploded" }])).toMatchObject({ is: "invalid", faults: [{ field: "receipts.1.event" }] });
    await fc.assert(fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.record({ vendor_message_id: fc.anything(), event: fc.anything(), at: fc.anything(), id: fc.anything() }, { requiredKeys: [] }).map((value) => {
      try {
        return JSON.stringify(value) ?? "";
      } catch {
        return "";
      }
    })), async (body) => {
      const received = await bring(body);
      expect(["invalid", "not-json", "taken"]).toContain(received.is);
      if (received.is === "taken") expect(received.kept.taken).toBe(0);
    }), { numRuns: 300 });
    expect(await all()).toBe(before);
  });

  it("M7 naughty words in a reason are kept as text, and a clock that is ahead is as of now", async () => {
    await open(2);
    for (const [n, why] of ["'; drop table campaign_message; --", "\u0000\ud83d <script>alert(1)</script>\r\nBcc: x"].entries()) await bring(receipt(n + 1, "failed", NOW + 3600_000, { why }));
    expect((await standing(1))?.["why"]).toBe("'; drop table campaign_message; --");
    expect((await standing(2))?.["why"]).toBe("<script>alert(1)</script> Bcc: x");
    expect(await database().sql`select distinct at from campaign_receipt`).toEqual([{ at: NOW }]);
  });

  it("M7 where the database fails nobody is told that a receipt was taken, and the next is taken", async () => {
    await open(1);
    let fails = true;
    const shaky = createReceiptIntake({ keep: (receipts) => (fails ? Promise.reject(new Error("away")) : keepReceipts(database(), receipts, now)), changed: () => undefined, againAfterMs: 0 });
    const one = { id: "a", messageId: sent.nameOf(1), event: "delivered", at: NOW } as const;
    await expect(shaky.take([one])).rejects.toThrow("away");
    fails = false;
    expect(await shaky.take([one])).toEqual(["taken"]);
    await shaky.stop();
  });

  it("M7 two servers that are told the same at once keep it once, and neither fails", async () => {
    await open(100);
    const [one, two] = [0, 1].map(() => createReceiptIntake({ keep: (receipts) => keepReceipts(database(), receipts, now), changed: () => undefined, againAfterMs: 0 }));
    const receipts = Array.from({ length: 100 }, (_, n) => ({ id: `r${n}`, messageId: sent.nameOf(n + 1), event: "delivered" as const, at: NOW - n }));
    const kept = (await Promise.all([one?.take(receipts), two?.take(receipts.toReversed())])).flat();
    expect([kept.filter((is) => is === "taken").length, kept.filter((is) => is === "repeated").length]).toEqual([100, 100]);
  });
});
