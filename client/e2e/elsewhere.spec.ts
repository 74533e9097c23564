// The client served by another host than the server, as from a CDN.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientElsewhere } from "../../scripts/place-client.ts";
import { freePort, PORTS } from "./fixtures/free-port.ts";
import { expectInstalled, expectOffline, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { edit, openRecord } from "./fixtures/records.ts";
import { startStaticHost } from "./fixtures/static-host.ts";
import { expect, test } from "./fixtures/test.ts";

test("O6 a client on another origin signs in, edits, syncs, goes on with no server and no host, and no other origin is let in", async ({ make }) => {
  const folder = await mkdtemp(join(tmpdir(), "outrider-elsewhere-"));
  const port = await freePort(PORTS.server);
  const placed = join(folder, "client");
  await clientElsewhere({ server: `http://127.0.0.1:${port}`, out: placed });
  const host = await startStaticHost(placed);
  const stranger = await startStaticHost(placed);
  const server = await make.server({ FRONTEND_URL: host.url, SERVER_URL: `http://127.0.0.1:${port}` }, port);
  try {
    const device = await make.device({ ...server, url: host.url });
    const { page } = device;
    const refused: string[] = [];
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await page.goto(`${host.url}/deals`);
    await fillSignIn(page, sample.rep);
    await expectSynced(page);
    await expectInstalled(page);
    await page.goto(`${host.url}/deals`);
    await openRecord(page, "Deals", "Halden Marine: Crew scheduling rollout");
    await edit(page, "Notes", "Written at another origin.");
    await expectSynced(page);
    expect(refused.filter((text) => /Content Security|CORS/.test(text))).toEqual([]);
    const assets = await page.evaluate(async () => {
      const file = performance.getEntriesByType("resource").map(({ name }) => name).find((name) => name.includes("/assets/") && name.endsWith(".js")) ?? "";
      return (await fetch(file, { cache: "reload" })).headers.get("cache-control");
    });
    expect(assets).toBe("public, max-age=31536000, immutable");

    // The same files at an address that the server does not know get nothing that a page can read and change nothing, though
    // the browser has this person's cookie for the host.
    const elsewhere = await device.context.newPage();
    await elsewhere.goto(stranger.url);
    const tried = await elsewhere.evaluate(async (url) => {
      const ask = (path: string, init: RequestInit) => fetch(url + path, { credentials: "include", ...init }).then(({ status }) => String(status), () => "refused");
      return [await ask("/api/auth/state", {}), await ask("/api/profile", { method: "PATCH", headers: { "content-type": "application/json" }, body: '{"name":"Somebody"}' }), await ask("/api/auth/logout", { method: "POST" })];
    }, server.url);
    expect(tried).toEqual(["refused", "refused", "refused"]);
    await elsewhere.close();
    await page.reload();
    await expectSynced(page);

    // A cold start with neither the host nor the server.
    await server.stop();
    await host.remove();
    const cold = await device.start("/deals");
    await expectOffline(cold);
    await openRecord(cold, "Deals", "Halden Marine: Crew scheduling rollout");
    await expect(cold.getByText("Written at another origin.").first()).toBeVisible();
  } finally {
    await host.remove().catch(() => undefined);
    await stranger.remove();
    await rm(folder, { recursive: true, force: true });
  }
});
