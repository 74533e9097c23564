// The main pages on a phone and on a desk, light and dark: nothing an accessibility checker finds, nothing that
// overflows. A picture of each is kept to be looked at.
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { enter, sample } from "./fixtures/people.ts";
import { row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const pictures = join(import.meta.dirname, "../../node_modules/.cache/outrider/pictures");
const faces = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;
const themes = ["light", "dark"] as const;

/** Every look of the page that is open, checked; resolves to what is wrong, in words. */
async function look(page: Page, name: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [face, viewport] of Object.entries(faces)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) wrong.push(`${name} ${face} ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) wrong.push(`${name} ${face} ${colorScheme}: ${wide} px wider than the screen`);
      await page.screenshot({ path: join(pictures, `${name}-${face}-${colorScheme}.png`) });
    }
  }
  return wrong;
}

test("W2 W3 the main pages have no accessibility violation and fit, on phone and desk, light and dark", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.device(server);
  const wrong: string[] = [];
  await device.page.goto(`${server.url}/sign-in`);
  await expect(device.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  wrong.push(...(await look(device.page, "sign-in")));

  const page = await enter(device, server, sample.manager);
  for (const [name, path] of [["deals", "/deals"], ["leads", "/leads"], ["contacts", "/contacts"], ["companies", "/companies"]] as const) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    wrong.push(...(await look(page, name)));
  }
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
