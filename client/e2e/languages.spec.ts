// The app in languages that break things: one with long words full of accents, one that runs from right to left. On a
// phone everything can still be read, and what stood on the left stands on the right.
import type { Page } from "@playwright/test";
import { unreadable } from "./fixtures/fits.ts";
import { expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const PAGES = ["/deals", "/leads", "/contacts", "/companies", "/search", "/sync", "/import", "/people", "/settings", "/more", "/forecast", "/share"] as const;

async function speak(page: Page, url: string, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem("outrider.language", chosen), language);
  await page.goto(`${url}/deals`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Where the middle of the first of these lies across the screen, 0 to 1. */
const across = async (page: Page, selector: string): Promise<number> => {
  const box = await page.locator(selector).first().boundingBox();
  return box === null ? -1 : (box.x + box.width / 2) / PHONE.width;
};

test("R16 W2 W3 long words and the other direction leave every main screen of a phone readable", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  const { page } = device;
  expect(await across(page, "header a[href=\"/sync\"]")).toBeGreaterThan(0.5);

  const wrong: string[] = [];
  for (const [language, dir] of [["en-XA", "ltr"], ["en-XB", "rtl"]] as const) {
    await speak(page, server.url, language);
    await expect(page.locator("html")).toHaveAttribute("dir", dir);
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    const record = await page.getByRole("table").getByRole("link").first().getAttribute("href");
    for (const path of [...PAGES, record ?? ""]) {
      await page.goto(`${server.url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForTimeout(300);
      wrong.push(...(await unreadable(page, `${language} ${path}`)));
    }
    // A word of the shell is spoken in the language; what people wrote is left as it is.
    await page.goto(`${server.url}/deals`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(language === "en-XA" ? "Đéáľš" : "\u202eDeals\u202c");
    await expect(page.getByRole("table").getByRole("link", { name: /^Halden Marine: Crew scheduling rollout/ })).toBeVisible();
  }
  expect(wrong).toEqual([]);
  // Mirrored: what stood at the right end of the bar stands at the left one.
  expect(await across(page, "header a[href=\"/sync\"]")).toBeLessThan(0.5);
});

test("R16 the language is chosen in the settings and stays; an address can ask for one for a visit", async ({ make }) => {
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  const { page } = device;
  await page.goto(`${server.url}/settings?locale=en-XA`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  await page.goto(`${server.url}/settings`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByText("Right to left", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await device.close();
  const again = await device.start("/settings");
  await expect(again.locator("html")).toHaveAttribute("dir", "rtl");
  await again.getByText("English").click();
  await expect(again.locator("html")).toHaveAttribute("lang", "en");
  await expectSynced(again);
});
