// The device of an admin who may see more than it holds by itself: it says so, gets to the rest, and says where it cannot.
import type { Page } from "@playwright/test";
import { fact } from "./fixtures/import.ts";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { edit, field, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const counted = async (page: Page): Promise<number> => Number(/^[\d,]+/.exec(await page.getByTestId("list-totals").innerText())?.[0].replaceAll(",", ""));
const notice = (page: Page) => page.getByRole("status").filter({ hasText: "The newest and the open are here" });

test("S4 S11 S1 an admin's phone holds the newest and the open; older ones are loaded, opened and found while there is a server, and said to be there while there is none", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server({ DEVICE_RECORDS: "300" });

  // A rep's device holds all that is his: it knows which contacts are the oldest.
  const rep = await enter(await make.device(server), server, sample.rep);
  await rep.goto(`${server.url}/contacts?sort=updatedAt`);
  await expect(rep.getByTestId("list-totals")).toHaveText(/^\d+ contacts$/);
  await expect(notice(rep)).toHaveCount(0);
  const links = rep.getByRole("table").getByRole("link");
  await expect(links.nth(9)).toBeVisible();
  const old = await links.evaluateAll((all) => all.slice(0, 10).map((link) => ({ href: link.getAttribute("href") ?? "", name: (link.textContent ?? "").trim() })));

  const device = await make.device(server, { viewport: PHONE });
  let page = await enter(device, server, sample.admin);
  await page.goto(`${server.url}/contacts`);
  await expect(notice(page)).toContainText(/The newest and the open are here: \d{3} records\. Counts and sums are of these\./);
  await expect(page.getByTestId("list-totals")).toHaveText(/^\d+ contacts here$/);
  const before = await counted(page);
  expect(await look(page, "part-list")).toEqual([]);
  await page.setViewportSize(PHONE);

  // Opened by its address, with what hangs on it; edited like any other.
  // With the oldest first they would stand at the head, if they were here.
  await page.goto(`${server.url}/contacts?sort=updatedAt`);
  await expect(page.getByRole("table").getByRole("link").nth(5)).toBeVisible();
  const missing = [];
  for (const each of old) if ((await row(page, each.name).count()) === 0) missing.push(each);
  const [byAddress, byName] = [missing[0], missing.at(-1)];
  if (!byAddress || !byName || byAddress === byName) throw new Error("every old contact is on the admin's device");
  await page.goto(`${server.url}${byAddress.href}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(byAddress.name);
  await edit(page, "Notes", "Asked for, and written on.");
  await expectSynced(page);
  await rep.goto(`${server.url}${byAddress.href}`);
  await expect(field(rep, "Notes")).toContainText("Asked for, and written on.");

  // Found by the beginning of its name.
  await page.goto(`${server.url}/search?q=${encodeURIComponent(byName.name)}`);
  await expect(page.getByRole("main").getByRole("link", { name: new RegExp(`^${byName.name}`) })).toBeVisible();
  await expect(page.getByText("Found on this device, and by name on the server.")).toBeVisible();
  expect(await look(page, "part-search")).toEqual([]);
  await page.setViewportSize(PHONE);

  // A company's page asks for those of its people that are not here.
  const far = missing.find((one) => one !== byAddress && one !== byName);
  if (!far) throw new Error("only two old contacts are not on the admin's device");
  await rep.goto(`${server.url}${far.href}`);
  const company = await rep.locator("[data-field=company]").getByRole("link").getAttribute("href");
  await page.goto(`${server.url}${company}`);
  const people = page.getByRole("region", { name: "Contacts" });
  await expect(people.getByText("Of those on this device; older ones are on the server.")).toBeVisible();
  await expect(people.getByRole("link", { name: far.name })).toHaveCount(0);
  await people.getByRole("button", { name: "Load older" }).click();
  await expect(people.getByText("All of them are on this device now.")).toBeVisible();
  await expect(people.getByRole("link", { name: far.name })).toBeVisible();
  expect(await look(page, "part-company")).toEqual([]);
  await page.setViewportSize(PHONE);

  // The list is loaded on until it has all.
  await page.goto(`${server.url}/contacts`);
  await page.getByRole("button", { name: "Load older" }).click();
  await expect.poll(() => counted(page)).toBeGreaterThan(before + 10);
  await expect(notice(page)).toHaveCount(0);
  await expect(page.getByTestId("list-totals")).toHaveText(/^\d+ contacts$/);

  // A figure of the whole leads to a list of all that it counts, fetched by the same rule, until something else is looked for.
  await page.goto(`${server.url}/dashboard`);
  await expect(page.getByText("This device holds a part: these figures are of everything you may see")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Activities", exact: true }).click();
  const behind = page.getByText("All that the figure counts is here.");
  await expect(behind).toBeVisible();
  await page.getByRole("combobox", { name: "Type" }).selectOption("Call");
  await expect(behind).toHaveCount(0);

  // The sums of deals, and the board, say what they are of.
  for (const path of ["/deals", "/board", "/forecast"]) {
    await page.goto(`${server.url}${path}`);
    await expect(notice(page), path).toContainText("Counts and sums are of these.");
  }
  await syncSign(page).click();
  await expect(fact(page, "On this device")).toHaveText(/^\d{3} records: the newest, and what is open\. Older ones are on the server$/);
  expect(await look(page, "part-sync")).toEqual([]);
  await device.close();
  await server.stop();

  // With no server, from a cold start: what was loaded is here; what was not is said to be on the server.
  page = await device.start("/contacts");
  await page.setViewportSize(PHONE);
  await expectOffline(page);
  await expect(page.getByTestId("list-totals")).toHaveText(/^\d+ contacts$/);
  await page.goto(`${server.url}/deals`);
  await expect(notice(page)).toContainText("Older ones can be loaded when there is a connection.");
  await expect(page.getByRole("button", { name: "Load older" })).toHaveCount(0);
  expect(await look(page, "part-list-offline")).toEqual([]);
  await page.setViewportSize(PHONE);
  await page.goto(`${server.url}/search?q=${encodeURIComponent("no such name")}`);
  await expect(page.getByText("Found on this device alone. Older records are on the server, which cannot be reached now.")).toBeVisible();
  await page.goto(`${server.url}/deals/00000000-0000-4000-8000-000000000001`);
  await expect(page.getByText("This record may be on the server only")).toBeVisible();
  expect(await look(page, "part-record-offline")).toEqual([]);
});
