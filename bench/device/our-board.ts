// Owns opening our board as a person does, from another page of the app.
import type { Page } from "@playwright/test";

const RUNS = 5;
const PAUSE_MS = 500;

/** Milliseconds from the click to the frame that shows every column with its cards and figures. */
export async function openBoard(page: Page, openDeals: number): Promise<number[]> {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
    await page.waitForTimeout(PAUSE_MS);
    await page.getByRole("link", { name: "Deals", exact: true }).filter({ visible: true }).click();
    const way = page.getByRole("link", { name: "Board", exact: true }).filter({ visible: true }).first();
    await way.waitFor();
    await page.waitForTimeout(PAUSE_MS);
    await page.evaluate((deals) => {
      const drawn = (): boolean => {
        const columns = [...document.querySelectorAll<HTMLElement>('[data-testid="board"] section[data-stage]')];
        const counted = columns.map((column) => Number(column.querySelector("h2 [aria-hidden]")?.textContent?.replaceAll(/\D/g, "")));
        return columns.length > 0 && columns.every((column) => column.querySelector("li") !== null) && counted.reduce((sum, count) => sum + count, 0) >= deals;
      };
      globalThis.pageClock.from("click", drawn);
    }, openDeals);
    await way.click();
    all.push(await page.evaluate(() => globalThis.pageClock.measured));
  }
  return all;
}
