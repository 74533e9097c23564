// A new version of the app comes while people work: it waits, it is taken in one tab for all, and never while something
// that is typed in any tab would be lost.
import type { Page } from "@playwright/test";
import { enter, expectSynced, sample } from "./fixtures/people.ts";
import { field, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";
import { tapWire } from "./fixtures/wire-tap.ts";

const DEAL = "Orchard & Vale: Point of sale renewal";

const lookForUpdate = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
/** True until the page is loaded anew. */
const mark = (page: Page) => page.evaluate(() => void (document.documentElement.dataset["before"] = "yes"));
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.dataset["before"] === "yes").catch(() => undefined);

test("W1 a new version waits for the person, spares what is typed in another tab, and is then taken in all tabs at once", async ({ make }) => {
  const server = await make.server();
  const tap = await tapWire(server);
  try {
    const device = await make.device(tap.server);
    const one = await enter(device, tap.server, sample.rep);
    const two = await device.context.newPage();
    await two.goto(tap.server.url);
    await openRecord(two, "Deals", DEAL);
    await field(two, "Notes").click();
    const box = two.getByRole("textbox", { name: "Notes", exact: true });
    await box.fill("Half a thought");

    tap.release("two");
    await lookForUpdate(one);
    await expect(one.getByText("A new version is ready")).toBeVisible();
    for (const page of [one, two]) await mark(page);
    await one.getByRole("button", { name: "Update now" }).click();
    await expect(one.getByText("Another tab is in the middle of something")).toBeVisible();
    expect([await isMarked(one), await isMarked(two)]).toEqual([true, true]);
    await expect(box).toHaveValue("Half a thought");

    await box.press("Control+Enter");
    await expect(box).toBeHidden();
    await one.getByRole("button", { name: "Update anyway" }).click();
    for (const page of [one, two]) await expect.poll(() => isMarked(page)).toBe(false);
    await expect(field(two, "Notes")).toContainText("Half a thought");
    await expectSynced(one);
    for (const page of [one, two]) await expect(page.getByText("A new version is ready")).toBeHidden();
    expect(await one.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null)).toBe(null);
  } finally {
    await tap.remove();
  }
});

test("W1 the app is offered to be installed, and its manifest has what a store page shows", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server, { viewport: { width: 390, height: 844 } });
  const page = await enter(device, server, sample.rep);
  // Chromium brings its question by itself, at a time of its own, which would take the place of this one.
  await page.addInitScript(() => window.addEventListener("beforeinstallprompt", (event) => event.isTrusted && event.stopImmediatePropagation(), true));
  await page.goto(`${server.url}/settings`);
  await page.evaluate(() => {
    const question = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt: () => Promise.resolve(void (document.documentElement.dataset["asked"] = "yes")) });
    window.dispatchEvent(question);
  });
  await page.getByRole("button", { name: "Install Outrider" }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset["asked"])).toBe("yes");
  await expect(page.getByRole("button", { name: "Install Outrider" })).toBeHidden();

  const wrong = await page.evaluate(async () => {
    interface Picture { readonly src: string; readonly sizes: string; readonly form_factor?: string; readonly purpose?: string }
    const manifest = (await (await fetch("/manifest.webmanifest")).json()) as { icons: Picture[]; screenshots: Picture[]; shortcuts: { url: string; icons: Picture[] }[] };
    const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
    const found: string[] = [];
    for (const { src, sizes } of pictures) {
      const image = new Image();
      image.src = src;
      await image.decode().catch(() => undefined);
      if (`${image.naturalWidth}x${image.naturalHeight}` !== sizes) found.push(`${src} is ${image.naturalWidth}x${image.naturalHeight} and not ${sizes}`);
    }
    for (const form of ["wide", "narrow"]) if (!manifest.screenshots.some(({ form_factor }) => form_factor === form)) found.push(`no ${form} screenshot`);
    if (!manifest.icons.some(({ purpose }) => purpose === "maskable")) found.push("no maskable icon");
    if (manifest.shortcuts.length === 0) found.push("no shortcuts");
    return found;
  });
  expect(wrong).toEqual([]);
});
