// What lies on a device while nobody uses it: sealed, locked where its person wants that, and withheld past the lease.
import type { Page } from "@playwright/test";
import type { Device } from "./fixtures/device.ts";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { edit, openRecord, row, shown } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const PIN = "rainy-271828";

/** Changes what is kept beside the key of the account on this device. */
const changeVault = (page: Page, change: Readonly<Record<string, Readonly<Record<string, number>>>>): Promise<void> =>
  page.evaluate(async (wanted) => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open("outrider.keys");
      opening.addEventListener("success", () => done(opening.result));
      opening.addEventListener("error", () => fail(new Error("no keys here")));
    });
    const transaction = db.transaction(["keys", "spare"], "readwrite");
    for (const name of ["keys", "spare"]) {
      const place = transaction.objectStore(name);
      const asking = place.openCursor();
      asking.addEventListener("success", () => {
        const cursor = asking.result;
        if (cursor === null) return;
        const before = cursor.value as Record<string, object>;
        const after = { ...before };
        for (const [part, values] of Object.entries(wanted)) after[part] = { ...before[part], ...values };
        cursor.update(after);
        cursor.continue();
      });
    }
    await new Promise((done) => transaction.addEventListener("complete", done));
    db.close();
  }, change);

/** Everything in the databases of this site, as text. */
const atRest = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = [];
    const text = (value: unknown): string =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : typeof value === "object" && value !== null ? Object.values(value).map(text).join(" ") : String(value);
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("success", () => done(opening.result));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done) => {
          const asking = database.transaction(store).objectStore(store).getAll();
          asking.addEventListener("success", () => done(asking.result));
        });
        found.push(...rows.map((each) => `${name} ${store} ${text(each)}`));
      }
      database.close();
    }
    return found.join("\n");
  });

const toDevices = async (page: Page): Promise<void> => {
  await page.getByRole("link", { name: "Settings" }).filter({ visible: true }).click();
  await page.getByRole("link", { name: /^Devices/ }).click();
  await expect(page.getByRole("heading", { name: "Lock on this device" })).toBeVisible();
};
const setPin = async (page: Page): Promise<void> => {
  await toDevices(page);
  await page.getByRole("button", { name: "Set a PIN" }).click();
  await page.getByRole("dialog").getByLabel("New PIN", { exact: true }).fill("123456");
  await page.getByRole("dialog").getByLabel("New PIN again").fill("123456");
  await page.getByRole("dialog").getByRole("button", { name: "Set it" }).click();
  await expect(page.getByRole("dialog")).toContainText("This is among the first that somebody would try.");
  await page.getByRole("dialog").getByLabel("New PIN", { exact: true }).fill(PIN);
  await page.getByRole("dialog").getByLabel("New PIN again").fill(PIN);
  await page.getByRole("dialog").getByRole("button", { name: "Set it" }).click();
  await expect(page.getByText("A PIN opens what this device holds.")).toBeVisible();
};
const tryPin = async (page: Page, pin: string): Promise<void> => {
  await page.getByLabel("PIN", { exact: true }).fill(pin);
  await page.getByRole("button", { name: "Open", exact: true }).click();
};
const closeAndStart = async (device: Device, path = "/deals"): Promise<Page> => {
  await device.close();
  return device.start(path);
};

test("U1 P3 S2 past the lease nothing opens until its person signs in, and then everything does, edits not sent among it", async ({ make }) => {
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  const { page } = device;
  await server.stop();
  await expectOffline(page);
  await openRecord(page, "Deals", DEAL);
  await edit(page, "Notes", "Written at sea.");
  const texts = await atRest(page);
  expect(texts).toContain("OSL1");
  expect(texts).not.toMatch(/Halden|Written at sea|Crew scheduling/);

  await changeVault(page, { lease: { until: Date.now() - 1000 } });
  let late = await closeAndStart(device);
  await expect(late.getByRole("heading", { name: "Sign in to open what is on this device" })).toBeVisible();
  await expect(row(late, DEAL)).toHaveCount(0);
  expect(await look(late, "lease-over")).toEqual([]);
  await late.goto(`${server.url}/`);
  await expect(late.getByRole("heading", { name: "Sign in to open what is on this device" })).toBeVisible();
  await late.getByRole("button", { name: "Try again" }).click();
  await expect(late.getByText("Signing in needs a connection.")).toBeVisible();
  // With a clock put back it stays so.
  await changeVault(late, { lease: { until: Date.now() + 10 * 86_400_000, contact: Date.now() + 3 * 86_400_000 } });
  late = await closeAndStart(device);
  await expect(late.getByRole("heading", { name: "Sign in to open what is on this device" })).toBeVisible();

  await device.context.clearCookies();
  await server.start();
  await late.getByRole("button", { name: "Try again" }).or(late.getByRole("main").getByRole("link", { name: "Sign in" })).first().click();
  const signIn = late.getByRole("main").getByRole("link", { name: "Sign in" });
  await signIn.click();
  await fillSignIn(late, sample.rep);
  await expectSynced(late, 60_000);
  await openRecord(late, "Deals", DEAL);
  expect(await shown(late, "Notes")).toBe("Written at sea.");
  await expect(late.getByText("The browser lost or damaged what was kept on this device")).toHaveCount(0);
});

