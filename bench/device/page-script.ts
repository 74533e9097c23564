// Owns how much JavaScript a page has loaded: what its own thread fetched, as it is sent.
import type { Page } from "@playwright/test";
import { brotliCompressSync } from "node:zlib";

/** KB of 1,024 bytes, as the limit is counted. Scripts of workers are not the page's. */
export async function scriptOf(page: Page): Promise<number> {
  const addresses = await page.evaluate(() => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return entries.filter(({ name, initiatorType }) => /\.m?js$/.test(new URL(name).pathname) && !/worker/.test(name) && /^(script|other|link)$/.test(initiatorType)).map(({ name }) => name);
  });
  const texts = await Promise.all([...new Set(addresses)].map(async (address) => Buffer.from(await (await fetch(address)).arrayBuffer())));
  return texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0) / 1024;
}
