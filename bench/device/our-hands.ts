// Owns what a person does in our app while it is measured: types, scrolls, edits. Times are milliseconds from the event
// to the frame that shows its effect.
import type { Page } from "@playwright/test";
import { quantile } from "../statistics.ts";
import { typeWord, untilListChanges } from "./typing.ts";

export const WORDS = ["har", "cob", "kiln", "lark"] as const;
const PAUSE_MS = 250;
const NOTHING_MS = 4000;
const SCROLL_MS = 4000;

/** What was begun with `from`, or null where nothing came of it. */
const taken = (page: Page): Promise<number | null> =>
  page.evaluate((ms) => Promise.race([globalThis.pageClock.measured, new Promise<null>((resolve) => setTimeout(resolve, ms, null))]), NOTHING_MS);

/** Letter by letter into the box over the list. A letter that leaves the list as long as it was is not counted. */
export async function typingInList(page: Page): Promise<number[]> {
  const box = page.getByRole("main").getByRole("search").getByRole("textbox").first();
  const all: number[] = [];
  for (const word of WORDS) {
    await box.fill("");
    await page.waitForTimeout(PAUSE_MS * 2);
    await box.focus();
    all.push(...(await typeWord(page, word, { begin: () => untilListChanges(page), taken: () => taken(page), pauseMs: PAUSE_MS })));
  }
  await box.fill("");
  await page.waitForTimeout(PAUSE_MS * 2);
  return all;
}

/**
 * The same into the one box that searches every kind. Records stand first in its list, before what the page itself knows:
 * a letter that changes none of the first five names is not counted.
 */
export async function typingEverywhere(page: Page): Promise<number[]> {
  const all: number[] = [];
  for (const word of WORDS) {
    await page.keyboard.press("Control+k");
    await page.locator('[role="combobox"][aria-autocomplete="list"]').waitFor();
    await page.waitForTimeout(PAUSE_MS * 2);
    const begin = () =>
      page.evaluate(() => {
        const names = (): string => [...document.querySelectorAll('[role="listbox"] [role="option"]')].slice(0, 5).map((option) => option.textContent).join("\n");
        const before = names();
        globalThis.pageClock.from("keydown", () => names() !== before);
      });
    all.push(...(await typeWord(page, word, { begin, taken: () => taken(page), pauseMs: PAUSE_MS })));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(PAUSE_MS);
  }
  return all;
}

/** The wheel turned over the list for some seconds: the length that 95 of 100 frames keep within. */
export async function scrolling(page: Page): Promise<number[]> {
  const list = await page.locator('[role="table"]').boundingBox();
  if (list === null) return [];
  await page.mouse.move(list.x + list.width / 2, list.y + list.height / 2);
  const frames = page.evaluate((ms) => globalThis.pageClock.frames(ms), SCROLL_MS);
  for (const until = performance.now() + SCROLL_MS; performance.now() < until; await page.waitForTimeout(16)) await page.mouse.wheel(0, 240);
  const p95 = quantile(await frames, 0.95);
  return p95 === undefined ? [] : [p95];
}

/** A field of a record: from the key that saves it to the page that shows it saved. */
export async function editing(page: Page): Promise<number[]> {
  await page.getByRole("link", { name: "Deals", exact: true }).filter({ visible: true }).click();
  await page.locator('[role="table"] [data-row] a').first().click();
  const all: number[] = [];
  for (let run = 0; run < 12; run += 1) {
    const said = `measured ${run}`;
    await page.getByRole("button", { name: /^Edit Notes/ }).click();
    const box = page.getByRole("textbox", { name: "Notes", exact: true });
    await box.fill(said);
    await page.evaluate((text) => globalThis.pageClock.from("keydown", () => [...document.querySelectorAll("button")].some((button) => button.textContent.includes(text))), said);
    await box.press("Control+Enter");
    const ms = await taken(page);
    if (ms !== null) all.push(ms);
    await page.waitForTimeout(PAUSE_MS);
  }
  return all;
}
