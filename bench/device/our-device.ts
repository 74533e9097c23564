// Owns measuring our own app in a real Chromium: the built client against a running server that holds the records.
import { createKillableBrowser, type KillableBrowser } from "../../client/e2e/fixtures/killable-browser.ts";
import type { LaunchOptions, Page } from "@playwright/test";
import { benchPassword } from "../../tests/devices/people.ts";
import { originOf } from "../peers/outrider-accounts.ts";
import type { At } from "../peer.ts";
import type { DeviceFigures } from "./figures.ts";
import type { Hold } from "./held-core.ts";
import { pageHeap, workerHeap } from "./heap.ts";
import { openBoard } from "./our-board.ts";
import { editing, scrolling, typingEverywhere, typingInList } from "./our-hands.ts";
import { giveClock } from "./page-clock.ts";
import { scriptOf } from "./page-script.ts";

const LIMIT_MS = 420_000;
const SETTLE_MS = 4000;
/** A person stays for a while after the first load: what was looked at is kept once nothing happens for two seconds. */
const STAYS_MS = 10_000;

const synced = (page: Page): Promise<void> => page.getByRole("link", { name: /^Sync: Up to date/ }).waitFor({ timeout: LIMIT_MS });

export interface OurDevice {
  /** Fills an empty device: to its first list, to everything. */
  fill(): Promise<DeviceFigures>;
  /** What a full device does, from cold starts on. */
  use(hold: Hold): Promise<DeviceFigures>;
  remove(): Promise<void>;
}

export async function createOurDevice(at: At, launch: LaunchOptions, { colds, openDeals }: { readonly colds: number; readonly openDeals: number }, say: (text: string) => void): Promise<OurDevice> {
  const browser = await createKillableBrowser(launch);
  const origin = originOf(at);

  async function fresh(from: KillableBrowser): Promise<Page> {
    const page = await from.start("about:blank");
    page.setDefaultTimeout(LIMIT_MS);
    await giveClock(page);
    return page;
  }

  return {
    async fill() {
      const page = await fresh(browser);
      await page.goto(origin);
      await page.getByLabel("Email").fill("admin@bench.example");
      await page.getByLabel("Password", { exact: true }).fill(benchPassword);
      const begin = performance.now();
      const since = (): number => Math.round(performance.now() - begin);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("link", { name: "Deals", exact: true }).filter({ visible: true }).click();
      await page.evaluate(() => globalThis.pageClock.first);
      const usable = since();
      say(`outrider: first list after ${usable} ms`);
      await synced(page);
      const whole = since();
      say(`outrider: everything after ${whole} ms`);
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await page.waitForTimeout(STAYS_MS);
      await browser.close();
      return { samples: { usable: [usable], whole: [whole] } };
    },
    async use(hold) {
      const cold: number[] = [];
      let script = 0;
      let page = await fresh(browser);
      try {
        for (let run = 0; run < colds; run += 1) {
          if (run > 0) {
            hold(false);
            await browser.close();
            page = await fresh(browser);
          }
          hold(true);
          await page.goto(`${origin}/deals`);
          cold.push(await page.evaluate(() => globalThis.pageClock.first));
          script = await scriptOf(page);
          say(`outrider: cold start to first list ${Math.round(cold.at(-1) ?? 0)} ms`);
          await synced(page);
        }
        await page.waitForTimeout(SETTLE_MS);
        const keystroke = await typingInList(page);
        const scroll = await scrolling(page);
        const everywhere = await typingEverywhere(page);
        const board = await openBoard(page, openDeals);
        const editPainted = await editing(page);
        await page.waitForTimeout(STAYS_MS);
        const heaps = [await pageHeap(page), await workerHeap(page)] as const;
        // What was looked at last is what the next start shows first.
        await page.goto(`${origin}/deals`);
        await synced(page);
        await page.waitForTimeout(STAYS_MS);
        return { samples: { script: [script], cold, keystroke, everywhere, scroll, board, editPainted, pageHeap: [heaps[0]], workerHeap: heaps[1] === undefined ? [] : [heaps[1]] } };
      } finally {
        hold(false);
        await browser.close();
      }
    },
    remove: () => browser.remove(),
  };
}
