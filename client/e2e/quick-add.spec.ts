// Adding anything from any page, with one thumb and with no network.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };

const add = async (page: Page, what: string) => {
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Quick add" }).click();
  await page.getByRole("dialog", { name: "Quick add" }).getByRole("button", { name: what }).click();
};

test("W2 S1 a call, a note, a task, a deal and a person are added from any page on a phone, with no network", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  const { page } = device;
  const dialog = page.getByRole("dialog");
  await openRecord(page, "Contacts", "Ananya Rao");
  const company = /· ([^·]+) ·/.exec(await page.getByRole("heading", { level: 1 }).locator("..").innerText())?.[1]?.trim() ?? "";
  expect(company).not.toBe("");
  await server.stop();
  await expectOffline(page);

  // From a person: the call is about him, the deal is his and his company's.
  await add(page, "Log a call");
  await expect(dialog.getByLabel("On", { exact: true })).toHaveText("Ananya Rao");
  await dialog.getByRole("radio", { name: "Left a message" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("Left a message")).toBeVisible();
  await add(page, "New deal");
  await dialog.getByLabel("Title").fill("Spare parts, from the yard");
  await expect(dialog.getByLabel("Company")).toHaveText(company);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spare parts, from the yard");
  await expect(page.getByRole("main")).toContainText("Ananya Rao");

  // From a page that is about nothing: which record is asked for, or there is none.
  await page.getByRole("link", { name: "More", exact: true }).click();
  await add(page, "Write a note");
  await page.getByRole("dialog", { name: "What is the note on?" }).getByRole("textbox").fill("spare parts");
  await page.getByRole("dialog").getByRole("button", { name: /^Spare parts, from the yard/ }).click();
  await dialog.getByRole("textbox", { name: "Note" }).fill("Ask for the drawings");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Note saved")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "More" })).toBeVisible();
  await add(page, "New task");
  await dialog.getByLabel("What is to be done").fill("Call the harbour master");
  await dialog.getByLabel("Due").fill("2020-01-02");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await add(page, "New contact");
  await dialog.getByLabel("Name").fill("Berta Bollard");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Berta Bollard");
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
  await expect(page.getByRole("region", { name: "Your tasks" }).getByText("Call the harbour master")).toBeVisible();

  await server.start();
  await expectSynced(page, 60_000);
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Quick add" }).click();
  await expect(dialog.getByRole("button", { name: "New task" })).toBeVisible();
  expect(await look(page, "quick-add")).toEqual([]);
});
