// The browser killed in the middle of editing: what had been shown as saved is there at the next start, with no
// server, and reaches the server later. OUTRIDER_BROWSER_KILLS says how often (3).
import type { Page } from "@playwright/test";
import { createKillableBrowser } from "./fixtures/killable-browser.ts";
import { enter, expectInstalled, expectOffline, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { edit, field, openRecord, shown } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const KILLS = Number(process.env["OUTRIDER_BROWSER_KILLS"] ?? 3);
const DEAL = "Halden Marine: Crew scheduling rollout";

/** Milliseconds from a round's first saved edit to the kill: spread over most of a second, the same in every run. */
const momentOf = (round: number): number => (round * 617) % 900;

test("S2 killing the browser in mid-edit loses nothing that was shown as saved", async ({ make, launchOptions }) => {
  test.setTimeout(60_000 + KILLS * 30_000);
  const server = await make.server();
  const browser = await createKillableBrowser(launchOptions);
  try {
    const first = await browser.start(server.url);
    await fillSignIn(first, sample.rep);
    await expectSynced(first);
    await expectInstalled(first);
    await browser.close();

    let saved = 0;
    let typed = 0;
    for (let round = 0; round < KILLS; round += 1) {
      // Every other round has a server, so that some kills fall into sending.
      const withServer = round % 2 === 1;
      await (withServer ? server.start() : server.stop());
      const page = await browser.start(`${server.url}/deals`);
      await openRecord(page, "Deals", DEAL);
      if (saved > 0) expect(await remark(page)).toBeGreaterThanOrEqual(saved);
      const before = saved;
      const editing = (async () => {
        for (;;) {
          typed += 1;
          await edit(page, "Notes", `remark ${typed}`);
          await expect(field(page, "Notes")).toContainText(`remark ${typed}`);
          saved = typed;
        }
      })();
      const ended = editing.then(() => "ended", () => "broken off");
      await expect.poll(() => saved, { intervals: [20] }).toBeGreaterThan(before);
      await new Promise((resolve) => setTimeout(resolve, momentOf(round)));
      await browser.kill();
      expect(await ended).toBe("broken off");
    }
    expect(saved).toBeGreaterThan(0);

    await server.stop();
    const offline = await browser.start(`${server.url}/deals`);
    await openRecord(offline, "Deals", DEAL);
    const kept = await remark(offline);
    expect(kept).toBeGreaterThanOrEqual(saved);
    console.log(`${KILLS} kills: ${typed} edits typed, ${saved} the last shown as saved, ${kept} kept`);
    await server.start();
    await expectSynced(offline, 60_000);

    const other = await make.device(server);
    const page = await enter(other, server, sample.rep);
    await openRecord(page, "Deals", DEAL);
    expect(await remark(page)).toBe(kept);
  } finally {
    await browser.remove();
  }
});

test("S2 a browser killed right after the first sign-in still knows the person, with no server", async ({ make, launchOptions }) => {
  test.setTimeout(60_000 + KILLS * 60_000);
  const server = await make.server();
  for (let round = 0; round < Math.ceil(KILLS / 2); round += 1) {
    await server.start();
    const browser = await createKillableBrowser(launchOptions);
    try {
      const first = await browser.start(server.url);
      await expectInstalled(first);
      await fillSignIn(first, sample.rep);
      await first.waitForURL(/:\d+\/$/);
      await browser.kill();

      await server.stop();
      const again = await browser.start(server.url);
      await expect(again).toHaveURL(/:\d+\/$/);
      await expectOffline(again);
      await again.getByRole("link", { name: "Settings" }).click();
      await expect(again.getByText(sample.rep.email)).toBeVisible();
    } finally {
      await browser.remove();
    }
  }
});

const remark = async (page: Page): Promise<number> => {
  await expect(field(page, "Notes")).toContainText("remark");
  return Number(/remark (\d+)/.exec(await shown(page, "Notes"))?.[1]);
};
