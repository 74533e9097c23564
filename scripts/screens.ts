// Takes a picture of every main screen of the sample workspace, on a phone and on a desk, light and dark, into
// docs/screens, and writes the page that shows them. Run it when the app looks different, and look at what it made.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { signIn, synced, withSampleApp } from "./sample-app.ts";

const folder = join(import.meta.dirname, "../docs/screens");
const faces = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;
const themes = ["light", "dark"] as const;
type Face = keyof typeof faces;

interface Screen {
  readonly title: string;
  readonly path: string;
  /** What is done on the page before the picture. */
  readonly act?: (page: Page, face: Face) => Promise<unknown>;
}

const firstDeal = (page: Page) => page.getByRole("main").locator('a[href^="/deals/"]').first().click();

/** The first deal with its coach open, and that in sight. */
const coached = async (page: Page) => {
  await firstDeal(page);
  const coach = page.locator("details").filter({ has: page.getByRole("heading", { name: "Coach", exact: true }) }).first();
  await coach.locator("summary").first().click();
  await coach.getByText("Made on this device").waitFor();
  await coach.scrollIntoViewIfNeeded();
  await coach.evaluate((element) => element.scrollIntoView({ block: "start" }));
};

const screens = {
  home: { title: "Home: what wants to be done next", path: "/" },
  dashboard: { title: "The dashboard", path: "/dashboard", act: (page) => page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor() },
  agenda: { title: "The agenda", path: "/agenda" },
  activities: { title: "All activities", path: "/activities" },
  deals: { title: "Deals", path: "/deals" },
  board: { title: "The board", path: "/board" },
  forecast: { title: "The forecast", path: "/forecast" },
  deal: { title: "A deal", path: "/deals", act: async (page) => [await firstDeal(page), await page.getByRole("list", { name: "Timeline" }).waitFor()] },
  call: { title: "Logging a call", path: "/deals", act: async (page) => [await firstDeal(page), await page.getByRole("button", { name: "Log a call" }).first().click(), await page.getByRole("dialog").waitFor()] },
  coach: { title: "The coach on a deal, with no network", path: "/deals?sort=-value", act: coached },
  objection: { title: "An objection answered", path: "/objection", act: async (page) => [await page.getByLabel("What they said").fill("This is far too expensive for us"), await page.getByText("Acknowledge", { exact: true }).waitFor()] },
  "win-loss": { title: "Wins and losses", path: "/win-loss", act: (page) => page.getByText("Win rate", { exact: true }).waitFor() },
  contacts: { title: "Contacts", path: "/contacts" },
  company: { title: "A company", path: "/companies", act: async (page) => [await page.getByRole("main").locator("a[href^=\"/companies/\"]").first().click(), await page.getByRole("heading", { name: "Timeline" }).waitFor()] },
  leads: { title: "Leads", path: "/leads" },
  duplicates: { title: "Duplicates", path: "/duplicates" },
  search: { title: "Search", path: "/search?q=price" },
  palette: { title: "Find or do", path: "/deals", act: async (page) => [await page.keyboard.press("Control+k"), await page.getByRole("dialog").getByRole("option").first().waitFor()] },
  sync: { title: "Sync", path: "/sync" },
  import: { title: "Import", path: "/import" },
  settings: { title: "Settings", path: "/settings" },
} as const satisfies Record<string, Screen>;

const fileOf = (name: string, face: string, theme: string): string => `${name}-${face}-${theme}.png`;

async function picture(page: Page, name: string, face: Face, theme: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, fileOf(name, face, theme)) });
}

// Pictures that a decision was taken by lie in folders of their own, and stay.
for (const { name } of (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile())) await rm(join(folder, name));
await mkdir(folder, { recursive: true });
await withSampleApp(18_591, async (browser, url) => {
  for (const face of Object.keys(faces) as Face[]) {
    for (const colorScheme of themes) {
      const page = await browser.newPage({ viewport: faces[face], locale: "en-GB", timezoneId: "Europe/Dublin", colorScheme, reducedMotion: "reduce" });
      await page.goto(url);
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      await picture(page, "sign-in", face, colorScheme);
      await signIn(page, url);
      for (const [name, screen] of Object.entries(screens) as [string, Screen][]) {
        await page.goto(`${url}${screen.path}`);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await synced(page);
        await page.getByRole("main").getByRole("status").filter({ hasText: /^Loading$/ }).first().waitFor({ state: "detached" });
        await screen.act?.(page, face);
        await page.waitForTimeout(400);
        await picture(page, name, face, colorScheme);
      }
      await page.close();
    }
  }
});

const all = [["sign-in", "Signing in"], ...Object.entries(screens).map(([name, { title }]) => [name, title])] as const;
const cells = (name: string, face: Face, width: number): string =>
  themes.map((theme) => `<img alt="${name}, ${face}, ${theme}" src="${fileOf(name, face, theme)}" width="${width}">`).join(" ");
await writeFile(join(folder, "README.md"), [
  "# Screens",
  "",
  "The sample workspace on a phone (390×844) and on a desk (1440×900), light and dark. Made by `npx tsx scripts/screens.ts`.",
  ...all.flatMap(([name = "", title]) => ["", `## ${title}`, "", cells(name, "phone", 195), "", cells(name, "desk", 480)]),
  "",
].join("\n"));
console.log(`${all.length * 4} pictures in ${folder}`);
