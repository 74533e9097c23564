// A contact that is there already is noticed while it is typed; the two are merged side by side on a phone with no network,
// taken apart again after a restart by a key, and a mistyped search finds them.
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };

test("R14 R15 R12 two contacts that are one: noticed while typing, merged side by side offline, taken back after a restart, found by a mistyped name", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  let page = device.page;
  const add = async (what: string) => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Quick add" }).click();
    await page.getByRole("dialog", { name: "Quick add" }).getByRole("button", { name: what }).click();
  };
  const seen = async (name: string) => {
    expect(await look(page, name)).toEqual([]);
    await page.setViewportSize(PHONE);
  };
  await openRecord(page, "Contacts", "Ananya Rao");
  await server.stop();
  await expectOffline(page);

  // The same person with a slip and another job: it is said that she may be there, and made all the same.
  await add("New contact");
  const form = page.getByRole("dialog", { name: "New contact" });
  await form.getByLabel("Name").fill("Rao, Ananya");
  await expect(form.getByText("This may be there already")).toBeVisible();
  await expect(form.getByRole("link", { name: "Open" }).first()).toHaveAttribute("href", /^\/contacts\//);
  await form.getByRole("button", { name: "More fields" }).click();
  await form.getByLabel("Job title").fill("Harbour pilot");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rao, Ananya");
  await expect(page.getByRole("main").getByText("This may be there already")).toBeVisible();

  // In the list, and side by side.
  await page.getByRole("link", { name: "More", exact: true }).click();
  await page.getByRole("main").getByRole("link", { name: "Duplicates" }).click();
  const pair = page.getByRole("listitem").filter({ hasText: "Rao, Ananya" });
  await expect(pair).toContainText("same name");
  await seen("duplicates on a phone");
  await pair.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two contacts side by side");
  await page.getByRole("group", { name: "Which one stays" }).getByRole("radio", { name: /^Ananya Rao/ }).check();
  await page.getByRole("group", { name: "Job title" }).getByRole("radio", { name: /^Harbour pilot/ }).check();
  await expect(page.getByRole("region", { name: "What it will say" })).toContainText("Harbour pilot");
  await seen("two records side by side on a phone");
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("Merged", { exact: true })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Rao, Ananya" })).toHaveCount(0);

  // After a restart the last edit is still the last edit.
  await device.close();
  page = await device.start("/edits");
  await expectOffline(page);
  const lately = page.getByRole("list", { name: "In the last hour" });
  await expect(lately.getByRole("listitem").first()).toContainText("Merged");
  await seen("one's own edits on a phone");
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/^Undone: /)).toBeVisible();
  await expect(lately.getByRole("listitem").first()).toContainText("Undone");

  // All of the last hour: the contact that was made goes too.
  await page.getByRole("button", { name: "Undo the last hour" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the last hour" }).click();
  await expect(page.getByText("1 edit taken back", { exact: true })).toBeVisible();

  await server.start();
  await expectSynced(page, 60_000);
  await page.getByRole("textbox", { name: "Search", exact: true }).fill("Annanya Rao");
  await expect(page.getByText(/^Showing results for “ananya”/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Ananya Rao/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Rao, Ananya/ })).toHaveCount(0);
});
