// The dashboard out of what lies on the device: figures that follow edits with no network, each with the way to its records,
// and goals that are set there and followed at home.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const tile = (page: Page, label: string) => page.getByTestId("kpis").locator(":scope > div").filter({ has: page.locator("dt").filter({ hasText: label }) });
const figure = (page: Page, label: string) => tile(page, label).locator("dd").first();
const numberIn = (text: string): number => Number(text.replaceAll(/\D/g, ""));

test("D1 S1 the dashboard follows an edit with no network, leads to the records behind a figure, and holds a goal that home follows", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  page.setDefaultTimeout(15_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectSynced(page);
  await page.getByRole("link", { name: "Dashboard", exact: true }).click();
  await expect(figure(page, "Open pipeline")).toContainText("€");
  await server.stop();
  await expectOffline(page);

  // A deal of one's own is made with no network, and counts.
  const open = async (): Promise<number> => numberIn((await tile(page, "Open pipeline").locator("dd").nth(1).innerText()));
  const before = await open();
  await page.keyboard.press("n");
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill("Counted at once");
  await dialog.getByRole("button", { name: /^(Create|Save)/ }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect.poll(open).toBe(before + 1);

  // The picture has its figures behind it, for whoever wants those.
  const chart = page.getByRole("img", { name: /^Won value by Week/ });
  await expect(chart).toBeVisible();
  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(chart).toHaveCount(0);
  await expect(page.getByRole("table", { name: /^Won value by Week/ }).getByRole("row").nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Show as picture" }).click();
  await page.getByRole("combobox", { name: "Days" }).selectOption("This year");
  await expect(page).toHaveURL(/range=year/);

  // From a figure to its records: as many as it said.
  const status = page.getByRole("table", { name: "Leads by status" }).getByRole("row").filter({ hasText: "Qualified" });
  const leads = Number(/(\d+)/.exec(await status.getByRole("cell").last().innerText())?.[1]);
  await status.getByRole("link").click();
  await expect(page).toHaveURL(/leads\?status=qualified/);
  await expect(page.getByRole("main").getByText(`${leads} leads`, { exact: true })).toBeVisible();
  await page.goBack();

  const won = numberIn(await tile(page, "Won").first().locator("dd").nth(1).innerText());
  await tile(page, "Won").first().getByRole("link").click();
  await expect(page.getByRole("list", { name: "Filter" })).toContainText("Won or lost on");
  await expect(page.getByTestId("list-totals")).toContainText(new RegExp(`^${won} deals`));
  await page.goBack();

  // A goal, set with no network, is followed here and at home.
  await page.getByRole("button", { name: "Set a goal" }).click();
  await dialog.getByLabel("Target").fill("nothing");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("A number above zero.").first()).toBeVisible();
  await dialog.getByLabel("Target").fill("9000000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const goal = page.getByRole("list", { name: "Goals" }).getByRole("listitem").filter({ hasText: "9,000,000" });
  await expect(goal).toContainText("of €9,000,000");
  await expect(goal.getByRole("progressbar")).toBeVisible();
  expect(await look(page, "dashboard")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Next" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Your goals" })).toContainText("of €9,000,000");
  await page.getByRole("link", { name: "Open pipeline" }).click();
  await expect(page).toHaveURL(/stage=open/);
  await expect(page.getByRole("main")).toContainText("Counted at once");
});
