// A week's work by the agenda: moved by a tap, a key, the mouse and the keyboard, reminded of, put off, and read by another
// calendar, most of it with no network.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { boxOf } from "./fixtures/box.ts";
import { lift } from "./fixtures/keys.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { look } from "./fixtures/look.ts";
import { expect, test } from "./fixtures/test.ts";

const DAY_MS = 86_400_000;
/** In the time zone of the browser, which has no days of another length here. */
const inDays = (page: Page, days: number) => page.evaluate((ms) => {
  const at = new Date(Date.now() + ms);
  return { iso: `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`, words: new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" }).format(at) };
}, days * DAY_MS);

test("R6 S1 tasks are moved, dragged, reminded of and put off in the agenda with no network, saved as a calendar file, and read by a link until it is revoked", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  const { page } = device;
  page.setDefaultTimeout(15_000);
  const main = page.getByRole("main");
  const dialog = page.getByRole("dialog");
  const [today, tomorrow] = [await inDays(page, 0), await inDays(page, 1)];
  await server.stop();
  await expectOffline(page);

  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { level: 1, name: "Agenda" })).toBeVisible();
  const add = async (title: string, day: string, remindAt?: string) => {
    await main.getByRole("button", { name: "New task", exact: true }).click();
    await dialog.getByLabel("What is to be done").fill(title);
    await dialog.getByLabel("Due", { exact: false }).fill(day);
    if (remindAt !== undefined) {
      await dialog.getByLabel("Reminder").selectOption("other");
      await dialog.getByLabel("Remind me at").fill(remindAt);
    }
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  const todays = main.getByRole("region", { name: `Today, ${today.words}` });
  const tomorrows = main.getByRole("region", { name: `Tomorrow, ${tomorrow.words}` });
  await add("Send the berth plan", today.iso);
  await add("Ask for the drawings", today.iso, "2020-01-01T09:00");
  await add("Book the ferry", today.iso, `${today.iso}T00:01`);
  await expect(todays.getByText("Send the berth plan")).toBeVisible();

  // A tap, and a key.
  await todays.getByRole("button", { name: "Move to tomorrow: Send the berth plan" }).click();
  await expect(tomorrows.getByText("Send the berth plan")).toBeVisible();
  await todays.getByRole("checkbox", { name: "Ask for the drawings" }).focus();
  await page.keyboard.press("t");
  await expect(tomorrows.getByText("Ask for the drawings")).toBeVisible();

  // The reminder that has come is put off by an edit; the one of years ago stands among what is overdue, not here.
  const reminders = page.getByRole("region", { name: "Reminders" });
  await expect(reminders).toContainText("Reminder: Book the ferry", { timeout: 30_000 });
  await reminders.getByRole("button", { name: "In an hour" }).click();
  await expect(reminders).toHaveCount(0);

  // The week and the month, by mouse and by keyboard.
  await main.getByRole("radio", { name: "Month" }).check();
  const cell = (iso: string) => main.getByRole("cell").filter({ has: page.locator(`time[datetime="${iso}"]`) });
  const chip = (title: string) => main.getByRole("button", { name: new RegExp(`^Task: .*${title}$`) });
  await expect(cell(today.iso)).toBeVisible();
  await main.getByRole("radio", { name: "Week" }).check();
  await expect(chip("Book the ferry")).toBeVisible();
  await chip("Book the ferry").click();
  await dialog.getByRole("button", { name: "Move to another day…" }).click();
  const inAWeek = await inDays(page, 7);
  await dialog.getByLabel("Day", { exact: true }).fill(inAWeek.iso);
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  await main.getByRole("button", { name: "The week after" }).click();
  await expect(cell(inAWeek.iso).getByText("Book the ferry")).toBeVisible();
  // To a day beside it that is in the same week, whichever weekday it is today.
  const days = await main.locator("td time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
  const at = days.indexOf(inAWeek.iso);
  const beside = await inDays(page, at === 6 ? 6 : 8);
  await chip("Book the ferry").focus();
  await lift(page);
  // Each key once it was said what the one before did, as whoever hears it would.
  await expect(page.getByText(`Book the ferry is over ${inAWeek.words}.`)).toBeAttached();
  await page.keyboard.press(at === 6 ? "ArrowLeft" : "ArrowRight");
  await expect(page.getByText(`Book the ferry is over ${beside.words}.`)).toBeAttached();
  await page.keyboard.press("Space");
  await expect(cell(beside.iso).getByText("Book the ferry")).toBeVisible();
  const [target, from] = [await boxOf(cell(inAWeek.iso)), await boxOf(chip("Book the ferry"))];
  await page.mouse.move(from.x + 10, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 30, { steps: 3 });
  await page.mouse.move(target.x + target.width / 2, target.y + 60, { steps: 6 });
  await page.mouse.up();
  await expect(cell(inAWeek.iso).getByText("Book the ferry")).toBeVisible();

  // A file for another calendar is made here.
  const downloading = page.waitForEvent("download");
  await main.getByRole("button", { name: "Save these days as a calendar file" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  expect(file).toContain("BEGIN:VCALENDAR\r\n");
  expect(file).toContain("SUMMARY:Book the ferry\r\n");
  await main.getByRole("radio", { name: "List" }).check();
  expect(await look(page, "agenda")).toEqual([]);

  // With a network again: a link that another program reads, with what was done meanwhile in it.
  await page.setViewportSize({ width: 1440, height: 900 });
  await server.start();
  await expectSynced(page, 60_000);
  await main.getByRole("button", { name: "Calendar links" }).click();
  await main.getByRole("button", { name: "New link" }).click();
  await dialog.getByLabel("Name").fill("My phone");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const address = await dialog.getByLabel("Address").inputValue();
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(main.getByText("My phone")).toBeVisible();
  const feed = await fetch(address);
  expect([feed.status, feed.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect(await feed.text()).toContain("SUMMARY:Book the ferry");
  await main.getByRole("button", { name: "Revoke My phone" }).click();
  await dialog.getByRole("button", { name: "Revoke it" }).click();
  await expect(main.getByText("No links yet")).toBeVisible();
  expect((await fetch(address)).status).toBe(404);
});
