import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { SMTPServer } from "smtp-server";
import type { OutMessage } from "../vendor-port.ts";
import { smtpOutcome } from "./smtp-outcome.ts";
import { createSmtpVendor } from "./smtp-vendor.ts";
import { going, message, vendorContract } from "./vendor.contract.ts";

const PORT = 22_320;
const HERE = { host: "127.0.0.1", port: PORT, secure: false, user: undefined, password: undefined } as const;
const vendorOf = (silenceMs?: number) => createSmtpVendor({ server: HERE, from: "Acme GmbH <acme@example.com>", ...(silenceMs !== undefined && { silenceMs }) });

const letters: { readonly to: string; readonly raw: string }[] = [];
const headOf = (raw: string): string => raw.slice(0, raw.indexOf("\r\n\r\n"));

async function openServer(): Promise<SMTPServer> {
  letters.length = 0;
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (part: Buffer) => (raw += part.toString("utf8")));
      stream.on("end", () => {
        for (const { address } of session.envelope.rcptTo) letters.push({ to: address, raw });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(PORT, "127.0.0.1", () => ready()));
  return server;
}
const shut = (server: SMTPServer): Promise<void> => new Promise((done) => server.close(() => done()));

vendorContract("smtp", async () => {
  const server = await openServer();
  return { vendor: vendorOf(), arrived: () => letters.map(({ to, raw }) => ({ to, head: headOf(raw) })), close: () => shut(server) };
});

it("M7 a mail has both kinds of text, who it is from, its name made of the key, and the way to unsubscribe by one click", async () => {
  const server = await openServer();
  const vendor = vendorOf();
  const [answer] = await vendor.send([message({ key: "w.c1.p1", subject: "Grüße", text: "Plain", html: "<p>Rich</p>" })], going());
  await vendor.send([message({ from: "Ada Lovelace <ada@example.com>" })], going());
  await vendor.stop();
  await shut(server);
  expect(answer).toEqual({ is: "taken", id: "w.c1.p1@example.com" });
  const [first, second] = letters.map(({ raw }) => raw);
  for (const line of [
    "Message-ID: <w.c1.p1@example.com>", "From: Acme GmbH <acme@example.com>", "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "List-Unsubscribe: <https://crm.example/u/abc>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "Content-Type: multipart/alternative;", "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8",
  ]) expect(first).toContain(line);
  expect(second).toContain("From: Ada Lovelace <ada@example.com>");
});

/** A mail server that answers as it is told: by command, and `.` for the end of a mail. */
type Script = Readonly<Record<string, string>>;
let scripted: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  if (scripted) await new Promise((done) => scripted?.close(done));
  scripted = undefined;
});
function listen(script: Script): Promise<string[]> {
  const ended: string[] = [];
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let inData = false;
    const say = (reply: string): void => {
      if (reply === "cut") socket.destroy();
      else if (reply.endsWith("cut")) socket.end(`${reply.slice(0, -3).trim()}\r\n`);
      else if (reply !== "silence") socket.write(`${reply}\r\n`);
    };
    say(script["CONNECT"] ?? "220 test ESMTP");
    socket.on("data", (part) => {
      for (const line of String(part).split("\r\n").filter(Boolean)) {
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          ended.push(line);
          say(script["."] ?? "250 taken");
        } else {
          const command = ["MAIL", "RCPT", "DATA", "EHLO", "QUIT", "RSET"].find((name) => line.startsWith(name)) ?? "OTHER";
          const reply = script[command] ?? { DATA: "354 go on", QUIT: "221 bye" }[command] ?? "250 ok";
          inData = command === "DATA" && reply.startsWith("354");
          say(reply);
        }
      }
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };
  return new Promise((resolve) => {
    scripted = createServer(serve).listen(PORT, "127.0.0.1", () => resolve(ended));
  });
}

const AGAIN = { is: "failed", again: true };
const FOR_GOOD = { is: "failed", again: false };

