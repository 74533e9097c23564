// Whether the browser keeps what is on the device: asked for when there is something to keep, and shown.
import type { Page } from "@playwright/test";
import { enter, expectSynced, fillSignIn, sample, syncSign } from "./fixtures/people.ts";
import { fact } from "./fixtures/import.ts";
import { expect, test } from "./fixtures/test.ts";

/** Notes every time the page asks the browser to keep its data. */
const watchAsking = (page: Page) =>
  page.addInitScript(() => {
    const persist = navigator.storage.persist.bind(navigator.storage);
    navigator.storage.persist = () => {
      document.documentElement.dataset["asked"] = String(Number(document.documentElement.dataset["asked"] ?? 0) + 1);
      return persist();
    };
  });
const asked = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset["asked"] ?? 0));

test("S14 the browser is asked to keep the data once the person's records are here, and the sync page says what it answered", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  const { page } = device;
  await watchAsking(page);
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await asked(page)).toBe(0);
  await fillSignIn(page, sample.rep);
  await expectSynced(page);
  await expect.poll(() => asked(page)).toBe(1);

  // This browser has said no by itself, as it does to an app that is hardly known to it.
  await syncSign(page).click();
  await expect(fact(page, "Kept")).toHaveText("The browser may clear it");
  await expect(fact(page, "Used")).toHaveText(/^[\d.,]+ (byte|kB|MB)$/);
  await expect(fact(page, "Still free")).toHaveText(/^[\d.,]+ (MB|GB|TB)$/);

  // The person may ask again; this time it is granted.
  const browser = await device.context.newCDPSession(page);
  await browser.send("Browser.grantPermissions", { origin: server.url, permissions: ["durableStorage"] });
  await page.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(fact(page, "Kept")).toHaveText("The browser keeps it until you remove it");
  await expect(page.getByRole("button", { name: "Ask the browser to keep it" })).toHaveCount(0);
});

test("S14 where the browser keeps the data nobody is asked", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  await watchAsking(device.page);
  await device.page.goto(server.url);
  const browser = await device.context.newCDPSession(device.page);
  await browser.send("Browser.grantPermissions", { origin: server.url, permissions: ["durableStorage"] });
  const page = await enter(device, server, sample.rep);
  await syncSign(page).click();
  await expect(fact(page, "Kept")).toHaveText("The browser keeps it until you remove it");
  expect(await asked(page)).toBe(0);
});
