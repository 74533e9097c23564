// Devices as a person meets them: seen in a list, named, signed out from elsewhere, and empty when they come back.
import type { Page } from "@playwright/test";
import { enter, expectOffline, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { edit, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const toDevices = async (page: Page): Promise<void> => {
  await page.getByRole("link", { name: "Settings" }).filter({ visible: true }).click();
  await page.getByRole("link", { name: /^Devices/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Devices" })).toBeVisible();
};
const deviceRows = (page: Page) => page.getByRole("list", { name: /^Devices/ }).getByRole("listitem");

/** Everything the browser keeps for this site: rows of databases, files of caches other than the app's own, texts. */
const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(new Error(`${name} did not open`)));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const asking = database.transaction(store).objectStore(store).getAll();
          asking.addEventListener("success", () => resolve(asking.result));
        });
        for (const row of rows) found.push(`${name} ${store} ${row instanceof Uint8Array ? new TextDecoder().decode(row) : JSON.stringify(row)}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      if (name.startsWith("workbox-")) continue;
      for (const { url } of await (await caches.open(name)).keys()) found.push(`${name} ${url}`);
    }
    for (const [key, value] of Object.entries(localStorage)) found.push(`localStorage ${key} ${value}`);
    return found;
  });
/** What may stay: that it was revoked, and what is the browser's and nobody's. */
const HARMLESS = [/^outrider\.person person \{?"?\{\\?"revoked/, /^outrider\.probe /, /^localStorage outrider\.(person \{"revoked|storage-asked|theme|language)/];
const left = async (page: Page): Promise<readonly string[]> => (await kept(page)).filter((each) => !HARMLESS.some((pattern) => pattern.test(each)));

test("U4 a person sees where he is signed in, names a device, and signs this one out knowing what it loses", async ({ make }) => {
  const server = await make.server({});
  const [desk, phone] = [await make.device(server), await make.device(server, { viewport: { width: 390, height: 844 } })];
  const page = await enter(desk, server, sample.rep);
  await enter(phone, server, sample.rep);
  await toDevices(page);
  await expect(deviceRows(page)).toHaveCount(2);
  await expect(deviceRows(page).first()).toContainText("This device");
  await expect(deviceRows(page).nth(1)).toContainText("Chrome on Linux");
  await deviceRows(page).nth(1).getByRole("button", { name: "Rename Chrome on Linux" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("The van's tablet");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(deviceRows(page).nth(1)).toContainText("The van's tablet");

  await page.getByRole("link", { name: "A lost device: what this can and cannot do" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A lost device" })).toBeVisible();
  await expect(page.getByText("A device that never connects again is never told. What it holds stays there.")).toBeVisible();

  await server.stop();
  await expectOffline(page);
  await page.goto(`${server.url}/settings/devices`);
  await expect(page.getByText("The list needs a connection")).toBeVisible();
  await openRecord(page, "Deals", "Halden Marine: Crew scheduling rollout");
  await edit(page, "Notes", "Only here.");
  await page.goto(`${server.url}/settings/devices`);
  await expect(page.getByText("The list needs a connection")).toBeVisible();
  await server.start();
  await expectSynced(page, 60_000);
  await page.getByRole("button", { name: "Try again" }).or(deviceRows(page).first()).first().click();
  await deviceRows(page).first().getByRole("button", { name: /^Sign out/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Everything on it has reached the server.");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("This device was signed out from elsewhere")).toHaveCount(0);
  expect(await left(page)).toEqual([expect.stringMatching(/^outrider\.person person null/)]);
});

test("S7 U4 P3 a device revoked while it is away is empty when it comes back, and says why", async ({ make }) => {
  const server = await make.server({});
  const [desk, lost] = [await make.device(server), await make.device(server)];
  const away = await enter(lost, server, sample.rep);
  await openRecord(away, "Deals", "Halden Marine: Crew scheduling rollout");
  expect((await kept(away)).filter((each) => / (packs|deltas|outbox) |^outrider\.keys /.test(each)).length).toBeGreaterThan(2);
  await lost.close();

  const page = await enter(desk, server, sample.rep);
  await toDevices(page);
  await deviceRows(page).nth(1).getByRole("button", { name: /^Sign out/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Edits made on it since its last contact");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(deviceRows(page).nth(1)).toContainText("It wipes itself at its next contact");

  // Away it still opens: nobody can reach it there.
  await server.stop();
  const back = await lost.start("/deals");
  await expect(back.getByRole("heading", { level: 1, name: "Deals" })).toBeVisible();
  await expectOffline(back);
  await openRecord(back, "Deals", "Halden Marine: Crew scheduling rollout");
  await edit(back, "Notes", "Never sent.");
  await server.start();
  await expect(back.getByRole("heading", { name: "Sign in" })).toBeVisible({ timeout: 60_000 });
  await expect(back.getByText("This device was signed out from elsewhere")).toBeVisible();
  await expect.poll(() => left(back), { timeout: 30_000 }).toEqual([]);
  await back.reload();
  await expect(back.getByText("This device was signed out from elsewhere")).toBeVisible();
  await page.reload();
  await expect(deviceRows(page).filter({ hasText: "told to wipe itself" })).toHaveCount(1);

  // Whoever signs in there again begins anew.
  await fillSignIn(back, sample.rep);
  await expectSynced(back, 60_000);
  await back.getByRole("link", { name: "Settings" }).click();
  await back.getByRole("button", { name: "Sign out" }).click();
  await expect(back.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(back.getByText("This device was signed out from elsewhere")).toHaveCount(0);
});

test("S7 U2 U4 an admin signs out a member's device from the people page, and it is cut off while it is in use", async ({ make }) => {
  const server = await make.server({});
  const [desk, used] = [await make.device(server), await make.device(server)];
  const member = await enter(used, server, sample.rep);
  const page = await enter(desk, server, sample.admin);
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("link", { name: `Devices of ${sample.rep.name}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Devices of ${sample.rep.name}` })).toBeVisible();
  await page.getByRole("button", { name: "Sign out all devices" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(member.getByText("This device was signed out from elsewhere")).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => left(member), { timeout: 30_000 }).toEqual([]);
  await expect(page.getByRole("link", { name: /^Sync: Up to date/ })).toBeVisible();

  // A rep sees his own devices and nobody else's.
  await fillSignIn(member, sample.rep);
  await expectSynced(member);
  await member.getByRole("link", { name: "People" }).click();
  await expect(member.getByRole("link", { name: `Devices of ${sample.rep.name}` })).toBeVisible();
  await expect(member.getByRole("link", { name: `Devices of ${sample.admin.name}` })).toHaveCount(0);
});
