// Owns measuring our own app in a real Chromium: the built client against a running server that holds the records.
import { createKillableBrowser } from "../../client/e2e/fixtures/killable-browser.ts";
import type { Page } from "@playwright/test";
import { benchPassword, originOf } from "../peers/outrider-accounts.ts";
import type { At } from "../peer.ts";
import { chromiumHere } from "./chromium-here.ts";
import type { DeviceFigures } from "./figures.ts";
import { pageHeap, workerHeap } from "./heap.ts";
import { giveClock } from "./page-clock.ts";

const LIMIT_MS = 240_000;
const WORDS = ["har", "cob", "kiln", "lark"] as const;

const synced = (page: Page) => page.getByRole("link", { name: /^Sync: Up to date/ }).waitFor({ timeout: LIMIT_MS });
const seconds = (from: number): number => Math.round(performance.now() - from);

export async function measureOurs(at: At, colds: number, say: (text: string) => void): Promise<DeviceFigures> {
  const browser = await createKillableBrowser(chromiumHere());
  try {
    let page = await browser.start("about:blank");
    page.setDefaultTimeout(LIMIT_MS);
    await giveClock(page);
    await page.goto(originOf(at));
    await page.getByLabel("Email").fill("admin@bench.example");
    await page.getByLabel("Password", { exact: true }).fill(benchPassword);
    const begin = performance.now();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/deals$/);
    await page.evaluate(() => globalThis.pageClock.first);
    const usable = seconds(begin);
    say(`outrider: first list after ${usable} ms`);
    await synced(page);
    const whole = seconds(begin);
    say(`outrider: everything after ${whole} ms`);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.waitForTimeout(2000);

    const cold: number[] = [];
    for (let run = 0; run < colds; run += 1) {
      await browser.close();
      page = await browser.start("about:blank");
      await giveClock(page);
      await page.goto(`${originOf(at)}/deals`);
      cold.push(await page.evaluate(() => globalThis.pageClock.first));
      say(`outrider: cold start to first list ${Math.round(cold.at(-1) ?? 0)} ms`);
      await synced(page);
    }

    const keystrokes = await typing(page);
    const edits = await editing(page);
    await page.waitForTimeout(2000);
    return { usable, whole, cold, keystrokes, edits, page: await pageHeap(page), worker: await workerHeap(page) };
  } finally {
    await browser.remove();
  }
}

/** Letter by letter into the box over the list. A letter that leaves the list as long as it was is not counted. */
async function typing(page: Page): Promise<number[]> {
  const taken: number[] = [];
  const box = page.getByRole("main").getByRole("search").getByRole("textbox").first();
  for (const word of WORDS) {
    await box.fill("");
    await page.waitForTimeout(500);
    await box.focus();
    for (const letter of word) {
      await page.evaluate(() => {
        const before = globalThis.pageClock.rows();
        globalThis.pageClock.from("keydown", () => globalThis.pageClock.rows() !== before);
      });
      await page.keyboard.press(letter);
      const ms = await page.evaluate(() => Promise.race([globalThis.pageClock.measured, new Promise<null>((resolve) => setTimeout(resolve, 3000, null))]));
      if (ms !== null) taken.push(ms);
      await page.waitForTimeout(200);
    }
  }
  await box.fill("");
  return taken;
}

/** A field of a record: from the key that saves it to the page that shows it saved. */
async function editing(page: Page): Promise<number[]> {
  const taken: number[] = [];
  await page.locator('[role="table"] [data-row] a').first().click();
  for (let run = 0; run < 12; run += 1) {
    const said = `measured ${run}`;
    await page.getByRole("button", { name: /^Edit Notes:/ }).click();
    const box = page.getByRole("textbox", { name: "Notes", exact: true });
    await box.fill(said);
    await page.evaluate((text) => globalThis.pageClock.from("keydown", () => [...document.querySelectorAll("button")].some((button) => button.textContent.includes(text))), said);
    await box.press("Control+Enter");
    taken.push(await page.evaluate(() => globalThis.pageClock.measured));
    await page.waitForTimeout(200);
  }
  return taken;
}

