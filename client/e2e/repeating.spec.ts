// A calendar file on a phone with no network: its meetings go to who is invited, its task comes again and again, finished by a
// swipe, changed alone or with all that follow, and the whole import is taken back.
import type { CDPSession, Locator, Page } from "@playwright/test";
import { chooseFiles, fact, next } from "./fixtures/import.ts";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const DAY_MS = 86_400_000;
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll("-", "");

const calendar = (today: number): Buffer => Buffer.from([
  "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:w1@there.example", "SUMMARY:Weekly with the yard", `DTSTART;TZID=Europe/Berlin:${dayText(today)}T100000`, "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=3", "ATTENDEE:mailto:ida.yard@there.example", "END:VEVENT",
  "BEGIN:VEVENT", "UID:h1@there.example", "SUMMARY:Yard closed", `DTSTART;VALUE=DATE:${dayText(today + DAY_MS)}`, "END:VEVENT",
  "BEGIN:VTODO", "UID:t1@there.example", "SUMMARY:Send the figures", `DUE;VALUE=DATE:${dayText(today)}`, "RRULE:FREQ=DAILY", "END:VTODO",
  "BEGIN:VEVENT", "SUMMARY:Cut off",
].join("\r\n"));

async function swipe(page: Page, line: Locator, by: readonly [number, number]): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await line.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  // What an earlier finger set in motion has come to rest.
  await expect.poll(async () => {
    const [before] = [await line.boundingBox(), await page.waitForTimeout(100)];
    return before?.y === (await line.boundingBox())?.y;
  }).toBe(true);
  const box = await line.boundingBox();
  if (box === null) throw new Error("it is not on the screen");
  const [x, y] = [box.x + 60, box.y + box.height / 2];
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", part = 0) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: x + by[0] * part, y: y + by[1] * part }] });
  await Promise.all([touch("touchStart"), touch("touchMove", 1 / 8)]);
  for (let step = 2; step <= 8; step += 1) {
    await touch("touchMove", step / 8);
    await page.waitForTimeout(16);
  }
  await touch("touchEnd");
  await cdp.detach();
}

test("R6 R13 W2 a calendar is imported on a phone with no network; its task repeats: swiped away it comes again, changed alone or with all that follow", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.rep, { viewport: PHONE });
  const { page } = device;
  page.setDefaultTimeout(15_000);
  const [main, dialog] = [page.getByRole("main"), page.getByRole("dialog")];
  await server.stop();
  await expectOffline(page);
  const today = await page.evaluate(() => {
    const here = new Date();
    return Date.UTC(here.getFullYear(), here.getMonth(), here.getDate());
  });

  // Somebody who is invited, from an address book, and then the calendar.
  await page.goto(`${server.url}/import`);
  await chooseFiles(page, [{ name: "ida.vcf", mimeType: "text/vcard", buffer: Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Yard\r\nEMAIL:ida.yard@there.example\r\nEND:VCARD\r\n") }, { name: "work.ics", mimeType: "text/calendar", buffer: calendar(today) }]);
  await next(page);
  await next(page);
  await next(page);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await page.getByRole("button", { name: "Next file: work.ics" }).click();
  await next(page);
  await expect(page.getByRole("heading", { name: "What becomes of work.ics" })).toBeVisible();
  await page.getByLabel("One meeting names nobody who is here").selectOption({ label: "Make tasks of them, on their day" });
  expect(await look(page, "import-calendar")).toEqual([]);
  await page.setViewportSize(PHONE);
  await next(page);
  await expect(page.getByText("This entry has no end: the file was cut off.")).toBeVisible();
  await page.getByRole("button", { name: "Import 5 rows" }).click();
  await expect(fact(page, "Imported")).toHaveText("5");
  await expect(fact(page, "Rows in the file")).toHaveText("6");

  // In the agenda: a finger that goes down scrolls; one that goes a long way to the side finishes it, and the next is there.
  await page.goto(`${server.url}/agenda`);
  const region = (days: number) => main.getByRole("region", { name: new RegExp(`^${days === 0 ? "Today" : "Tomorrow"},`) });
  const line = (days: number, title: string) => region(days).getByRole("listitem").filter({ hasText: title });
  await expect(line(0, "Meeting: Ida Yard")).toBeVisible();
  await expect(line(1, "Yard closed")).toBeVisible();
  await swipe(page, line(0, "Send the figures"), [20, -160]);
  await swipe(page, line(0, "Send the figures"), [60, 0]);
  await expect(line(0, "Send the figures")).toBeVisible();
  await swipe(page, line(0, "Send the figures"), [240, 0]);
  await expect(line(0, "Send the figures")).toHaveCount(0);
  await expect(line(1, "Send the figures")).toContainText("Repeats");
  await expect(line(1, "Send the figures").getByRole("checkbox")).not.toBeChecked();

  // Only this one is changed: the series goes on with the next.
  await line(1, "Send the figures").getByRole("button", { name: "What to do with Send the figures" }).click();
  await expect(dialog).toContainText("Every day");
  await dialog.getByRole("button", { name: "Change" }).click();
  await dialog.getByRole("radio", { name: "Only this one" }).check();
  await dialog.getByLabel("What is to be done").fill("Send the figures by hand");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(line(1, "Send the figures by hand")).not.toContainText("Repeats");
  await expect(main.getByText("Send the figures", { exact: true })).toHaveCount(1);

  // A new one, and its rule in words.
  await main.getByRole("button", { name: "New task", exact: true }).click();
  await dialog.getByLabel("What is to be done").fill("Month's end");
  await dialog.getByLabel("Due", { exact: false }).fill("2030-01-31");
  await dialog.getByLabel("Repeats").selectOption({ label: "Every month on its last day" });
  expect(await look(page, "task-repeats")).toEqual([]);
  await page.setViewportSize(PHONE);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);

  // The whole import, later: what it made goes, and so does what came of its series.
  await page.goto(`${server.url}/import`);
  await main.getByRole("button", { name: /^Take back: .*work\.ics/ }).click();
  await dialog.getByRole("button", { name: "Take this import back" }).click();
  await expect(main.getByText(/^In the bin: \d+ records\.$/)).toBeVisible();
  await expect(main.getByRole("button", { name: /^Take back: / })).toHaveCount(0);
  await page.goto(`${server.url}/agenda`);
  await expect(main.getByText("Yard closed")).toHaveCount(0);
  await expect(main.getByText(/^Send the figures/)).toHaveCount(0);

  await server.start();
  await expectSynced(page, 60_000);
});
