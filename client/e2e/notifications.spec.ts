// Being told of what others do: at once while the app is open, on the icon, on every device, and with no network; and an
// admin's webhooks, from making one to sending again.
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const bell = (page: Page) => page.getByRole("link", { name: /^Notifications: / });
/** Asks the server as this page's person. */
const ask = (page: Page, path: string, body?: unknown): Promise<{ status: number; data: unknown }> =>
  page.evaluate(async ([to, sent]) => {
    const answer = await fetch(to, sent === "" ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: sent });
    return { status: answer.status, data: ((await answer.json()) as { data: unknown }).data };
  }, [path, body === undefined ? "" : JSON.stringify(body)] as const);

test("U5 W1 what one is told comes live, counts on the icon, is read on all devices, and is there with no network", async ({ make }) => {
  const server = await make.server();
  const [desk, phone, office] = [await make.entered(server, sample.rep), await make.device(server, { viewport: { width: 390, height: 844 } }), await make.entered(server, sample.manager)];
  await desk.context.addInitScript(() => {
    const counted: number[] = [];
    Object.assign(globalThis, { counted });
    Object.assign(navigator, { setAppBadge: (count: number) => Promise.resolve(void counted.push(count)), clearAppBadge: () => Promise.resolve(void counted.push(0)) });
  });
  const rep = desk.page;
  // The bell says nothing until it has been counted; the page says so.
  await rep.goto(`${server.url}/notifications`);
  const unread = rep.getByText(/^(?:Nothing|\d+) unread$/).first();
  await expect(unread).toBeVisible();
  const before = Number(/^\d+/.exec(await unread.innerText())?.[0] ?? 0);
  await rep.goto(`${server.url}/deals`);
  await expect(bell(rep)).toHaveAccessibleName(before === 0 ? "Notifications: nothing new" : `Notifications: ${before} unread`);
  await expectSynced(rep);
  const elsewhere = await enter(phone, server, sample.rep);
  const manager = office.page;
  expect((await ask(manager, "/api/notifications/emit", { users: "all", text: "The price list has changed" })).status).toBe(200);
  await expect(rep.getByText("Max Manager: The price list has changed")).toBeVisible();
  await expect(bell(rep)).toHaveAccessibleName(`Notifications: ${before + 1} unread`);
  await expect(bell(elsewhere)).toHaveAccessibleName(`Notifications: ${before + 1} unread`);
  await expect.poll(() => rep.evaluate(() => (globalThis as unknown as { counted: number[] }).counted.at(-1))).toBeGreaterThan(0);

  await bell(elsewhere).click();
  const list = elsewhere.getByRole("list", { name: "Notifications" });
  await expect(list.getByRole("listitem").first()).toContainText("Max Manager: The price list has changed");
  expect(await look(elsewhere, "notifications")).toEqual([]);
  await elsewhere.getByRole("button", { name: "Mark all as read" }).click();
  await expect(bell(elsewhere)).toHaveAccessibleName("Notifications: nothing new");
  await expect(bell(rep)).toHaveAccessibleName("Notifications: nothing new");
  await expect.poll(() => rep.evaluate(() => (globalThis as unknown as { counted: number[] }).counted.at(-1))).toBe(0);
  await expectSynced(elsewhere);

  await elsewhere.getByRole("link", { name: "How you are told" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "How you are told" })).toBeVisible();
  await elsewhere.getByRole("checkbox", { name: "Quiet hours" }).check();
  await expect(elsewhere.getByLabel("From")).toHaveValue("22:00");
  expect(await look(elsewhere, "notification-settings")).toEqual([]);
  await elsewhere.reload();
  await expect(elsewhere.getByRole("checkbox", { name: "Quiet hours" })).toBeChecked();

  await server.stop();
  await expectOffline(rep);
  const cold = await desk.start("/notifications");
  await expect(cold.getByRole("list", { name: "Notifications" }).getByRole("listitem").first()).toContainText("Max Manager: The price list has changed");
});

test("I4 an admin makes a webhook, sees its secret once, tries it out, and sends a delivery again", async ({ make }) => {
  const heard: string[] = [];
  const receiver = createServer((request, response) => {
    heard.push(String(request.headers["outrider-signature"]));
    response.writeHead(heard.length === 1 ? 200 : 202).end("taken");
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", () => ready()));
  const { port } = receiver.address() as { port: number };
  try {
    const server = await make.server({ PRIVATE_TARGETS: "on" });
    const page = await enter(await make.device(server), server, sample.admin);
    await page.getByRole("link", { name: "Settings" }).filter({ visible: true }).click();
    await page.getByRole("link", { name: /^Webhooks/ }).click();
    await expect(page.getByText("No webhooks")).toBeVisible();
    await page.getByRole("button", { name: "Add a webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Our ERP");
    await dialog.getByLabel("Address").fill("ftp://erp.test");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText(/must begin with https/)).toBeVisible();
    await dialog.getByLabel("Address").fill(`http://127.0.0.1:${port}/in`);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog", { name: "The webhook is ready" }).getByLabel("Secret")).toHaveValue(/^whsec_/);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Open Our ERP" }).click();
    await page.getByRole("button", { name: "Send a test" }).click();
    const log = page.getByRole("list", { name: "Deliveries" });
    await expect(async () => {
      await page.getByRole("button", { name: "Look again" }).click();
      await expect(log.getByRole("listitem").first()).toContainText("Delivered", { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    expect(await look(page, "webhooks")).toEqual([]);
    await log.getByRole("button", { name: "Send ping again" }).click();
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(2);
    expect(heard.every((signature) => /^t=\d+,v1=[0-9a-f]{64}$/.test(signature))).toBe(true);
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
