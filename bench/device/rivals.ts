// Owns measuring Dexie and PouchDB in a real Chromium, on the records and by the clock that ours is measured by.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createKillableBrowser } from "../../client/e2e/fixtures/killable-browser.ts";
import type { LaunchOptions, Page } from "@playwright/test";
import { localFile } from "../peers/local-file.ts";
import type { DeviceFigures } from "./figures.ts";
import type { Hold } from "./held-core.ts";
import { pageHeap } from "./heap.ts";
import { plainAt } from "./mixed-records.ts";
import { WORDS } from "./our-hands.ts";
import { clockScript, giveClock } from "./page-clock.ts";
import { RIVAL_BODY, rivalScript } from "./rival-page.ts";
import { dexieRows, pouchDocs, type RivalStore } from "./rival-stores.ts";
import { typeWord, untilListChanges } from "./typing.ts";

interface RivalSetup { readonly library: string; readonly store: () => RivalStore; readonly notes: DeviceFigures["notes"] }

export const RIVALS = {
  "dexie rows": { library: localFile("../../node_modules/dexie/dist/dexie.min.js"), store: dexieRows, notes: { keystroke: "beginnings of words of the title, by an index; ours: any part of any text field" } },
  pouchdb: { library: localFile("./node_modules/pouchdb/dist/pouchdb.min.js"), store: pouchDocs, notes: { keystroke: "beginnings of words of the title, by reading all deals" } },
} as const satisfies Record<string, RivalSetup>;

const WHO = { workspace: "bench", user: "bench" };
const LIMIT_MS = 240_000;

export interface RivalDevice {
  fill(): Promise<DeviceFigures>;
  use(hold: Hold): Promise<DeviceFigures>;
  remove(): Promise<void>;
}

export async function createRival(name: keyof typeof RIVALS, port: number, launch: LaunchOptions, { records, colds }: { readonly records: number; readonly colds: number }, say: (text: string) => void): Promise<RivalDevice> {
  const { library, store, notes } = RIVALS[name];
  const server = await serve(port, readFileSync(library, "utf8"), rivalScript(store));
  const browser = await createKillableBrowser(launch);
  const origin = `http://127.0.0.1:${port}`;
  let held = 0;

  async function fresh(): Promise<Page> {
    const page = await browser.start("about:blank");
    page.setDefaultTimeout(LIMIT_MS * 2);
    await giveClock(page);
    return page;
  }

  return {
    async fill() {
      const page = await fresh();
      await page.goto(origin);
      const found = await page.evaluate(([n, limit]) => globalThis.rival.fill(n, limit), [records, LIMIT_MS] as const);
      held = found.held;
      say(`${name}: ${held} records after ${Math.round(found.whole ?? LIMIT_MS)} ms`);
      await browser.close();
      const short = `only ${held} records in ${LIMIT_MS / 1000} s; the other figures are of those`;
      return { samples: { usable: [found.usable], whole: found.whole === null ? [] : [found.whole] }, notes: found.whole === null ? { whole: short } : {} };
    },
    async use(hold) {
      const cold: number[] = [];
      let page = await fresh();
      try {
        for (let run = 0; run < colds; run += 1) {
          if (run > 0) {
            hold(false);
            await browser.close();
            page = await fresh();
          }
          hold(true);
          await page.goto(origin);
          cold.push(await page.evaluate(() => globalThis.pageClock.first));
        }
        const keystroke = await typing(page);
        const editPainted = await editing(page);
        const heap = await pageHeap(page);
        return { samples: { cold, keystroke, editPainted, pageHeap: [heap], workerHeap: [] }, notes: { ...notes, workerHeap: "works in the page" } };
      } finally {
        hold(false);
        await browser.close();
      }
    },
    async remove() {
      await browser.remove();
      server.close();
    },
  };
}

function serve(port: number, library: string, script: string): Promise<Server> {
  const texts: Readonly<Record<string, readonly [type: string, text: string]>> = {
    "/": ["text/html", `<!doctype html><meta charset="utf-8"><title>rival</title><body>${RIVAL_BODY}<script src="/library.js"></script><script src="/app.js"></script>`],
    "/library.js": ["text/javascript", library],
    "/app.js": ["text/javascript", `${clockScript.split(";")[0]};${script}`],
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/records") {
      const [from, count] = [Number(searchParams.get("from")), Number(searchParams.get("count"))];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(Array.from({ length: count }, (_, n) => plainAt(from + n, WHO))));
      return;
    }
    const [type, text] = texts[pathname] ?? ["text/plain", ""];
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.end(text);
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

async function typing(page: Page): Promise<number[]> {
  const taken: number[] = [];
  const box = page.getByRole("textbox");
  for (const word of WORDS) {
    await box.fill("");
    await page.waitForTimeout(500);
    await box.focus();
    taken.push(...(await typeWord(page, word, { begin: () => untilListChanges(page), taken: () => page.evaluate(() => globalThis.pageClock.measured), pauseMs: 200 })));
  }
  await box.fill("");
  await page.waitForTimeout(500);
  return taken;
}

async function editing(page: Page): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < 12; run += 1) {
    await page.evaluate((text) => globalThis.pageClock.from("click", () => document.querySelector("[role=table]")?.textContent.includes(text) ?? false), `measured ${run + 1}`);
    await page.getByRole("button", { name: "Edit" }).click();
    taken.push(await page.evaluate(() => globalThis.pageClock.measured));
    await page.waitForTimeout(200);
  }
  return taken;
}
