// Browser tests: real browsers against real servers, each with its own, two files at a time, never retried
// (a test that passes at the second try hides the race it found).
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { systemBrowsers } from "./scripts/find-browser.ts";

const installed = [process.env["OUTRIDER_CHROMIUM"], ...systemBrowsers].find((path) => path !== undefined && existsSync(path));

export default defineConfig({
  testDir: "client/e2e",
  globalSetup: "./client/e2e/fixtures/sample-folder.ts",
  outputDir: "node_modules/.cache/playwright",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Only what hangs is stopped: the machine may be busy with something else.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env["OUTRIDER_PLAYWRIGHT_JSON"] === undefined
    ? [["list"]]
    : [["list"], ["json", { outputFile: process.env["OUTRIDER_PLAYWRIGHT_JSON"] }]],
  use: {
    browserName: "chromium",
    headless: true,
    // Recording takes nearly half of the time of a test, and slows it so that races hide: only where it is asked for.
    trace: process.env["OUTRIDER_TRACE"] === "on" ? "retain-on-failure" : "off",
    launchOptions: {
      ...(installed === undefined ? {} : { executablePath: installed }),
      // Chromium refuses its own sandbox to root; elsewhere the sandbox stays.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
