// A list on a desk as a table whose cells are edited in place, by keyboard and by double click.
import type { Locator, Page } from "@playwright/test";
import { sample } from "./fixtures/people.ts";
import { row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";
const cell = (page: Page, title: string, column: string): Locator => page.getByRole("row").filter({ hasText: title }).locator(`[data-column="${column}"]`);

test("R4 W3 cells of a table are edited by keyboard: Enter and F2 open, Tab moves on, Escape leaves, what is wrong is said at the cell", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.manager);
  const keys = page.keyboard;
  const line = page.getByRole("row").filter({ hasText: CREW });
  await row(page, CREW).focus();
  const before = await line.getAttribute("aria-rowindex");
  await keys.press("ArrowRight");
  await expect(cell(page, CREW, "stage")).toBeFocused();
  for (let step = 0; step < 3; step += 1) await keys.press("ArrowRight");
  await expect(cell(page, CREW, "closeDate")).toBeFocused();

  await keys.press("Enter");
  await expect(page.getByLabel("Close date")).toBeFocused();
  await page.getByLabel("Close date").fill("2031-03-04");
  await keys.press("Tab");
  const value = page.getByRole("textbox", { name: "Value" });
  await expect(value).toBeFocused();
  await expect(cell(page, CREW, "closeDate")).toContainText("2031");

  // Wrong: said at the cell, and what was typed stays.
  await value.fill("a lot");
  await keys.press("Enter");
  await expect(line.getByRole("alert")).toContainText("must be an amount");
  await expect(value).toHaveValue("a lot");
  await value.fill("91,500 EUR");
  await keys.press("Enter");
  await expect(cell(page, CREW, "value")).toHaveText("€91,500");
  await expect(cell(page, CREW, "value")).toBeFocused();
  // Edited last, it would be first by the order of the list; it stays while one is in it.
  expect(await line.getAttribute("aria-rowindex")).toBe(before);

  // Escape leaves all as it was.
  await keys.press("F2");
  await value.fill("1");
  await keys.press("Escape");
  await expect(cell(page, CREW, "value")).toHaveText("€91,500");
  await expect(cell(page, CREW, "value")).toBeFocused();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(cell(page, CREW, "value")).toHaveText("€84,000");
});

test("R4 W3 a double click edits a cell, a stage that closes asks for the reason, a company is chosen from those there are", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.manager);
  await cell(page, CREW, "company").dblclick();
  const picker = page.getByRole("dialog", { name: "Choose company" });
  await picker.getByRole("textbox").fill("Solway");
  await picker.getByRole("button", { name: /^Solway Energy/ }).click();
  await expect(cell(page, CREW, "company")).toHaveText("Solway Energy");

  await cell(page, CREW, "stage").dblclick();
  await page.getByRole("combobox", { name: "Stage", exact: true }).last().selectOption("Lost");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Close as lost" });
  await dialog.getByLabel("Reason").fill("No budget this year");
  await dialog.getByRole("button", { name: "Close deal" }).click();
  await expect(cell(page, CREW, "stage")).toHaveText("Lost");
  // The title alone leads to the record.
  await row(page, CREW).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(CREW);
});
