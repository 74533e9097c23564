// The copy of the app on the device: it opens with no server, and never answers for one.
import { enter, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

test("W1 S1 the app can be installed, opens with no server, and nothing of /api comes from a cache", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  const page = await enter(device, server, sample.rep);
  const developer = await device.context.newCDPSession(page);
  expect((await developer.send("Page.getInstallabilityErrors")).installabilityErrors).toEqual([]);

  // Asked twice while there is a server, so that a worker that keeps answers would have them.
  for (let time = 0; time < 2; time += 1) {
    expect(await page.evaluate(async () => (await fetch("/api/auth/state")).status)).toBe(200);
  }
  const cached = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return all.flat();
  });
  expect(cached).toContain("/index.html");
  expect(cached.filter((path) => /^\/(api|sync|health|ready)(\/|$)/.test(path))).toEqual([]);

  await server.stop();
  const again = await device.start("/deals");
  await expect(again.getByRole("heading", { name: "Deals", level: 1 })).toBeVisible();
  expect(await again.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const answer = (path: string) => again.evaluate((asked) => fetch(asked).then(({ status }) => `answered ${status}`, () => "no answer"), path);
  expect(await answer("/api/auth/state")).toBe("no answer");
  expect(await answer("/health")).toBe("no answer");
  // Not even the app itself is shown in its place.
  await expect(again.goto(`${server.url}/api/auth/state`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});
