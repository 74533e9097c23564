// Finds a Chromium for the browser tests: the system's, else the one Playwright keeps, else it gets one
// (Playwright's download, else the system's package). Says which, or why there is none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** As a person has it. */
export const wholeBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
// The headless shell is what Playwright itself uses where nothing is looked at: a third less work for the same engine.
export const systemBrowsers = ["/usr/bin/chromium-headless-shell", ...wholeBrowsers];

const run = (program: string, args: readonly string[]) =>
  spawnSync(program, args, { stdio: "inherit", timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;

/** The path of a browser that is installed now, or undefined. OUTRIDER_CHROMIUM names one outright. */
export async function installedBrowser(): Promise<string | undefined> {
  const named = process.env["OUTRIDER_CHROMIUM"];
  const { chromium } = await import("@playwright/test");
  return [named, ...systemBrowsers, chromium.executablePath()].find((path) => path !== undefined && existsSync(path));
}

/** The path of a browser, installing one when there is none; undefined when that was not possible. */
export async function findBrowser(): Promise<string | undefined> {
  const found = await installedBrowser();
  if (found !== undefined) return found;
  console.log("No Chromium found; asking Playwright for one.");
  if (run("npx", ["playwright", "install", "chromium", "chromium-headless-shell"])) return installedBrowser();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Playwright could not get one; asking the system.");
    if (run("apt-get", ["update", "-q"]) && run("apt-get", ["install", "-y", "-q", "chromium-headless-shell"])) return installedBrowser();
  }
  return undefined;
}
