// The files of the browser's databases damaged between two starts: it is noticed and said, edits that can be read are
// kept and sent, everything else comes again, and nothing is taken for a deletion.
import type { Page } from "@playwright/test";
import { cutShort, empty, flipBits, loseLog, loseManifest } from "./fixtures/database-files.ts";
import { sized } from "./fixtures/full-size.ts";
import { fact } from "./fixtures/import.ts";
import { createKillableBrowser, type KillableBrowser } from "./fixtures/killable-browser.ts";
import { expectInstalled, expectSynced, fillSignIn, sample, syncSign } from "./fixtures/people.ts";
import { edit, field, openRecord, row } from "./fixtures/records.ts";
import type { Server } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const TYPED = "typed with no network";
const LOST = "The browser lost or damaged what was kept on this device";

const told = (page: Page) => expect(page.getByText(LOST).first()).toBeVisible({ timeout: 30_000 });

/** How many deals the list has; it waits for the list. */
async function deals(page: Page): Promise<number> {
  await page.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(row(page, DEAL)).toBeVisible();
  return Number(await page.getByRole("table").getAttribute("aria-rowcount"));
}

/** All is here again. The sign of sync goes on saying that something was lost, until the next start. */
async function filled(page: Page, count: number): Promise<void> {
  await syncSign(page).click();
  await expect(fact(page, "On this device")).toHaveText("Everything you may see", { timeout: 60_000 });
  await expect.poll(() => deals(page)).toBe(count);
}

/** A device that is in step, then edited with no network and shut. */
async function edited(browser: KillableBrowser, server: Server): Promise<number> {
  const first = await browser.start(server.url);
  await fillSignIn(first, sample.rep);
  await expectSynced(first);
  await expectInstalled(first);
  const count = await deals(first);
  await browser.close();
  await server.stop();
  const offline = await browser.start(`${server.url}/deals`);
  await openRecord(offline, "Deals", DEAL);
  await edit(offline, "Notes", TYPED);
  await expect(field(offline, "Notes")).toContainText(TYPED);
  await browser.close();
  return count;
}

const FILES = { "with bits flipped": flipBits, "cut short": cutShort, "without its log": loseLog, "without its manifest": loseManifest, emptied: empty };

for (const [how, damage] of sized(FILES, ["with bits flipped"])) {
  test(`S14 a device whose database is found ${how} says so, is filled again, and deletes nothing`, async ({ make, launchOptions }) => {
    const server = await make.server();
    const browser = await createKillableBrowser(launchOptions);
    try {
      const count = await edited(browser, server);
      await damage(browser.profile);
      await server.start();
      const page = await browser.start(`${server.url}/deals`);
      await told(page);
      await filled(page, count);
      const { page: other } = await make.entered(server, sample.rep);
      await expect.poll(() => deals(other)).toBe(count);
    } finally {
      await browser.remove();
    }
  });
}

/** In the page: one bit of every stored value of the confirmed records. Runs where no engine has the database open. */
async function flipRecords(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error("no answer"));
      });
    let flipped = 0;
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const table of ["packs", "deltas"].filter((each) => db.objectStoreNames.contains(each))) {
        const tx = db.transaction(table, "readwrite");
        const keys = await done(tx.objectStore(table).getAllKeys());
        for (const key of keys) {
          const bytes = (await done(tx.objectStore(table).get(key))) as Uint8Array;
          bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
          await done(tx.objectStore(table).put(bytes, key));
          flipped += 1;
        }
      }
      db.close();
    }
    return flipped;
  });
}

test("S2 with its records damaged a device keeps what was typed with no network, and sends it", async ({ make, launchOptions }) => {
  const server = await make.server();
  const browser = await createKillableBrowser(launchOptions);
  try {
    const count = await edited(browser, server);
    await server.start();
    expect(await flipRecords(await browser.start(`${server.url}/health`))).toBeGreaterThan(0);
    await browser.close();

    const page = await browser.start(`${server.url}/deals`);
    await told(page);
    await filled(page, count);
    await openRecord(page, "Deals", DEAL);
    await expect(field(page, "Notes")).toContainText(TYPED);

    const { page: other } = await make.entered(server, sample.rep);
    await expect.poll(() => deals(other)).toBe(count);
    await openRecord(other, "Deals", DEAL);
    await expect(field(other, "Notes")).toContainText(TYPED);
  } finally {
    await browser.remove();
  }
});

test("S14 on a device whose room is used up an edit is not called saved, and nothing that was is lost", async ({ make, launchOptions }) => {
  const server = await make.server();
  const browser = await createKillableBrowser(launchOptions);
  try {
    const count = await edited(browser, server);
    const full = await browser.start(`${server.url}/deals`);
    await openRecord(full, "Deals", DEAL);
    const session = await full.context().newCDPSession(full);
    await session.send("Storage.overrideQuotaForOrigin", { origin: server.url, quotaSize: 1 });
    await field(full, "Notes").click();
    await full.getByRole("textbox", { name: "Notes", exact: true }).fill("typed on a full device");
    await full.getByRole("textbox", { name: "Notes", exact: true }).press("Control+Enter");
    await expect(full.getByText(/The storage of this device is full/).first()).toBeVisible();

    await session.send("Storage.overrideQuotaForOrigin", { origin: server.url });
    await full.reload();
    await openRecord(full, "Deals", DEAL);
    await expect(field(full, "Notes")).toContainText(TYPED);
    await edit(full, "Notes", "typed when there was room again");
    await browser.close();

    await server.start();
    const page = await browser.start(`${server.url}/deals`);
    await expectSynced(page);
    await expect.poll(() => deals(page)).toBe(count);
    await openRecord(page, "Deals", DEAL);
    await expect(field(page, "Notes")).toContainText("typed when there was room again");
    await expect(page.getByText(LOST)).toHaveCount(0);
  } finally {
    await browser.remove();
  }
});