test("P3 a PIN is asked for at a cold start, with no network too; forgotten, signing in opens the device again", async ({ make }) => {
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  await setPin(device.page);
  await server.stop();

  let page = await closeAndStart(device);
  await expect(page.getByRole("heading", { name: "This device is locked" })).toBeVisible();
  await expect(row(page, DEAL)).toHaveCount(0);
  expect(await look(page, "locked")).toEqual([]);
  await tryPin(page, "not-the-pin");
  await expect(page.getByText("This is not the PIN")).toBeVisible();
  await tryPin(page, PIN);
  await expect(row(page, DEAL)).toBeVisible();
  await openRecord(page, "Deals", DEAL);
  await edit(page, "Notes", "Behind the lock.");

  await changeVault(page, { lock: { wrong: 9 } });
  page = await closeAndStart(device);
  await tryPin(page, "not-the-pin");
  await expect(page.getByText("Too many wrong tries")).toBeVisible();
  await page.getByLabel(`Password of ${sample.rep.email}`).fill(sample.rep.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await server.start();
  await page.getByLabel(`Password of ${sample.rep.email}`).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The e-mail address or the password is wrong").first()).toBeVisible();
  await page.getByLabel(`Password of ${sample.rep.email}`).fill(sample.rep.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectSynced(page, 60_000);
  await openRecord(page, "Deals", DEAL);
  expect(await shown(page, "Notes")).toBe("Behind the lock.");

  // The lock is off now, and can be set and taken off again.
  await setPin(page);
  await page.getByRole("button", { name: "Lock now" }).click();
  await expect(page.getByRole("heading", { name: "This device is locked" })).toBeVisible();
  await tryPin(page, PIN);
  await page.getByRole("button", { name: "Take the lock off" }).click();
  await page.getByRole("dialog").getByLabel("Current PIN").fill(PIN);
  await page.getByRole("dialog").getByRole("button", { name: "Take it off" }).click();
  await expect(page.getByRole("button", { name: "Set a PIN" })).toBeVisible();
  await server.stop();
  page = await closeAndStart(device);
  await expect(row(page, DEAL)).toBeVisible();
});

test("P3 U4 where not even the server has what opens a lock, the device starts anew", async ({ make }) => {
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  const { page } = device;
  await setPin(page);
  const forgotten = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open("outrider.keys");
      opening.addEventListener("success", () => done(opening.result));
    });
    const asking = db.transaction("keys").objectStore("keys").openCursor();
    const found = await new Promise<IDBCursorWithValue | null>((done) => asking.addEventListener("success", () => done(asking.result)));
    db.close();
    if (found === null) throw new Error("no keys here");
    const { device: name } = found.value as { device: object };
    const body = JSON.stringify({ workspaceId: String(found.key).split(".")[0], device: name, secret: null });
    return (await fetch("/api/devices/recovery", { method: "PUT", headers: { "content-type": "application/json" }, body })).status;
  });
  expect(forgotten).toBe(200);
  await page.getByRole("button", { name: "Lock now" }).click();
  await page.getByRole("button", { name: "Sign in instead" }).click();
  await page.getByLabel(`Password of ${sample.rep.email}`).fill(sample.rep.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The server has nothing that opens this device")).toBeVisible();
  await page.getByRole("button", { name: "Sign out and start anew" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out and start anew" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await atRest(page)).not.toMatch(/OSL1|outrider\.keys/);
  await fillSignIn(page, sample.rep);
  await expectSynced(page, 60_000);
});

test("P3 a passkey opens what a device holds, where the browser has such", async ({ make }) => {
  const server = await make.server({ FRONTEND_URL: "" });
  const device = await make.device(server);
  const { page } = device;
  const devtools = await device.context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true },
  });
  // An address by number can have no passkeys.
  await page.goto(server.url.replace("127.0.0.1", "localhost"));
  await fillSignIn(page, sample.rep);
  await expectSynced(page);
  await toDevices(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("A passkey opens what this device holds.")).toBeVisible();
  await page.getByRole("button", { name: "Lock now" }).click();
  await expect(page.getByText("Show your passkey to open what it holds.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the lock off" })).toHaveCount(0);
  await page.getByRole("button", { name: "Use the passkey" }).click();
  await expect(page.getByText("A passkey opens what this device holds.")).toBeVisible();
  await page.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(row(page, DEAL)).toBeVisible();
});

test("U1 U2 an admin says for how long devices open without contact, and a device learns of it", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.entered(server, sample.admin);
  await page.getByRole("link", { name: "Settings" }).click();
  const days = page.getByLabel("Without contact, a device opens for");
  await expect(days).toHaveValue("14");
  await days.selectOption("3");
  await expect(page.getByText("Saved. Devices learn of it at their next contact.")).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("3");
  const { page: other } = await make.entered(server, sample.rep);
  await other.getByRole("link", { name: "Settings" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(other.getByLabel("Without contact, a device opens for")).toHaveCount(0);
});
