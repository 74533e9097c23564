// Owns what a person's ways through the app cost on a phone: the built app with the sample workspace, the page's own
// thread slowed four times as a phone is. Each way is gone several times in one browser that has everything, as a device
// of every day; the way begins at rest and ends when what was asked for can be seen.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession, Locator, Page } from "@playwright/test";
import { signIn, synced, withSampleApp } from "../../scripts/sample-app.ts";
import type { Row } from "../metric.ts";
import { median } from "../statistics.ts";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: "en-GB", reducedMotion: "reduce" } as const;
const SLOWER = 4;
/** What goes on behind a page that is shown is no part of the next way. */
const REST_MS = 1_500;
/** A deal of the sample with much on it. */
const LONG = "Halden Marine: Crew scheduling rollout";

interface Way {
  readonly name: string;
  /** Where it begins; left out, with the start of the app. */
  readonly from?: (page: Page, url: string) => Promise<void>;
  readonly go: (page: Page, url: string) => Promise<unknown>;
  readonly shown: (page: Page) => Locator;
}

const main = (page: Page): Locator => page.getByRole("main");
const timeline = (page: Page): Locator => page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first();

async function openList(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/deals?q=${encodeURIComponent(LONG)}`);
  await main(page).getByRole("link", { name: LONG }).first().waitFor();
}
async function openDeal(page: Page, url: string): Promise<void> {
  await openList(page, url);
  await main(page).getByRole("link", { name: LONG }).first().click();
  await timeline(page).waitFor();
}
const start = (path: string) => (page: Page, url: string): Promise<unknown> => page.goto(url + path);

const WAYS: readonly Way[] = [
  { name: "the app started on the board", go: start("/board"), shown: (page) => page.locator("[data-card]").first() },
  { name: "the app started on the list of deals", go: start("/deals"), shown: (page) => main(page).locator('a[href^="/deals/"]').first() },
  { name: "the app started on the answers to objections", go: start("/objection"), shown: (page) => main(page).getByRole("heading", { level: 1 }) },
  { name: "the app started on the segments", go: start("/segments"), shown: (page) => main(page).locator(`a[href^="/segments/"]:not([href$="/new"])`).first() },
  { name: "the app started on the dashboard", go: start("/dashboard"), shown: (page) => main(page).getByRole("heading", { level: 2 }).first() },
  { name: "a deal with a long timeline opened from the list", from: openList, go: (page) => main(page).getByRole("link", { name: LONG }).first().click(), shown: timeline },
  {
    name: "a call logged by quick add", from: openDeal, shown: (page) => page.getByText("Call logged").first(),
    async go(page) {
      await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Quick add" }).click();
      await page.getByRole("dialog", { name: "Quick add" }).getByRole("button", { name: "Log a call" }).click();
      await page.getByRole("dialog").getByRole("radio", { name: "Left a message" }).check();
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    },
  },
];

/** Seconds that the page's own thread has worked. */
async function worked(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Where OUTRIDER_BENCH_PROFILE names a folder each way leaves a profile there: to look into a figure. */
const profiles = process.env["OUTRIDER_BENCH_PROFILE"];

async function goOnce(page: Page, url: string, { name, from, go, shown }: Way): Promise<{ readonly ms: number; readonly cpu: number }> {
  await page.goto("about:blank");
  await from?.(page, url);
  await page.waitForTimeout(REST_MS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  if (profiles !== undefined) {
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.start");
  }
  const [before, began] = [await worked(devtools), performance.now()];
  await go(page, url);
  await shown(page).waitFor();
  const [ms, after] = [performance.now() - began, await worked(devtools)];
  if (profiles !== undefined) {
    mkdirSync(profiles, { recursive: true });
    writeFileSync(join(profiles, `${name.replaceAll(" ", "-")}.cpuprofile`), JSON.stringify((await devtools.send("Profiler.stop")).profile));
  }
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await devtools.detach();
  return { ms, cpu: (after - before) * 1_000 };
}

/** `say` hears each way once. */
export async function runJourneys(runs: number, port: number, say: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  await withSampleApp(port, async (browser, url) => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await signIn(page, url);
    await synced(page);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    for (const way of WAYS) {
      // The first time compiles what the others find compiled, as a device of every day has it.
      await goOnce(page, url, way);
      const took: { readonly ms: number; readonly cpu: number }[] = [];
      for (let run = 0; run < runs; run += 1) took.push(await goOnce(page, url, way));
      const common = { id: "journeys", of: way.name, peer: "outrider", ours: true, runs } as const;
      const [ms, cpu] = [took.map((one) => one.ms), took.map((one) => one.cpu)];
      rows.push({ ...common, metric: "journey", value: median(ms), worst: Math.max(...ms) }, { ...common, metric: "journeyCpu", value: median(cpu), worst: Math.max(...cpu) });
      say(`${way.name}: ${Math.round(median(ms) ?? 0)} ms, ${Math.round(median(cpu) ?? 0)} ms of CPU`);
    }
  });
  return rows;
}
