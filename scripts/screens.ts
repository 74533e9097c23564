// Takes a picture of every main screen of the sample workspace, on a phone and on a desk, light and dark, into
// docs/screens, and writes the page that shows them. Run it when the app looks different, and look at what it made.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { signIn, synced, withSampleApp } from "./sample-app.ts";

const folder = join(import.meta.dirname, "../docs/screens");
const faces = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;
/** How large a picture is beside what it shows, so that all of them together are small. */
const scales = { phone: 0.65, desk: 0.55 } as const;
const themes = ["light", "dark"] as const;
type Face = keyof typeof faces;

interface Screen {
  readonly title: string;
  readonly path: string;
  /** The rules that it shows, by their ids in docs/features.md. */
  readonly shows: readonly string[];
  /** What is done on the page before the picture. */
  readonly act?: (page: Page, face: Face) => Promise<unknown>;
}

const firstDeal = (page: Page) => page.getByRole("main").locator('a[href^="/deals/"]').first().click();

/** Rules in the order of docs/features.md: by letter there, then by number. */
const byRule = (a: string, b: string): number => "RSAMUDPIOW".indexOf(a.slice(0, 1)) - "RSAMUDPIOW".indexOf(b.slice(0, 1)) || Number(a.slice(1)) - Number(b.slice(1));

/** The first deal with its coach open, and that in sight. */
const coached = async (page: Page) => {
  await firstDeal(page);
  const coach = page.locator("details").filter({ has: page.getByRole("heading", { name: "Coach", exact: true }) }).first();
  await coach.locator("summary").first().click();
  await coach.getByText("Made on this device").waitFor();
  await coach.scrollIntoViewIfNeeded();
  await coach.evaluate((element) => element.scrollIntoView({ block: "start" }));
};

/** A description in words, and what was made of it. */
const spoken = async (page: Page) => {
  await page.getByLabel("Whom do you mean?").fill("inactive for 6 months and spent over 5K");
  await page.getByRole("button", { name: "Make conditions" }).click();
  await page.waitForTimeout(1_500);
};

