// Every screen on a phone and on a desk, light and dark: nothing an accessibility checker finds, nothing that overflows.
// A picture of each is kept to be looked at.
import { look } from "./fixtures/look.ts";
import { enter, sample } from "./fixtures/people.ts";
import { addresses, expectLoaded, FOR_STRANGERS, routesOf } from "./fixtures/routes.ts";
import { expect, test } from "./fixtures/test.ts";

test("W2 W3 every screen has no accessibility violation and fits, on phone and desk, light and dark", async ({ make }) => {
  test.setTimeout(900_000);
  const server = await make.server();
  const device = await make.device(server);
  const wrong: string[] = [];
  await device.page.goto(`${server.url}/sign-in`);
  await expect(device.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  wrong.push(...(await look(device.page, "sign-in")));

  const page = await enter(device, server, sample.admin);
  const routes = await routesOf(page);
  expect(routes).toContain("/deals/$id");
  for (const [route, path] of await addresses(page, routes.filter((each) => !FOR_STRANGERS.includes(each)), server.url)) {
    await test.step(route, async () => {
      await page.goto(`${server.url}${route === "/search" ? "/search?q=halden" : path}`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expectLoaded(page, route);
      wrong.push(...(await look(page, route === "/" ? "home" : route.replaceAll("$", "").replaceAll("/", " ").trim().replaceAll(" ", "-"))));
    });
  }
  expect(wrong).toEqual([]);
});

test("W3 the set-up of an empty server has no accessibility violation and fits", async ({ make }) => {
  const server = await make.server({ SAMPLE: "off" });
  const { page } = await make.device(server);
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Set up Outrider" })).toBeVisible();
  expect(await look(page, "setup")).toEqual([]);
});
