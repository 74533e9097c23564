// After a call or a mail that was begun by a link: how it went is asked once the person is back, and logged by one tap.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";

/** Another app had the screen for a while, as the telephone has during a call. */
const comeBack = async (page: Page): Promise<void> => {
  await page.waitForTimeout(1_600);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
};

test("W2 R5 S1 a call begun by a link is logged with one tap when the person is back, with no network, after a reload too, and need not be", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: { width: 390, height: 844 } });
  let page = device.page;
  const offer = () => page.getByRole("region", { name: "After a call or an email" });
  const timeline = () => page.getByRole("list", { name: "Timeline" });
  page.setDefaultTimeout(15_000);
  await openRecord(page, "Deals", CREW);
  await server.stop();
  await expectOffline(page);

  await page.getByRole("link", { name: /^Email / }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(offer()).toHaveCount(0);
  await comeBack(page);
  // About whom and on what: the person of the deal, and the deal.
  await expect(offer()).toContainText("Did you write to Ingrid Solberg?");
  await expect(offer().getByRole("link", { name: CREW })).toBeVisible();
  const newest = timeline().getByRole("listitem").first();
  const before = await newest.innerText();
  await offer().getByRole("button", { name: "Sent" }).click();
  await expect(offer()).toHaveCount(0);
  await expect(page.getByText("Email logged")).toBeVisible();
  await expect(newest).toContainText(/Email.*Sent/s);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => newest.innerText()).toBe(before);

  // The browser was closed during the call: it is still asked, and put away for good where there is nothing to log.
  await openRecord(page, "Contacts", "Ananya Rao");
  await page.getByRole("button", { name: "Add to phones" }).click();
  await page.getByRole("textbox", { name: "Add to phones" }).fill("+353 1 496 0000");
  await page.getByRole("textbox", { name: "Add to phones" }).press("Enter");
  await page.getByRole("link", { name: "Call +353 1 496 0000" }).click();
  page = await device.start("/contacts");
  page.setDefaultTimeout(15_000);
  await expect(offer()).toContainText("How did the call with Ananya Rao go?");
  await offer().getByRole("button", { name: "Do not log it" }).filter({ visible: true }).click();
  await expect(offer()).toHaveCount(0);
  await page.reload();
  await expectOffline(page);
  await expect(offer()).toHaveCount(0);

  // Any number on a page is such a link; more than a tap can be said.
  await openRecord(page, "Contacts", "Ananya Rao");
  // The second call from a page makes this browser ask whether it may, in a window that no test can answer.
  await page.evaluate(() => document.addEventListener("click", (event) => (event.target as HTMLElement).closest('a[href^="tel:"]') !== null && event.preventDefault()));
  await page.getByRole("link", { name: "+353 1 496 0000", exact: true }).click();
  await comeBack(page);
  await expect(offer()).toContainText("How did the call with Ananya Rao go?");
  expect(await look(page, "reach-offer")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await offer().getByRole("button", { name: "Add words" }).click();
  const sheet = page.getByRole("dialog", { name: "Log a call" });
  await sheet.getByLabel("What was said").fill("She wants it before the regatta");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(offer()).toHaveCount(0);
  await expect(timeline().getByText("She wants it before the regatta")).toBeVisible();
  await server.start();
  await expectSynced(page, 60_000);
});
