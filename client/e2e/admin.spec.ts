// What an admin sets up, seen by those who work with it: a custom field from its definition to a list that is narrowed by
// it with no network; a pipeline, a team and the workspace on a phone; the audit log of all of it.
import type { Locator, Page } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { edit, field, openRecord, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";
const dialog = (page: Page): Locator => page.getByRole("dialog");
const settings = async (page: Page, screen: string): Promise<void> => {
  await page.goto(new URL(`/settings/${screen}`, page.url()).href);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
};
const save = async (page: Page): Promise<void> => {
  await dialog(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
};
const noViolations = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};

async function makeField(page: Page, label: string, type: string, options?: string): Promise<void> {
  await page.getByRole("button", { name: "New field" }).click();
  await dialog(page).getByLabel("Label").fill(label);
  await dialog(page).getByLabel("Type").selectOption({ label: type });
  if (options !== undefined) await dialog(page).getByLabel("Options").fill(options);
  await save(page);
}

test("R10 U2 a custom field that an admin defines is filled in, shown, and narrowed by on another person's device, also offline", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page: admin } = await make.entered(server, sample.admin);
  const { page: rep } = await make.entered(server, sample.rep);
  await settings(admin, "fields");
  await makeField(admin, "Region", "Choice", "North\nSouth");
  await makeField(admin, "Seats", "Number");
  await expect(admin.getByRole("list", { name: "Deals" }).getByRole("listitem")).toHaveText([/^Region/, /^Seats/]);
  await noViolations(admin);
  // By keyboard: the second becomes the first.
  await admin.getByRole("button", { name: "Move Seats up" }).press("Enter");
  await expect(admin.getByRole("list", { name: "Deals" }).getByRole("listitem")).toHaveText([/^Seats/, /^Region/]);
  await expectSynced(admin);

  await openRecord(rep, "Deals", CREW);
  await field(rep, "Region").click();
  await rep.getByRole("combobox", { name: "Region" }).selectOption("North");
  await rep.getByRole("combobox", { name: "Region" }).press("Enter");
  await expect(field(rep, "Region")).toContainText("North");
  await edit(rep, "Seats", "12");
  await expectSynced(rep);
  // An option that is renamed takes along the records that have it.
  await openRecord(admin, "Deals", CREW);
  await expect(field(admin, "Region")).toContainText("North");
  await settings(admin, "fields");
  await admin.getByRole("button", { name: "Change Region" }).click();
  await dialog(admin).getByLabel("Rename an option").selectOption({ label: "North" });
  await dialog(admin).getByLabel("New name").fill("Uplands");
  await noViolations(admin);
  await save(admin);
  await expect(field(rep, "Region")).toContainText("Uplands");
  await expectSynced(admin);

  // With no network: what a rep may not, and what he may.
  await server.stop();
  await expectOffline(rep);
  await edit(rep, "Seats", "14");
  await rep.getByRole("link", { name: "Deals", exact: true }).first().click();
  const line = rep.getByRole("row").filter({ hasText: CREW });
  await expect(line).toContainText("14");
  await rep.getByRole("button", { name: "Filter", exact: true }).click();
  await dialog(rep).getByRole("button", { name: "Add condition" }).click();
  await dialog(rep).getByRole("combobox", { name: "Field" }).selectOption({ label: "Region" });
  await dialog(rep).getByRole("checkbox", { name: "Uplands" }).check();
  await dialog(rep).getByRole("button", { name: "Show 1 deal", exact: true }).click();
  await expect(rep.getByTestId("list-totals")).toContainText(/^1 deal\b/);
  await expect(row(rep, CREW)).toBeVisible();
  await rep.getByRole("columnheader", { name: "Seats" }).getByRole("button").click();
  await expect(rep).toHaveURL(/sort=custom_number_/);
});

test("R4 R16 U3 U6 pipelines, teams, the workspace and the audit log on a phone", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.admin);
  const { page } = device;
  await page.setViewportSize({ width: 390, height: 844 });
  await settings(page, "pipelines");
  await page.getByRole("button", { name: "New stage" }).click();
  await dialog(page).getByLabel("Name").fill("Legal check");
  await dialog(page).getByLabel(/^Probability/).fill("90");
  await save(page);
  await page.getByRole("button", { name: "Move Legal check up" }).click();
  const stages = page.getByRole("list", { name: "Stages" }).getByRole("listitem");
  await expect(stages.filter({ hasText: "Legal check" })).toContainText("90%");
  await expect(stages.last()).not.toContainText("Legal check");
  // The only stage that means won stays.
  await page.getByRole("button", { name: "Change Won" }).click();
  await dialog(page).getByRole("checkbox", { name: "Archived" }).check();
  await dialog(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("A pipeline needs");
  await page.keyboard.press("Escape");
  await noViolations(page);

  await settings(page, "teams");
  await page.getByRole("button", { name: "New team" }).click();
  await dialog(page).getByLabel("Name").fill("Harbour");
  await dialog(page).getByRole("checkbox", { name: new RegExp(sample.rep.name) }).check();
  await save(page);
  await expect(page.getByRole("list", { name: "Teams" }).getByRole("listitem").filter({ hasText: "Harbour" })).toContainText("1 person");

  await settings(page, "workspace");
  await page.getByLabel("Base currency").fill("eur");
  await page.getByLabel("Base currency").press("Enter");
  await page.getByRole("button", { name: "Add a rate" }).click();
  await dialog(page).getByLabel("Currency").fill("usd");
  await dialog(page).getByLabel("Worth").fill("0.9");
  await save(page);
  await expect(page.getByText("1 USD = 0.9 EUR")).toBeVisible();
  await noViolations(page);
  await expectSynced(page);

  await settings(page, "audit");
  const log = page.getByRole("list", { name: "Audit log" });
  await expect(log.getByRole("listitem").filter({ hasText: "Member changed" }).first()).toContainText(sample.admin.name);
  await expect(log.getByRole("listitem").filter({ hasText: "Signed in" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText(/^The chain of \d+ entries holds/)).toBeVisible();
  await noViolations(page);

  await settings(page, "profile");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Name").press("Enter");
  await expect(page.getByText("Your name is saved")).toBeVisible();
  await page.goto(new URL("/people", page.url()).href);
  await expect(page.getByRole("main").getByText("Ada Lovelace")).toBeVisible();

  // Who has left is erased: the name has to be typed.
  const { name } = sample.rep;
  await page.getByRole("button", { name: `Change ${name}` }).click();
  await page.getByRole("dialog").getByLabel("Active").uncheck();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0, { timeout: 30_000 });
  // The server erases nobody whom it does not know to have left.
  await expectSynced(page);
  await page.getByRole("button", { name: `Change ${name}` }).click();
  await page.getByRole("button", { name: "Erase their personal data…" }).click();
  const erase = page.getByRole("dialog", { name: `Erase the data of ${name}` });
  await erase.getByLabel("Type their name").fill("Rita");
  await erase.getByRole("button", { name: "Erase for ever" }).click();
  await expect(erase.getByText("Type the person's name exactly as it is shown.")).toBeVisible();
  expect(await look(page, "erase-member")).toEqual([]);
  await erase.getByLabel("Type their name").fill(name);
  await erase.getByRole("button", { name: "Erase for ever" }).click();
  await expect(page.getByRole("main").getByText(name)).toHaveCount(0, { timeout: 30_000 });
});
