// Takes the pictures that an app store or the browser's own question to install shows: of the sample workspace, on a
// desk and on a phone, into public/screenshots. Run it when those pages look different, and look at what it made.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { startServerProcess } from "../tests/crash/server-process.ts";
import { buildClientIfStale } from "./client-build.ts";
import { findBrowser } from "./find-browser.ts";

const pictures = join(import.meta.dirname, "../public/screenshots");
const PORT = 18_590;
const faces = {
  wide: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
} as const;

const synced = (page: Page): Promise<void> => page.getByRole("link", { name: /^Sync: Up to date/ }).waitFor();

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Email").fill("manager@outrider.test");
  await page.getByLabel("Password", { exact: true }).fill("outrider-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await synced(page);
}

const executablePath = await findBrowser();
if (executablePath === undefined) throw new Error("No Chromium is installed and none could be installed; set OUTRIDER_CHROMIUM to one.");
await buildClientIfStale();
const dataDirectory = await mkdtemp(join(tmpdir(), "outrider-screenshots-"));
const server = await startServerProcess({ port: PORT, dataDirectory });
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  await mkdir(pictures, { recursive: true });
  for (const [face, look] of Object.entries(faces)) {
    const page = await browser.newPage({ ...look, locale: "en-GB", colorScheme: "light", reducedMotion: "reduce" });
    await signIn(page, server.url);
    await page.goto(`${server.url}/deals`);
    const first = page.getByRole("main").locator('a[href^="/deals/"]').first();
    await first.waitFor();
    await synced(page);
    await page.screenshot({ path: join(pictures, `deals-${face}.png`) });
    await first.click();
    await page.getByRole("list", { name: "Timeline" }).waitFor();
    await page.screenshot({ path: join(pictures, `deal-${face}.png`) });
    await page.close();
  }
  console.log(`Pictures in ${pictures}`);
} finally {
  await browser.close();
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}
