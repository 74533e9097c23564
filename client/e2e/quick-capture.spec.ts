// What a rep writes down after a call, on a phone with one thumb and with no network: how many taps it takes is counted,
// and docs/quick-capture.md says the same numbers.
import type { Locator, Page } from "@playwright/test";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const CREW = "Halden Marine: Crew scheduling rollout";
const PHONE = { width: 390, height: 844 };
const LEAST_PX = 44;
/** The lower part of the screen, which the thumb of the hand that holds it reaches. */
const REACH = 0.35;

/** Taps what a thumb can tap: in sight, large enough. Counts. */
function thumb(page: Page) {
  let taps = 0;
  return {
    get taps() {
      return taps;
    },
    async tap(target: Locator, reached = true): Promise<void> {
      await expect(target).toBeInViewport({ ratio: 0.9 });
      const box = await target.boundingBox();
      if (box === null) throw new Error("nothing to tap");
      expect(Math.round(box.height), await target.innerText()).toBeGreaterThanOrEqual(LEAST_PX);
      if (reached) expect(box.y + box.height / 2).toBeGreaterThan(PHONE.height * REACH);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      taps += 1;
    },
  };
}

test("W2 R5 R4 a call with its outcome and the deal's next stage take four taps on a phone, a note, a task or an objection three, with no network", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  const { page } = device;
  page.setDefaultTimeout(15_000);
  await openRecord(page, "Deals", CREW);
  const stage = page.getByRole("region", { name: "Stage" }).locator('[aria-current="step"]');
  // From the last open stage there is nowhere to go without a reason.
  await page.getByRole("button", { name: "Move to Proposal" }).click();
  await expect(stage).toContainText("Proposal");
  const before = await stage.innerText();
  await server.stop();
  await expectOffline(page);

  const call = thumb(page);
  const sheet = page.getByRole("dialog", { name: "Log a call" });
  await call.tap(page.getByRole("button", { name: "Log a call" }), false);
  await call.tap(sheet.locator("label", { hasText: "Spoke" }));
  const next = sheet.getByRole("group", { name: "And move the deal to" }).locator("label").first();
  const into = (await next.innerText()).trim();
  await call.tap(next);
  await call.tap(sheet.getByRole("button", { name: "Save" }));
  await expect(page.getByText(`Call logged, moved to ${into}`)).toBeVisible();
  await expect(stage).toContainText(into);
  expect(into).not.toBe(before.trim());
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline.getByRole("listitem").filter({ hasText: /Call.*Spoke/s }).first()).toBeVisible();
  expect(call.taps).toBeLessThanOrEqual(4);
  // One edit, so that one tap takes both back.
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(stage).toContainText(before.trim());

  const note = thumb(page);
  await page.evaluate(() => document.querySelector("main")?.scrollTo(0, 0));
  await note.tap(page.getByRole("button", { name: "Quick note" }), false);
  await page.getByRole("dialog", { name: "Write a note" }).getByRole("textbox", { name: "Note" }).fill("They sail in May");
  await note.tap(page.getByRole("dialog").getByRole("button", { name: "Save" }));
  await expect(timeline.getByText("They sail in May")).toBeVisible();
  const task = thumb(page);
  await task.tap(page.getByRole("button", { name: "Quick task" }), false);
  await page.getByRole("dialog").getByLabel("What is to be done").fill("Send the berth plan");
  await task.tap(page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }));
  const objection = thumb(page);
  await objection.tap(page.getByRole("button", { name: "Quick objection" }), false);
  await page.getByRole("dialog").getByLabel("What they said").fill("Too dear for one season");
  await objection.tap(page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }));
  // A tap into the field, where the keyboard does not come by itself, is one more.
  for (const { taps } of [note, task, objection]) expect(taps + 1).toBeLessThanOrEqual(3);

  // What happened, by its kind.
  const only = page.getByRole("group", { name: "Show only" });
  await only.getByRole("radio", { name: "Notes" }).check();
  await expect(timeline.getByRole("listitem").first()).toContainText("They sail in May");
  await expect(timeline.getByText("Too dear for one season")).toHaveCount(0);

  // The same among all that happened, still with no network.
  await page.getByRole("link", { name: "More", exact: true }).click();
  await page.getByRole("link", { name: "Activities", exact: true }).filter({ visible: true }).click();
  const all = page.getByRole("table", { name: "Activities" });
  await page.getByLabel("Type", { exact: true }).selectOption("note");
  await page.getByLabel("When", { exact: true }).selectOption("today");
  await expect(all.getByRole("row")).toHaveCount(1);
  await all.getByRole("link", { name: `Note: ${CREW}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(CREW);
  await server.start();
  await expectSynced(page, 60_000);
});