const screens = {
  home: { title: "Home: what wants to be done next", path: "/", shows: ["D1", "W2", "R6"] },
  dashboard: { title: "The dashboard", path: "/dashboard", shows: ["D1"], act: (page) => page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor() },
  agenda: { title: "The agenda", path: "/agenda", shows: ["R6"] },
  activities: { title: "All activities", path: "/activities", shows: ["R5"] },
  deals: { title: "Deals", path: "/deals", shows: ["R4", "R11"] },
  board: { title: "The board", path: "/board", shows: ["R4"] },
  forecast: { title: "The forecast", path: "/forecast", shows: ["R4", "R16"] },
  deal: { title: "A deal", path: "/deals", shows: ["R3", "R5", "R7"], act: async (page) => [await firstDeal(page), await page.getByRole("list", { name: "Timeline" }).waitFor()] },
  call: { title: "Logging a call", path: "/deals", shows: ["R5"], act: async (page) => [await firstDeal(page), await page.getByRole("button", { name: "Log a call" }).first().click(), await page.getByRole("dialog").waitFor()] },
  coach: { title: "The coach on a deal, with no network", path: "/deals?sort=-value", shows: ["A1", "A7", "A8", "S1"], act: coached },
  objection: { title: "An objection answered", path: "/objection", shows: ["A3"], act: async (page) => [await page.getByLabel("What they said").fill("This is far too expensive for us"), await page.getByText("Acknowledge", { exact: true }).waitFor()] },
  "win-loss": { title: "Wins and losses", path: "/win-loss", shows: ["A4"], act: (page) => page.getByText("Win rate", { exact: true }).waitFor() },
  contacts: { title: "Contacts", path: "/contacts", shows: ["R2"] },
  company: { title: "A company", path: "/companies", shows: ["R2"], act: async (page) => [await page.getByRole("main").locator("a[href^=\"/companies/\"]").first().click(), await page.getByRole("heading", { name: "Timeline" }).waitFor()] },
  leads: { title: "Leads", path: "/leads", shows: ["R1"] },
  duplicates: { title: "Duplicates", path: "/duplicates", shows: ["R14"] },
  search: { title: "Search", path: "/search?q=price", shows: ["R12"] },
  palette: { title: "Find or do", path: "/deals", shows: ["W3", "R12"], act: async (page) => [await page.keyboard.press("Control+k"), await page.getByRole("dialog").getByRole("option").first().waitFor()] },
  sync: { title: "Sync", path: "/sync", shows: ["S11", "S5", "S14"] },
  import: { title: "Import", path: "/import", shows: ["R13", "W5"] },
  segments: { title: "Segments", path: "/segments", shows: ["M3"] },
  segment: { title: "A segment, said in words", path: "/segments/new", shows: ["M3", "M4"], act: spoken },
  campaigns: { title: "Campaigns", path: "/campaigns", shows: ["M5", "M8"] },
  campaign: { title: "A campaign", path: "/campaigns", shows: ["M5", "M6", "M8"], act: async (page) => [await page.getByRole("main").locator('a[href^="/campaigns/"]:not([href$="suppressed"])').first().click(), await page.getByRole("heading", { level: 1 }).first().waitFor(), await page.waitForTimeout(1_500)] },
  people: { title: "People", path: "/people", shows: ["U2", "U3"] },
  devices: { title: "Devices", path: "/settings/devices", shows: ["U4", "S7", "P3"] },
  notifications: { title: "Notifications", path: "/notifications", shows: ["U5"] },
  security: { title: "Password and second step", path: "/settings/security", shows: ["U1"] },
  edits: { title: "Undoing what was done", path: "/edits", shows: ["R15"] },
  settings: { title: "Settings", path: "/settings", shows: ["R13", "A6", "A10"] },
} as const satisfies Record<string, Screen>;

const fileOf = (name: string, face: string, theme: string): string => `${name}-${face}-${theme}.webp`;

async function picture(page: Page, name: string, face: Face, theme: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 48, clip: { x: 0, y: 0, ...faces[face], scale: scales[face] } });
  await session.detach();
  await writeFile(join(folder, fileOf(name, face, theme)), Buffer.from(data, "base64"));
}

// Pictures that a decision was taken by lie in folders of their own, and stay.
for (const { name } of (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => /\.(?:png|webp)$/.test(entry.name))) await rm(join(folder, name));
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

interface Shown { readonly name: string; readonly title: string; readonly shows: readonly string[] }
const all: readonly Shown[] = [{ name: "sign-in", title: "Signing in", shows: ["U1"] }, ...Object.entries(screens).map(([name, { title, shows }]) => ({ name, title, shows }))];
const cells = (name: string, face: Face, width: number): string =>
  themes.map((theme) => `<img alt="${name}, ${face}, ${theme}" src="${fileOf(name, face, theme)}" width="${width}">`).join(" ");
await writeFile(join(folder, "README.md"), [
  "# Screens",
  "",
  "The sample workspace on a phone (390×844) and on a desk (1440×900), light and dark. Made by `npm run screens`.",
  "Which rules of [features](../features.md) each shows stands beside its name; [what has no picture](no-picture.md), and why.",
  "",
  "| Rule | Pictures |",
  "|---|---|",
  ...[...new Set(all.flatMap(({ shows }) => shows))].sort(byRule).map((id) => `| ${id} | ${all.filter(({ shows }) => shows.includes(id)).map(({ name, title }) => `[${title}](${fileOf(name, "desk", "light")})`).join(", ")} |`),
  ...all.flatMap(({ name, title, shows }) => ["", `## ${title}`, "", shows.join(", "), "", cells(name, "phone", 195), "", cells(name, "desk", 480)]),
  "",
].join("\n"));
console.log(`${all.length * 4} pictures in ${folder}`);
