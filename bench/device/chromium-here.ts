// Owns which Chromium the bench starts, and how.
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";
import { wholeBrowsers } from "../../scripts/find-browser.ts";

/** The system's own where there is one, else the one that Playwright brings. Chromium refuses its sandbox to root. */
export function chromiumHere(): LaunchOptions & { readonly executablePath: string } {
  const executablePath = [process.env["OUTRIDER_CHROMIUM"], ...wholeBrowsers].find((path) => path !== undefined && existsSync(path));
  return { executablePath: executablePath ?? chromium.executablePath(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] };
}