describe("a mail server in trouble", () => {
  it.each<[string, Script, object]>([
    ["is busy before it begins", { CONNECT: "421 too busy cut" }, AGAIN],
    ["breaks off at the sender", { MAIL: "cut" }, AGAIN],
    ["puts the sender off", { MAIL: "451 4.7.1 later" }, AGAIN],
    ["refuses the sender", { MAIL: "550 5.7.1 not you" }, FOR_GOOD],
    ["puts the receiver off", { RCPT: "450 4.2.0 greylisted" }, AGAIN],
    ["knows no such receiver", { RCPT: "550 5.1.1 no such user" }, { ...FOR_GOOD, bounced: true }],
    ["knows no such receiver and says no more", { RCPT: "550 no" }, { ...FOR_GOOD, bounced: true }],
    ["breaks off at the receiver", { RCPT: "cut" }, AGAIN],
    ["puts the mail off before it is sent", { DATA: "451 4.3.0 full" }, AGAIN],
    ["refuses it before it is sent", { DATA: "554 5.5.0 no" }, FOR_GOOD],
    ["breaks off before it is sent", { DATA: "cut" }, AGAIN],
    ["puts the mail off when it was sent", { ".": "451 4.3.0 try later" }, AGAIN],
    ["refuses the mail when it was sent", { ".": "554 5.6.0 spam" }, FOR_GOOD],
    ["breaks off when it was sent", { ".": "cut" }, { is: "unknown" }],
    ["is silent when it was sent", { ".": "silence" }, { is: "unknown" }],
    ["goes away, and says that it did not take what was sent", { ".": "421 4.3.2 shutting down cut" }, AGAIN],
    ["is silent before it is sent", { RCPT: "silence" }, AGAIN],
  ])("M7 a mail server that %s", async (_what, script, expected) => {
    const ended = await listen(script);
    const vendor = vendorOf(300);
    const [answer] = await vendor.send([message()], going());
    expect(answer).toMatchObject(expected);
    expect("bounced" in expected || !(answer && "bounced" in answer)).toBe(true);
    // Whatever it was, it was handed over once at the most.
    expect(ended.length).toBeLessThanOrEqual(1);
    await vendor.stop();
  });

  it("M7 a relay that does not know us makes no address bad: else one wrong setting would empty the list", async () => {
    await listen({ RCPT: "554 5.7.1 relay access denied" });
    const vendor = vendorOf();
    expect(await vendor.send([message()], going())).toEqual([{ is: "failed", why: "554 5.7.1 relay access denied", again: false }]);
    await vendor.stop();
  });

  it("M7 a mail server that is not there", async () => {
    const vendor = vendorOf();
    expect(await vendor.send([message(), message()], going())).toMatchObject([AGAIN, AGAIN]);
    await vendor.stop();
  });

  it("M7 a connection that was dropped while it was idle costs no mail, and none goes out twice", async () => {
    const ended = await listen({});
    const vendor = vendorOf();
    for (let round = 0; round < 5; round++) {
      expect(await vendor.send([message()], going())).toMatchObject([{ is: "taken" }]);
      for (const socket of sockets) socket.destroy();
    }
    expect(ended).toHaveLength(5);
    await vendor.stop();
  });

  it("M7 of many mails each one's own answer is told, over connections that are used again", async () => {
    await listen({});
    const vendor = vendorOf();
    const messages: OutMessage[] = Array.from({ length: 120 }, () => message());
    const before = sockets.size;
    expect((await vendor.send(messages, going())).every(({ is }) => is === "taken")).toBe(true);
    expect(sockets.size - before).toBeLessThanOrEqual(4);
    await vendor.stop();
  });
});

it("M7 what broke off in the middle of the mail was surely not sent; once all of it is on its way nobody can tell", () => {
  const cut = { message: "Connection closed unexpectedly", code: "ECONNECTION", command: "CONN" };
  expect(smtpOutcome(cut, false)).toMatchObject(AGAIN);
  expect(smtpOutcome(cut, true)).toMatchObject({ is: "unknown" });
  expect(smtpOutcome({ message: "Timeout", code: "ETIMEDOUT" }, true)).toMatchObject({ is: "unknown" });
  expect(smtpOutcome({ message: "Invalid login: 535 no", code: "EAUTH", responseCode: 535, response: "535 no", command: "AUTH PLAIN" }, false)).toMatchObject(AGAIN);
  expect(smtpOutcome({ message: "Message size larger than allowed", code: "EMESSAGE", command: "MAIL FROM" }, false)).toMatchObject(FOR_GOOD);
  expect(smtpOutcome({ message: "x\r\nBcc: y", code: "ESOCKET" }, false)).toEqual({ is: "failed", why: "x Bcc: y", again: true });
});
