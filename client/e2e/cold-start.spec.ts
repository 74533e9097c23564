// Every route of the app, from a cold start with no server: a new browser process for each, the service worker and what
// lies on the device alone. The routes are the router's own, so that a new one is walked without being named here. At the
// small size every other one, each day the others, opens in the browser that is there: anew too, but in a warm process.
import type { Device } from "./fixtures/device.ts";
import { fullSize, sized, turnOf } from "./fixtures/full-size.ts";
import { enter, expectOffline, sample } from "./fixtures/people.ts";
import { addresses, expectLoaded, FOR_STRANGERS, routesOf } from "./fixtures/routes.ts";
import { expect, test } from "./fixtures/test.ts";

const faces = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** In a frame of their own, without the signs of the shell. */
const ALONE = ["/invitation", "/forgot-password", "/reset", "/verify", "/register", "/second-step", "/design"];

async function openCold(device: Device, origin: string, route: string, path: string): Promise<void> {
  const warm = !fullSize && turnOf(route) === 1 && !device.page.isClosed();
  const page = warm ? device.page : await device.start(path);
  const errors: string[] = [];
  const note = ({ message }: Error): void => void errors.push(message);
  page.on("pageerror", note);
  if (warm) await page.goto(origin + path);
  const title = page.getByRole("heading", { level: 1 }).first();
  await expect(title, `${route} has a heading`).toBeVisible();
  await expect(title).not.toHaveText(/nothing at this address|could not be shown/);
  const at = new URL(page.url()).pathname;
  if (FOR_STRANGERS.includes(route)) expect(FOR_STRANGERS).not.toContain(at);
  else if (route !== "/") expect(at).toBe(path);
  await expectLoaded(page, route);
  if (!ALONE.includes(route)) await expectOffline(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${route} fits`).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
  page.off("pageerror", note);
}

for (const [name, viewport] of sized(faces, ["desk"])) {
  test(`S1 W2 every route opens from a cold start with no server, on a ${name}`, async ({ make }) => {
    test.setTimeout(600_000);
    const server = await make.server();
    const device = await make.device(server, { viewport });
    const page = await enter(device, server, sample.admin);
    const routes = await routesOf(page);
    expect(routes).toContain("/deals/$id");
    const paths = await addresses(page, routes, server.url);
    await device.close();
    await server.stop();
    for (const [route, path] of paths) await test.step(route, () => openCold(device, server.url, route, path));
    console.log(`${paths.size} routes from a cold start on a ${name}: ${[...paths.keys()].join(" ")}`);
  });
}
