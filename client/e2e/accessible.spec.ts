// The main pages on a phone and on a desk, light and dark: nothing an accessibility checker finds, nothing that
// overflows. A picture of each is kept to be looked at.
import { look } from "./fixtures/look.ts";
import { enter, sample } from "./fixtures/people.ts";
import { row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

test("W2 W3 the main pages have no accessibility violation and fit, on phone and desk, light and dark", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.device(server);
  const wrong: string[] = [];
  await device.page.goto(`${server.url}/sign-in`);
  await expect(device.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  wrong.push(...(await look(device.page, "sign-in")));

  const page = await enter(device, server, sample.manager);
  for (const [name, path] of [["deals", "/deals"], ["leads", "/leads"]] as const) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    wrong.push(...(await look(page, name)));
  }
  await page.goto(server.url);
  await expect(page.getByRole("main").getByRole("checkbox").first()).toBeVisible();
  wrong.push(...(await look(page, "home")));
  for (const [name, path] of [["sync", "/sync"], ["import", "/import"], ["people", "/people"], ["settings", "/settings"], ["search", "/search?q=halden"]] as const) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    wrong.push(...(await look(page, name)));
  }
  await page.goto(`${server.url}/deals`);
  await row(page, "Halden Marine: Crew scheduling rollout").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Halden Marine");
  wrong.push(...(await look(page, "deal")));
  expect(wrong).toEqual([]);
});
