// The forecast of the deals and the list in groups, both out of what lies on the device.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, sample } from "./fixtures/people.ts";
import { edit, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";
const views = (page: Page) => page.getByRole("navigation", { name: "How deals are shown" });
const month = (page: Page, name: string) => page.getByRole("list", { name: "Months" }).locator(":scope > li").filter({ hasText: name });
const tile = (page: Page, label: string) => page.getByTestId("forecast-totals").locator("div").filter({ hasText: label }).locator("dd");

test("R4 R11 S1 the forecast shows open deals by month, weighted by how likely they are, and follows an edit with no network", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  page.setDefaultTimeout(15_000);
  await page.getByRole("combobox", { name: "Stage" }).selectOption("Open deals");
  await expect(page.getByTestId("list-totals")).toContainText("€");
  const listed = (await page.getByTestId("list-totals").innerText()).split(" · ")[1];
  await views(page).getByRole("link", { name: "Forecast" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
  await expect(tile(page, "Open in total")).toHaveText(String(listed));
  await server.stop();
  await expectOffline(page);

  await openRecord(page, "Deals", CREW);
  await edit(page, "Close date", "2031-03-04");
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  const march = month(page, "March 2031");
  await expect(march).toContainText("1 deal");
  await march.locator("summary").click();
  await expect(march.getByRole("link")).toHaveCount(1);
  const chance = Number(/(\d+)\s?%/.exec(await march.getByRole("link").innerText())?.[1]);
  expect(chance).toBeGreaterThan(0);
  expect(chance).toBeLessThan(100);
  await expect(march.locator("summary")).toContainText(`Weighted €${(84_000 * chance / 100).toLocaleString("en-GB")}`);
  await expect(march.locator("summary")).toContainText("Total €84,000");

  // A month counts the deals that are in it; one person's forecast is smaller.
  const first = page.getByRole("list", { name: "Months" }).locator(":scope > li").filter({ hasText: /[1-9]\d* deals?/ }).first();
  const count = Number(/(\d+) deals?/.exec(await first.innerText())?.[1]);
  await first.locator("summary").click();
  await expect(first.getByRole("link")).toHaveCount(count);
  expect(await look(page, "forecast")).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  const all = await tile(page, "Open in total").innerText();
  await page.getByRole("combobox", { name: "Owner" }).selectOption("Mine");
  await expect(tile(page, "Open in total")).not.toHaveText(all);
  await views(page).getByRole("link", { name: "Board" }).click();
  await expect(page.getByRole("combobox", { name: "Owner" })).toHaveValue(/.+/);

  // A view of the list, its filter and what is typed hold on the board and in the forecast too.
  await page.getByRole("region", { name: "Saved views" }).getByRole("button", { name: "My open deals" }).click();
  const chips = page.getByRole("list", { name: "Filter" });
  await expect(chips).toContainText("Owner is Me");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add condition" }).click();
  await dialog.getByRole("combobox", { name: "Field" }).last().selectOption({ label: "Value" });
  await dialog.getByRole("textbox", { name: "Value" }).fill("40,000");
  const show = dialog.getByRole("button", { name: /^Show \d+ deals?$/ });
  await expect(show).toBeVisible();
  const shown = Number(/\d+/.exec(await show.innerText())?.[0]);
  await show.click();
  await expect(page.getByRole("main").getByText(`${shown} deals`, { exact: true }).first()).toBeVisible();
  await views(page).getByRole("link", { name: "Forecast" }).click();
  await expect(chips).toContainText("Value is at least 40,000");
  await views(page).getByRole("link", { name: "List" }).click();
  await expect(page.getByTestId("list-totals")).toContainText(new RegExp(`^${shown} deals`));
});

test("R4 W3 a list is put into groups that say what they hold; the arrows go from row to row over their heads", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  page.setDefaultTimeout(15_000);
  const heads = page.getByRole("rowheader");
  const group = page.getByRole("combobox", { name: "Group by" });
  await page.getByRole("combobox", { name: "Stage" }).selectOption("Open deals");
  await expect(page.getByTestId("list-totals")).toContainText("€");
  await group.selectOption("By stage");
  await expect(heads.first()).toContainText(/^Prospecting\s*\d+.*€/s);
  const counted = Number(/(\d+)/.exec(await heads.first().innerText())?.[1]);
  const rows = page.getByRole("table").getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows.first()).toContainText("Prospecting");

  // The arrows pass over the head between the last row of one group and the first of the next.
  await rows.first().getByRole("link").focus();
  await page.keyboard.press("ArrowUp");
  await expect(rows.first().getByRole("link")).toBeFocused();
  for (let step = 0; step < counted; step += 1) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row").filter({ has: page.locator("a:focus") })).toContainText("Qualified");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("row").filter({ has: page.locator("a:focus") })).toContainText("Prospecting");

  await group.selectOption("By close month");
  await expect(heads.first()).toContainText(/^[A-Z][a-z]+ 20\d\d/);
  await expect(page).toHaveURL(/group=closeDate/);
  expect(await look(page, "groups")).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await group.selectOption("By owner");
  await expect(heads.first()).toContainText(/^[A-Z][a-z]+ [A-Z][a-z]+/);
  await group.selectOption("No groups");
  await expect(heads).toHaveCount(0);
});
