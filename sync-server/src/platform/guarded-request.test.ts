import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { addressFault, createGuardedRequest, isPublicAddress, type Outgoing } from "./guarded-request.ts";

const PORT = 22_220;
let server: Server | undefined;
const seen: string[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  seen.length = 0;
});
const listen = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> =>
  new Promise((ready) => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.headers.host} ${request.url}`);
      answer(request, response);
    }).listen(PORT, "127.0.0.1", () => ready());
  });
const outgoing = (url: string, more: Partial<Outgoing> = {}): Outgoing => ({ url, method: "POST", headers: {}, body: "{}", timeoutMs: 5_000, maxBytes: 1_000, ...more });

describe("addresses", () => {
  it.each([
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1",
    "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1", "fe80::1%lo",
    "localhost", "", "1.2.3", "0x7f.1",
  ])("I4 %s is not spoken to", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::1"])("I4 %s is public", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    "http://example.com", "ftp://example.com", "file:///etc/passwd", "https://user:pass@example.com", "https://127.0.0.1", "https://[::1]/x", "https://localhost", "https://a.localhost.", "https://LOCALHOST",
    "https://2130706433", "https://0x7f000001", "https://0177.0.0.1", "https://127.1", "https://[::ffff:127.0.0.1]", "https://169.254.169.254/latest/meta-data", "not an address", "",
  ])("I4 %j is refused before any name is looked up", (url) => expect(addressFault(url, false)).not.toBeNull());

  it("I4 a public address is taken, and inside one's own network what the installation allows", () => {
    expect(addressFault("https://hooks.example.com/x?y=1", false)).toBeNull();
    expect(addressFault("http://127.0.0.1:9000/x", true)).toBeNull();
    expect(addressFault("ftp://127.0.0.1", true)).not.toBeNull();
  });
});

describe("requests", () => {
  it("I4 a name that leads into a private network is refused, also where only one of its addresses does", async () => {
    await listen((_request, response) => response.end("inside"));
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"]]) {
      const request = createGuardedRequest({ allowPrivate: false, lookup: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))) });
      await expect(request(outgoing(`https://rebound.example:${PORT}/`))).rejects.toThrow("private network");
    }
    expect(seen).toEqual([]);
  });

  it("I4 the name is looked up once: one that answers differently the second time gains nothing", async () => {
    await listen((_request, response) => response.end("inside"));
    let asked = 0;
    // First where nobody listens, then where the server is.
    const request = createGuardedRequest({ allowPrivate: true, lookup: () => Promise.resolve([{ address: asked++ === 0 ? "127.0.0.2" : "127.0.0.1", family: 4 }]) });
    await expect(request(outgoing(`http://rebound.example:${PORT}/`))).rejects.toThrow(/ECONNREFUSED/);
    expect([asked, seen]).toEqual([1, []]);
  });

  it("I4 the connection goes where the name was found to lead, under its own name", async () => {
    await listen((_request, response) => response.end("fine"));
    const request = createGuardedRequest({ allowPrivate: true, lookup: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]) });
    expect(await request(outgoing(`http://nowhere.invalid:${PORT}/hook`))).toEqual({ status: 200, text: "fine" });
    expect(seen).toEqual([`POST nowhere.invalid:${PORT} /hook`]);
  });

  it("I4 no redirect is followed", async () => {
    await listen((request, response) => (request.url === "/" ? response.writeHead(302, { location: `http://127.0.0.1:${PORT}/secret` }).end() : response.end("secret")));
    const request = createGuardedRequest({ allowPrivate: true });
    expect((await request(outgoing(`http://127.0.0.1:${PORT}/`))).status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it("I4 an answer that does not end, or never comes, holds nobody up", async () => {
    await listen((request, response) => {
      if (request.url === "/never") return;
      response.write("x".repeat(5_000));
      const more = setInterval(() => response.write("x".repeat(5_000)), 5);
      response.once("close", () => clearInterval(more));
    });
    const request = createGuardedRequest({ allowPrivate: true });
    expect((await request(outgoing(`http://127.0.0.1:${PORT}/endless`))).text).toHaveLength(1_000);
    await expect(request(outgoing(`http://127.0.0.1:${PORT}/never`, { timeoutMs: 300 }))).rejects.toThrow("no answer in time");
    const slow = createGuardedRequest({ allowPrivate: true, lookup: () => new Promise(() => undefined) });
    await expect(slow(outgoing("http://slow.example/", { timeoutMs: 200 }))).rejects.toThrow("no answer in time");
  });
});
