// After the first sign-in everything works with no server, from a cold start; what was done arrives later.
import type { Page } from "@playwright/test";
import { enter, expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { edit, field, logCall, openRecord, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Orchard & Vale: Point of sale renewal";

/** A dialog that is removed says a little later that it was closed; here at once, so that whoever hears it always does. */
const sayClosedAtOnce = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const say = (changes: MutationRecord[]) => {
      for (const { removedNodes } of changes) for (const node of removedNodes) if (node instanceof HTMLDialogElement) node.dispatchEvent(new Event("close"));
    };
    new MutationObserver(say).observe(document.body, { childList: true, subtree: true });
  });

test("S1 S11 R15 with no server, from a cold start: lists, records, new ones, edits, calls, the bin, search; all of it arrives later", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server);
  await enter(device, server, sample.rep);
  await device.close();
  await server.stop();

  let page = await device.start("/deals");
  await expect(row(page, DEAL)).toBeVisible();
  await expectOffline(page);

  await page.getByRole("button", { name: "New deal" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("Wren & Sons: Barcode scanners");
  await page.getByRole("dialog").getByLabel(/^Value/).fill("12,500 EUR");
  await sayClosedAtOnce(page);
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Wren & Sons: Barcode scanners");
  await edit(page, "Notes", "Wants them before the season.");
  await logCall(page, "Asked for fifty scanners.");

  await openRecord(page, "Leads", "Tomás Herrera");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("This record is in the bin")).toBeVisible();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("This record is in the bin")).toBeHidden();
  await edit(page, "Phone", "+353 1 555 0123");

  await page.getByRole("textbox", { name: "Search", exact: true }).fill("fifty scanners");
  await expect(page.getByRole("link", { name: /Asked for fifty scanners/ })).toBeVisible();
  await page.getByRole("textbox", { name: "Search", exact: true }).fill("wren barcode");
  await page.getByRole("link", { name: /^Wren & Sons: Barcode scanners/ }).click();
  await expect(field(page, "Notes")).toContainText("Wants them before the season.");

  // Six edits: a deal, its notes, the call, delete, restore, the phone. The sign counts them, the page names them.
  await expect(syncSign(page)).toContainText("6");
  await syncSign(page).click();
  await expect(page.getByRole("heading", { name: "Offline" })).toBeVisible();
  await expect(page.getByText("6 edits", { exact: true })).toBeVisible();
  await expect(page.getByRole("list", { name: "On their way" }).getByRole("listitem")).toHaveCount(6);

  // Once more from cold: nothing of it hangs on the page that made it.
  await device.close();
  page = await device.start();
  await openRecord(page, "Deals", "Wren & Sons: Barcode scanners");
  await expect(page.getByText("Asked for fifty scanners.")).toBeVisible();

  await server.start();
  await expectSynced(page, 60_000);
  await page.goto(`${server.url}/sync`);
  await expect(page.getByText("Everything is on the server.")).toBeVisible();
  const { page: other } = await make.entered(server, sample.manager);
  await openRecord(other, "Deals", "Wren & Sons: Barcode scanners");
  await expect(field(other, "Value")).toContainText("€12,500");
  await expect(field(other, "Notes")).toContainText("Wants them before the season.");
  await expect(other.getByText("Asked for fifty scanners.")).toBeVisible();
  await openRecord(other, "Leads", "Tomás Herrera");
  await expect(field(other, "Phone")).toContainText("+353 1 555 0123");
});

test("S10 two tabs show the same, at once and with no server", async ({ make }) => {
  const server = await make.server();
  const device = await make.entered(server, sample.rep);
  const one = device.page;
  const two = await device.context.newPage();
  await two.goto(server.url);
  for (const page of [one, two]) await openRecord(page, "Deals", DEAL);
  await edit(one, "Notes", "Typed in the first tab.");
  await expect(field(two, "Notes")).toContainText("Typed in the first tab.");
  await server.stop();
  await expectOffline(two);
  await edit(two, "Notes", "Typed in the second tab.");
  await expect(field(one, "Notes")).toContainText("Typed in the second tab.");
  await expect(syncSign(one)).toHaveAccessibleName(/^Sync: Offline/);
  await one.close();
  await edit(two, "Notes", "Typed when the first was gone.");
  await server.start();
  await expectSynced(two, 60_000);
});
