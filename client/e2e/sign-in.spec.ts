// Ways in and out, as a person meets them.
import type { Page } from "@playwright/test";
import { enter, expectOffline, expectSynced, fillSignIn, founder, sample, setUp } from "./fixtures/people.ts";
import { edit, openRecord, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

test("U1 a wrong password is said, the right one opens the app, signing out leads back", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.device(server);
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillSignIn(page, { ...sample.rep, password: "not-the-password" });
  await expect(page.getByText("The e-mail address or the password is wrong").first()).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(sample.rep.email);
  await fillSignIn(page, sample.rep);
  await expect(page.getByText(sample.rep.name).first()).toBeVisible();
  await expectSynced(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(`${server.url}/deals`);
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("U1 U7 after ten wrong passwords it says how long to wait", async ({ make }) => {
  const server = await make.server({ RATE_LIMIT_MAX_REQUESTS: "100" });
  const { page } = await make.device(server);
  await page.goto(server.url);
  for (let guess = 1; guess <= 10; guess += 1) {
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/auth/login"));
    await fillSignIn(page, { ...sample.rep, password: `guess-number-${guess}` });
    expect((await answered).status()).toBe(401);
  }
  await fillSignIn(page, { ...sample.rep, password: "guess-number-11" });
  await expect(page.getByText("Too many attempts")).toBeVisible();
  await expect(page.getByText(/^Wait 1[45] minutes, then try again\.$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  // Somebody else at the same desk is not held up.
  await page.reload();
  await fillSignIn(page, sample.manager);
  await expect(page).toHaveURL(/:\d+\/$/);
});

test("U1 U3 an empty instance is set up by its first person, who invites a second one", async ({ make }) => {
  const server = await make.server({ SAMPLE: "off" });
  const page = await setUp(await make.device(server), server, founder);
  await expect(page.getByText("No deals yet")).toBeVisible();
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByLabel("Email").fill("gus@northwind.test");
  await page.getByRole("dialog").getByLabel("Role").selectOption("manager");
  await page.getByRole("dialog").getByRole("button", { name: "Make the invitation" }).click();
  const link = await page.getByRole("dialog").getByLabel("Link").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();

  const { page: guest } = await make.device(server);
  const path = new URL(link).pathname + new URL(link).hash;
  expect(path).toMatch(/^\/invitation#./);
  await guest.goto(`${server.url}${path}`);
  await expect(guest.getByRole("heading", { name: "Join Northwind Traders" })).toBeVisible();
  await expect(guest.getByText("You were invited as gus@northwind.test.")).toBeVisible();
  await guest.getByLabel("Your name").fill("Gus Guest");
  await guest.getByLabel("Password", { exact: true }).fill("short");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByText("Use at least 10 characters.")).toBeVisible();
  await guest.getByLabel("Password", { exact: true }).fill("a-password-of-his");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(/:\d+\/$/);
  await expectSynced(guest);
  await guest.getByRole("link", { name: "People" }).click();
  await expect(guest.getByRole("list", { name: "People" })).toContainText("Frida Founder");
  await expect(page.getByRole("list", { name: "People" })).toContainText("Gus Guest");

  // The link is used up.
  const { page: late } = await make.device(server);
  await late.goto(`${server.url}${path}`);
  await expect(late.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
});

test("U1 S6 signing out leaves nothing on the device, and two people on one device never see each other's records", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  const page = await enter(device, server, sample.rep);
  const own = "Halden Marine: Crew scheduling rollout";
  const others = "Kestrel Analytics: Usage analytics pilot";
  await expect(row(page, own)).toBeVisible();
  await expect(row(page, others)).toHaveCount(0);

  // With no server one stays signed in; with unsent edits one is warned.
  await server.stop();
  await expectOffline(page);
  await openRecord(page, "Deals", own);
  await edit(page, "Notes", "Not sent yet.");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 edit has not reached the server");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await server.start();
  await expectSynced(page, 60_000);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await stored(page)).toEqual([]);

  await fillSignIn(page, sample.admin);
  await expectSynced(page);
  await page.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(row(page, others)).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await fillSignIn(page, sample.rep);
  await expectSynced(page);
  await device.close();
  await server.stop();
  const again = await device.start();
  await again.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(row(again, own)).toBeVisible();
  await expect(row(again, others)).toHaveCount(0);
});

test("U1 signing in and out in one tab reaches the others", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  const one = device.page;
  const two = await device.context.newPage();
  for (const page of [one, two]) {
    await page.goto(server.url);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
  await fillSignIn(one, sample.rep);
  await expectSynced(one);
  await expect(two).toHaveURL(/:\d+\/$/);
  await expectSynced(two);

  await one.getByRole("link", { name: "Settings" }).click();
  await one.getByRole("button", { name: "Sign out" }).click();
  for (const page of [one, two]) await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await stored(two)).toEqual([]);
});

/** Whatever stands in a database of this device and holds a name out of the sample's records. */
const stored = (page: Page): Promise<readonly string[]> =>
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
        const texts = rows.map((each) => JSON.stringify(each, (_key, value: unknown) => (value instanceof Uint8Array || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value)));
        if (texts.some((text) => /Halden|Marta|Rita|Not sent yet/.test(text))) found.push(`${name} ${store}`);
      }
      database.close();
    }
    for (const [key, value] of Object.entries(localStorage)) if (/rita|rep@/i.test(value)) found.push(`localStorage ${key}`);
    return found;
  });
