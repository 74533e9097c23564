// The palette, the keys that work on every page, and the page one begins with, by keyboard alone; on a phone by a button.
import { look } from "./fixtures/look.ts";
import { sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";

test("R12 W3 a record is found, a call is logged on it and pages are gone to by keyboard alone, never while typing", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  const keys = page.keyboard;
  const palette = page.getByRole("dialog", { name: "Find or do" });

  await keys.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await expect(palette.getByRole("option").first()).toBeVisible();
  await keys.type("halden crew");
  await expect(palette.getByRole("option", { selected: true })).toContainText(CREW);
  await keys.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(CREW);

  // On the open record the first thing offered is to log a call on it.
  await keys.press("Control+k");
  await expect(palette.getByRole("option", { selected: true })).toHaveText(new RegExp(`^Log a call on ${CREW}`));
  await keys.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Log a call" });
  await sheet.getByLabel("What was said").focus();
  await keys.type("They sign in May. Go to the board? n d g b ?");
  await sheet.getByRole("button", { name: "Save" }).press("Enter");
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("They sign in May.")).toBeVisible();

  await keys.press("g");
  await keys.press("b");
  await expect(page).toHaveURL(/\/board$/);
  await keys.press("n");
  await keys.press("c");
  await expect(page.getByRole("dialog", { name: "New contact" })).toBeVisible();
  await keys.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keys.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Find or do");
  // Behind a dialog the keys rest.
  await keys.press("g");
  await keys.press("d");
  await expect(page).toHaveURL(/\/board$/);
  await keys.press("Escape");
  await keys.press("/");
  await expect(page.getByRole("textbox", { name: "Search", exact: true })).toBeFocused();
  await keys.type("gb?");
  await expect(page).toHaveURL(/\/search\?q=gb/);

  // Arrows go round, an action is chosen, Escape gives the focus back.
  await page.getByRole("textbox", { name: "Search", exact: true }).fill("");
  await keys.press("Control+k");
  await expect(palette.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  // What was looked at last is offered a moment after the pages are: the arrow goes round from the first again.
  await expect(async () => {
    await keys.press("Home");
    await keys.press("ArrowUp");
    await expect(palette.getByRole("option").last()).toHaveAttribute("aria-selected", "true", { timeout: 1_000 });
  }).toPass();
  await keys.type("go to sync");
  await expect(palette.getByRole("option", { selected: true })).toContainText("Go to Sync");
  await keys.press("Enter");
  await expect(page).toHaveURL(/\/sync$/);
});

test("R6 W2 home shows what is due; a task is ticked off there and comes back by undo; on a phone a button opens the palette", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: { width: 390, height: 844 } });
  const { page } = device;
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
  const tasks = page.getByRole("region", { name: "Your tasks" }).getByRole("listitem");
  await expect(tasks.first()).toBeVisible();
  // Its first line: the name of what it hangs on may come a moment later.
  const names = async (): Promise<readonly (string | undefined)[]> => (await tasks.allInnerTexts()).map((text) => text.split("\n")[0]);
  const [first] = await names();
  await tasks.first().getByRole("checkbox").click();
  await expect(page.getByText("Task done")).toBeVisible();
  await expect.poll(names).not.toContain(first);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(names).toContain(first);
  await expect(page.getByRole("region", { name: "Closing soon" }).getByRole("link").first()).toBeVisible();

  await page.getByRole("button", { name: "Find or do" }).click();
  const palette = page.getByRole("dialog", { name: "Find or do" });
  await expect(palette.getByRole("option").first()).toBeVisible();
  expect(await look(page, "palette")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await palette.getByRole("combobox").fill("ananya");
  await palette.getByRole("option", { name: /^Ananya Rao/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ananya Rao");
  await openRecord(page, "Contacts", "Ananya Rao");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  expect(await look(page, "shortcuts")).toEqual([]);
});
