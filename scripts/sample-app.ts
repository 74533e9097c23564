// The app as pictures show it: a server of its own with the sample workspace, a browser, and somebody signed in.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { startServerProcess } from "../tests/crash/server-process.ts";
import { buildIfStale } from "./builds.ts";
import { findBrowser } from "./find-browser.ts";

export const synced = (page: Page): Promise<void> => page.getByRole("link", { name: /^Sync: Up to date/ }).waitFor();

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Email").fill("manager@outrider.test");
  await page.getByLabel("Password", { exact: true }).fill("outrider-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await synced(page);
}

/** Builds the app where it is stale; all is gone when `work` ends. */
export async function withSampleApp(port: number, work: (browser: Browser, url: string) => Promise<void>): Promise<void> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error("No Chromium is installed and none could be installed; set OUTRIDER_CHROMIUM to one.");
  await buildIfStale("client", "server");
  const dataDirectory = await mkdtemp(join(tmpdir(), "outrider-pictures-"));
  const server = await startServerProcess({ port, dataDirectory });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    await work(browser, server.url);
  } finally {
    await browser.close();
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
