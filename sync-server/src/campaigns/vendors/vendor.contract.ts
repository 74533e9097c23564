// What every vendor promises its sender, run over each of them.
import { describe, expect, it } from "vitest";
import type { Handed, OutMessage, Vendor } from "../vendor-port.ts";

let made = 0;
export const message = (more: Partial<OutMessage> = {}): OutMessage => {
  made += 1;
  return {
    key: `c1.${made}`, workspace: "w", campaign: "c1", to: `person${made}@example.com`, subject: `Hello ${made}`, text: `Dear ${made}`, html: `<p>Dear ${made}</p>`,
    headers: { "List-Unsubscribe": "<https://crm.example/u/abc>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }, ...more,
  };
};
export const going = (): AbortSignal => new AbortController().signal;

export interface VendorUnderTest {
  readonly vendor: Vendor;
  /** What arrived where the vendor takes it: of each mail its receiver and its headers or subject as text. */
  readonly arrived: () => readonly { readonly to: string; readonly head: string }[];
  readonly close: () => Promise<void>;
}

const HOSTILE = [
  "\r\nBcc: thief@example.com", "a\nX-Evil: 1", "\u2028Bcc: thief@example.com", "\u0000", "\ud83d", "=?utf-8?q?Bcc:_thief?=", "<script>alert(1)</script>", "'; drop table campaign_message; --", "=cmd|' /C calc'!A0",
  "\r\n.\r\nMAIL FROM:<thief@example.com>\r\n", "💌 Grüße", "\u202eelpmaxe", "x".repeat(5_000),
];

export function vendorContract(name: string, open: () => Promise<VendorUnderTest>): void {
  describe(`the vendor ${name}`, () => {
    const using = async (body: (under: VendorUnderTest) => Promise<void>): Promise<void> => {
      const under = await open();
      try {
        await body(under);
      } finally {
        await under.vendor.stop();
        await under.close();
      }
    };
    const ids = (answers: readonly Handed[]): readonly (string | null)[] => answers.map((answer) => (answer.is === "taken" ? answer.id : null));

    it("M7 answers come in the order of the messages, one for each, and each is called by a name of its own", () => using(async ({ vendor, arrived }) => {
      const messages = Array.from({ length: 30 }, () => message());
      const answers = await vendor.send(messages, going());
      expect(answers.map(({ is }) => is)).toEqual(messages.map(() => "taken"));
      expect(new Set(ids(answers)).size).toBe(30);
      expect(arrived().map(({ to }) => to).toSorted()).toEqual(vendor.name === "simulated" ? [] : messages.map(({ to }) => to).toSorted());
      expect(await vendor.send([], going())).toEqual([]);
    }));

    it("M7 the same key twice is the same name, and one message where the vendor knows keys", () => using(async ({ vendor, arrived }) => {
      const twice = message();
      const [first] = await vendor.send([twice], going());
      const [second, third] = await vendor.send([twice, twice], going());
      expect([second, third]).toEqual([first, first]);
      if (vendor.idempotent) expect(arrived().length).toBeLessThanOrEqual(1);
    }));

    it("M7 a bad address, sender, header or key is refused for good, and keeps nothing else back", () => using(async ({ vendor, arrived }) => {
      const bad: readonly Partial<OutMessage>[] = [
        { to: "nobody" }, { to: "" }, { to: "a@b.example\r\nRCPT TO:<thief@example.com>" }, { to: "Ada <ada@example.com>" }, { to: "a@b.example, thief@example.com" }, { from: "not an address" },
        { headers: { Bcc: "thief@example.com" } }, { headers: { "X-A": "1\r\nBcc: thief@example.com" } }, { headers: { "X-A\r\nBcc": "thief@example.com" } }, { headers: { Subject: "Another" } },
        { headers: { "X-Long": "y".repeat(3_000) } }, { key: "a\r\nb" }, { key: "" }, { text: "z".repeat(600_000) },
      ];
      const good = [message(), message()];
      const answers = await vendor.send([...good.slice(0, 1), ...bad.map(message), ...good.slice(1)], going());
      expect(answers.map((answer) => (answer.is === "failed" ? `failed ${answer.again}` : answer.is))).toEqual(["taken", ...bad.map(() => "failed false"), "taken"]);
      expect(answers.slice(1, 6).map((answer) => answer.is === "failed" && answer.bounced)).toEqual([true, true, true, true, true]);
      expect(arrived().length).toBe(vendor.name === "simulated" ? 0 : 2);
    }));

    it("M7 whatever a customer is called, no header and no receiver is added", () => using(async ({ vendor, arrived }) => {
      const messages = HOSTILE.map((words) => message({ subject: `Hi ${words}`, from: `Acme ${words.slice(0, 100)} <acme@example.com>`, text: words, html: words }));
      const answers = await vendor.send(messages, going());
      expect(answers.map(({ is }) => is)).toEqual(messages.map(() => "taken"));
      for (const { head, to } of arrived()) {
        expect(head).not.toMatch(/^(?:Bcc|X-Evil):/im);
        expect(to).toMatch(/^person\d+@example\.com$/);
      }
      if (vendor.name !== "simulated") expect(arrived()).toHaveLength(HOSTILE.length);
    }));

    it("M7 told to break off, what was not begun has failed and may be tried again", () => using(async ({ vendor }) => {
      const off = new AbortController();
      off.abort();
      const answers = await vendor.send([message(), message()], off.signal);
      expect(answers).toMatchObject([{ is: "failed", again: true }, { is: "failed", again: true }]);
    }));

    it("M7 a stop waits for what is under way; what comes afterwards has failed and may be tried again", () => using(async ({ vendor }) => {
      const under = vendor.send(Array.from({ length: 8 }, () => message()), going());
      await vendor.stop();
      expect((await under).every((answer) => answer.is === "taken" || (answer.is === "failed" && answer.again))).toBe(true);
      expect(await vendor.send([message()], going())).toMatchObject([{ is: "failed", again: true }]);
    }));

    it("M7 a huge batch is answered whole", { timeout: 60_000 }, () => using(async ({ vendor }) => {
      const messages = Array.from({ length: 1_500 }, () => message());
      const answers = await vendor.send(messages, going());
      expect(answers.filter(({ is }) => is === "taken")).toHaveLength(1_500);
    }));
  });
}
