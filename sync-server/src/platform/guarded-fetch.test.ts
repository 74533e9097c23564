import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGuardedFetch } from "./guarded-fetch.ts";
import { TargetRefused } from "./guarded-request.ts";

let server: Server;
let address: string;
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === "/away") response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    else if (request.url === "/none") response.writeHead(204).end();
    else {
      response.writeHead(200, { "content-type": "text/plain", "x-said": `${request.method} ${String(request.headers["x-mine"])}` });
      const endless = setInterval(() => response.write("x".repeat(1000)), 1);
      response.on("close", () => clearInterval(endless));
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
const fetchIt = createGuardedFetch({ allowPrivate: true, maxBytes: 50_000 });

it("A11 it streams, and reads no further than it may", async () => {
  const response = await fetchIt(`${address}/`, { method: "POST", headers: { "x-mine": "here" }, body: "{}" });
  expect([response.status, response.headers.get("x-said")]).toEqual([200, "POST here"]);
  await expect(response.text()).rejects.toThrow("longer than 50000 bytes");
});

it("A11 who leaves in the middle, by word or by signal, leaves no error behind", async () => {
  const leaving = (await fetchIt(`${address}/`)).body?.getReader();
  await leaving?.read();
  await leaving?.cancel();
  const ends = new AbortController();
  const response = await fetchIt(`${address}/`, { signal: ends.signal });
  ends.abort();
  await expect(response.text()).rejects.toThrow(/abort/);
});

it("A11 no redirect is followed and nothing private is spoken to", async () => {
  expect((await fetchIt(`${address}/away`)).status).toBe(302);
  expect((await fetchIt(`${address}/none`)).body).toBeNull();
  await expect(createGuardedFetch({ allowPrivate: false, maxBytes: 1 })(address)).rejects.toBeInstanceOf(TargetRefused);
});
