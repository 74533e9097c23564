// Owns what Lighthouse says of four pages on a phone: the built app against a server with the sample workspace, signed
// in as a person is, the median of several runs of each. Each run has a browser that was just started, and the page of the
// sign-in one that has never been here: where another page ran before, what is left of it would be counted. Lighthouse's own throttling of the network stands; it slows the
// processor four times, as if every machine were a fast desk, and warns of one that is not: there it is to be calibrated,
// so that the phone it stands for is the same everywhere.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "@playwright/test";
import { signIn } from "../../scripts/sample-app.ts";
import { startServerProcess } from "../../tests/crash/server-process.ts";
import { chromiumHere } from "../device/chromium-here.ts";
import type { Metric, Row } from "../metric.ts";
import { installedVersion, localFile } from "../peers/local-file.ts";
import { median } from "../statistics.ts";

const CATEGORIES = { performance: "performance", accessibility: "accessibility", "best-practices": "bestPractices" } as const satisfies Record<string, Metric>;
type Category = keyof typeof CATEGORIES;
type Scores = Readonly<Record<Category, number>>;

/** The part of Lighthouse that is used here: scores from 0 to 1, null where one could not be given. */
interface Report { readonly environment: { readonly benchmarkIndex: number }; readonly categories: Readonly<Record<Category, { readonly score: number | null }>>; readonly runtimeError?: { readonly message: string }; readonly audits: Readonly<Record<string, { readonly id: string; readonly score: number | null; readonly scoreDisplayMode: string; readonly displayValue?: string }>> }
type Lighthouse = (url: string, flags: object) => Promise<{ readonly lhr: Report } | undefined>;

const OUR_NAME = "outrider";

/** The index of the phone that Lighthouse stands for (Moto G Power 2022), as Chromium's own calibration has it. */
const PHONE_INDEX = 264;
const FOUR_TIMES = 4;
/** How much slower than this machine that phone is; never more than Lighthouse would slow it by itself. */
const slowdownOf = (index: number): number => Math.min(FOUR_TIMES, Math.max(1, index / PHONE_INDEX));

/** The address of one deal of the sample. */
async function firstDeal(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/deals`);
  const deal = await page.getByRole("main").locator('a[href^="/deals/"]').first().getAttribute("href");
  if (deal === null) throw new Error("the sample has no deal");
  return deal;
}

/** `say` hears what each run found, and which audits cost points. */
export async function runPages(runs: number, port: number, debuggingPort: number, say: (text: string) => void): Promise<Row[]> {
  if (installedVersion("lighthouse") === undefined) return [{ id: "pages", metric: "performance", peer: OUR_NAME, ours: true, value: undefined, runs: 0, note: "Lighthouse did not install" }];
  const part = (path: string): Promise<unknown> => import(pathToFileURL(localFile(`./node_modules/lighthouse/core/${path}`)).href);
  const { default: lighthouse } = (await part("index.js")) as { default: Lighthouse };
  const { throttling } = (await part("config/constants.js")) as { throttling: { readonly mobileSlow4G: object } };
  const dataDirectory = await mkdtemp(join(tmpdir(), "outrider-pages-"));
  const folders = [dataDirectory];
  const server = await startServerProcess({ port, dataDirectory, measured: true });
  const here = chromiumHere();
  const open = (at: string) => chromium.launchPersistentContext(at, { ...here, args: [...(here.args ?? []), `--remote-debugging-port=${debuggingPort}`] });
  const never = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), "outrider-pages-profile-"));
    folders.push(made);
    return made;
  };
  const visit = async (path: string, at: string, cpuSlowdownMultiplier: number): Promise<Report> => {
    const context = await open(at);
    const settings = {
      output: "json", logLevel: "error", disableStorageReset: true, formFactor: "mobile", onlyCategories: Object.keys(CATEGORIES),
      throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier },
    };
    try {
      const answer = await lighthouse(`${server.url}${path}`, { port: debuggingPort, ...settings });
      if (answer === undefined || answer.lhr.runtimeError !== undefined) throw new Error(`Lighthouse on ${path}: ${answer?.lhr.runtimeError?.message ?? "no answer"}`);
      return answer.lhr;
    } finally {
      await context.close();
    }
  };
  const measure = async (name: string, path: string, from: () => Promise<string>, slowdown: number, note: string): Promise<Row[]> => {
    const scores: Scores[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { categories, audits } = await visit(path, await from(), slowdown);
      scores.push({ performance: (categories.performance.score ?? 0) * 100, accessibility: (categories.accessibility.score ?? 0) * 100, "best-practices": (categories["best-practices"].score ?? 0) * 100 });
      const cost = Object.values(audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && ["binary", "numeric", "metricSavings"].includes(scoreDisplayMode));
      say(`${name}: ${JSON.stringify(scores.at(-1))} ${cost.map(({ id, displayValue }) => `${id}${displayValue === undefined ? "" : ` ${displayValue}`}`).join(", ")}`);
    }
    return Object.entries(CATEGORIES).map(([category, metric]): Row => {
      const values = scores.map((each) => each[category as Category]);
      return { id: "pages", metric, of: name, peer: OUR_NAME, ours: true, value: median(values), worst: Math.min(...values), runs, note };
    });
  };
  try {
    const indices: number[] = [];
    for (let time = 0; time < 3; time += 1) indices.push((await visit("/sign-in", await never(), FOUR_TIMES)).environment.benchmarkIndex);
    const index = median(indices) ?? 0;
    const slowdown = slowdownOf(index);
    const note = `processor slowed ${slowdown.toFixed(1)} times (its index is ${index.toFixed(0)})`;
    say(note);
    const rows = await measure("sign-in", "/sign-in", never, slowdown, note);
    const profile = await never();
    const context = await open(profile);
    const [page = await context.newPage()] = context.pages();
    await signIn(page, server.url);
    const deal = await firstDeal(page, server.url);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await context.close();
    for (const [name, path] of [["home", "/"], ["board", "/board"], ["record", deal]] as const) rows.push(...(await measure(name, path, () => Promise.resolve(profile), slowdown, note)));
    return rows;
  } finally {
    await server.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}
