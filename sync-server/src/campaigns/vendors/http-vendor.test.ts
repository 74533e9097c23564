import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGuardedRequest } from "../../platform/guarded-request.ts";
import { type HttpVendorServer, openHttpVendorServer } from "../testing/http-vendor-server.ts";
import type { Vendor } from "../vendor-port.ts";
import { readAnswer, statusAnswer, waitOf } from "./http-answer.ts";
import { createHttpVendor } from "./http-vendor.ts";
import { going, message, vendorContract } from "./vendor.contract.ts";

const PORT = 22_310;
const KEY = "vendor-key-that-nobody-may-see";
const NOW = 1_800_000_000_000;

let folder: string;
let server: HttpVendorServer;
const vendorOf = (more: { readonly timeoutMs?: number; readonly allowPrivate?: boolean } = {}): Vendor =>
  createHttpVendor({ url: `${server.url}/`, key: KEY, from: "Acme <acme@example.com>", request: createGuardedRequest({ allowPrivate: more.allowPrivate ?? true }), clock: { now: () => NOW }, ...(more.timeoutMs !== undefined && { timeoutMs: more.timeoutMs }) });
const listen = async (): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), "outrider-vendor-"));
  server = await openHttpVendorServer({ port: PORT, key: KEY, logFile: join(folder, "log") });
};
const close = async (): Promise<void> => {
  await server.stop();
  rmSync(folder, { recursive: true });
};

vendorContract("http", async () => {
  await listen();
  return { vendor: vendorOf(), arrived: () => server.taken().map(({ to, subject }) => ({ to, head: `Subject: ${subject}` })), close };
});

describe("an HTTP vendor in trouble", () => {
  beforeEach(listen);
  afterEach(close);

  it("M7 too often or in trouble: again, and when the vendor says so not before", async () => {
    const vendor = vendorOf();
    for (const [status, retryAfter, afterMs] of [[429, "7", 7_000], [503, new Date(NOW + 90_000).toUTCString(), 90_000], [500, undefined, undefined]] as const) {
      server.behave({ status, ...(retryAfter !== undefined && { retryAfter }) });
      const [answer] = await vendor.send([message()], going());
      expect(answer).toMatchObject({ is: "failed", again: true, ...(afterMs !== undefined && { afterMs }) });
    }
    expect(server.taken()).toEqual([]);
  });

  it("M7 one message that is wrong fails for good, and the rest of its request is sent", async () => {
    server.behave({ wrongSubject: "Wrong" });
    const messages = [message(), message(), message({ subject: "Wrong" }), message(), message()];
    const answers = await vendorOf().send(messages, going());
    expect(answers.map((answer) => (answer.is === "failed" ? answer.again : answer.is))).toEqual(["taken", "taken", false, "taken", "taken"]);
    expect(server.taken()).toHaveLength(4);
  });

  it("M7 broken off after it was taken, answered with nonsense or twice: handed over again it is one message", async () => {
    const vendor = vendorOf();
    const messages = [message(), message()];
    for (const faults of [{ cut: 1 }, { nonsense: 1 }]) {
      server.behave(faults);
      expect(await vendor.send(messages, going())).toMatchObject([{ is: "failed", again: true }, { is: "failed", again: true }]);
    }
    server.behave({ twice: true });
    const answers = await vendor.send(messages, going());
    expect(answers.map((answer) => answer.is === "taken" && answer.id)).toEqual(server.taken().map(({ id }) => id));
    expect([server.taken().length, server.repeated()]).toEqual([2, 4]);
    await server.stop();
    server = await openHttpVendorServer({ port: PORT, key: KEY, logFile: join(folder, "log") });
    expect(await vendor.send(messages, going())).toEqual(answers);
  });

  it("M7 silence ends in time and may be tried again; a bad address is one", async () => {
    server.behave({ delayMs: 2_000 });
    expect(await vendorOf({ timeoutMs: 100 }).send([message()], going())).toEqual([{ is: "failed", why: "no answer in time", again: true }]);
    const gone = message();
    server.behave({ refused: [gone.to] });
    expect(await vendorOf().send([message(), gone], going())).toMatchObject([{ is: "taken" }, { is: "failed", again: false, bounced: true }]);
  });

  it("M7 nothing is handed over inside a private network, and a key that is wrong is nobody's dead letter", async () => {
    expect(await vendorOf({ allowPrivate: false }).send([message()], going())).toMatchObject([{ is: "failed", again: true }]);
    expect(server.requests()).toBe(0);
    const other = createHttpVendor({ url: server.url, key: "wrong", from: "acme@example.com", request: createGuardedRequest({ allowPrivate: true }), clock: { now: () => NOW } });
    expect(await other.send([message()], going())).toMatchObject([{ is: "failed", again: true }]);
  });

  it("M7 the key is in no answer and in no log, even where the vendor repeats it", async () => {
    server.behave({ status: 500 });
    expect(JSON.stringify(await vendorOf().send([message()], going()))).not.toContain(KEY);
    await vendorOf().send([message()], going());
    expect(readFileSync(join(folder, "log"), "utf8")).not.toContain(KEY);
  });
});

it("M7 an answer is read message by message: what it does not name, or names badly, may be handed over again", () => {
  expect(readAnswer('{"messages":[{"idempotency_key":"b","id":"2"},{"idempotency_key":"a","error":{"code":"quota","message":"later\\r\\n","again":true}},null,{"idempotency_key":"c","id":"with space"}]}', ["a", "b", "c"])).toMatchObject([
    { is: "failed", why: "later", again: true }, { is: "taken", id: "2" }, { is: "failed", again: true },
  ]);
  for (const broken of ["", "null", "[]", '{"messages":{}}', "{", '{"messages":[1,"x",{}]}']) expect(readAnswer(broken, ["a"])).toMatchObject([{ is: "failed", again: true }]);
  expect(statusAnswer(302, "", undefined, true)).toMatchObject({ again: true });
  expect(statusAnswer(400, "", undefined, false)).toEqual({ is: "alone" });
  expect([waitOf("x", 0), waitOf("-1", 0), waitOf("999999999", 0), waitOf(undefined, 0)]).toEqual([undefined, expect.any(Number), 3600_000, undefined]);
});
