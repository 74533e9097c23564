// Takes the pictures that an app store or the browser's own question to install shows: of the sample workspace, on a
// desk and on a phone, into public/screenshots. Run it when those pages look different, and look at what it made.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { signIn, synced, withSampleApp } from "./sample-app.ts";

const pictures = join(import.meta.dirname, "../public/screenshots");
const faces = {
  wide: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
} as const;

await withSampleApp(18_590, async (browser, url) => {
  await mkdir(pictures, { recursive: true });
  for (const [face, look] of Object.entries(faces)) {
    const page = await browser.newPage({ ...look, locale: "en-GB", colorScheme: "light", reducedMotion: "reduce" });
    await signIn(page, url);
    await page.goto(`${url}/deals`);
    const first = page.getByRole("main").locator('a[href^="/deals/"]').first();
    await first.waitFor();
    await synced(page);
    await page.screenshot({ path: join(pictures, `deals-${face}.png`) });
    await first.click();
    await page.getByRole("list", { name: "Timeline" }).waitFor();
    await page.screenshot({ path: join(pictures, `deal-${face}.png`) });
    await page.close();
  }
});
console.log(`Pictures in ${pictures}`);
