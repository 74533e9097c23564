// Owns measuring Dexie and PouchDB in a real Chromium, on the records and by the clock that ours is measured by.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createKillableBrowser } from "../../client/e2e/fixtures/killable-browser.ts";
import type { Page } from "@playwright/test";
import { localFile } from "../peers/local-file.ts";
import { chromiumHere } from "./chromium-here.ts";
import type { DeviceFigures } from "./figures.ts";
import { pageHeap } from "./heap.ts";
import { plainAt } from "./mixed-records.ts";
import { clockScript, giveClock } from "./page-clock.ts";
import { RIVAL_BODY, rivalScript } from "./rival-page.ts";
import { dexieRows, pouchDocs, type RivalStore } from "./rival-stores.ts";

interface RivalSetup { readonly library: string; readonly store: () => RivalStore; readonly notes: DeviceFigures["notes"] }

export const RIVALS = {
  "dexie rows": { library: localFile("../../node_modules/dexie/dist/dexie.min.js"), store: dexieRows, notes: { keystroke: "beginnings of words of the title, by an index; ours: any part of any text field" } },
  pouchdb: { library: localFile("./node_modules/pouchdb/dist/pouchdb.min.js"), store: pouchDocs, notes: { keystroke: "beginnings of words of the title, by reading all deals" } },
} as const satisfies Record<string, RivalSetup>;

const WHO = { workspace: "bench", user: "bench" };
const WORDS = ["har", "cob", "kiln", "lark"] as const;
const LIMIT_MS = 240_000;

export async function measureRival(name: keyof typeof RIVALS, port: number, count: number, colds: number, say: (text: string) => void): Promise<DeviceFigures> {
  const { library, store, notes } = RIVALS[name];
  const server = await serve(port, readFileSync(library, "utf8"), rivalScript(store));
  const browser = await createKillableBrowser(chromiumHere());
  const origin = `http://127.0.0.1:${port}`;
  try {
    let page = await browser.start("about:blank");
    await giveClock(page);
    await page.goto(origin);
    page.setDefaultTimeout(LIMIT_MS * 2);
    const { usable, whole, held } = await page.evaluate(([n, limit]) => globalThis.rival.fill(n, limit), [count, LIMIT_MS] as const);
    say(`${name}: ${held} records after ${Math.round(whole ?? LIMIT_MS)} ms`);
    const cold: number[] = [];
    for (let run = 0; run < colds; run += 1) {
      await browser.close();
      page = await browser.start("about:blank");
      await giveClock(page);
      await page.goto(origin);
      cold.push(await page.evaluate(() => globalThis.pageClock.first));
    }
    const keystrokes = await typing(page);
    const edits = await editing(page);
    const short = whole === null ? `only ${held} records in ${LIMIT_MS / 1000} s; the figures below are of those` : undefined;
    return {
      usable, whole: whole ?? undefined, cold, keystrokes, edits, page: await pageHeap(page), worker: undefined,
      notes: { ...notes, ...(short !== undefined && { whole: short }), workerHeap: "works in the page" },
    };
  } finally {
    await browser.remove();
    server.close();
  }
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
    for (const letter of word) {
      await page.evaluate(() => {
        const before = globalThis.pageClock.rows();
        globalThis.pageClock.from("keydown", () => globalThis.pageClock.rows() !== before);
      });
      await page.keyboard.press(letter);
      taken.push(await page.evaluate(() => globalThis.pageClock.measured));
      await page.waitForTimeout(200);
    }
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
