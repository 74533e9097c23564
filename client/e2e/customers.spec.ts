// A file of orders makes customers: checked on the device, sent to the server, their spend, visits and orders on the contact's
// page and in the list, and looked at again on a phone with no network.
import { readFile } from "node:fs/promises";
import { chooseFiles, csv, fact, next, toColumns } from "./fixtures/import.ts";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const file = csv(
  "shop-orders.csv",
  "Order ID,Email,Customer name,Date,SKU,Description,Quantity,Unit price,Currency",
  "S-1,ines@harbour.test,Ines Harbour,2026-03-01 10:00,L1,Lamp,2,10.50,EUR",
  "S-1,ines@harbour.test,Ines Harbour,2026-03-01 10:00,R1,Rope,1,4.00,EUR",
  "S-2,ines@harbour.test,Ines Harbour,2026-04-02 09:30,L1,Lamp,-1,10.50,EUR",
  "S-3,not an address,Ola Nobody,2026-04-03,T1,Tar,1,9.00,EUR",
  "S-4,ola@harbour.test,Ola Quay,2026-04-04,N1,Net,3,100.00,EUR",
);

test("M1 M2 R2 R13 S1 a file of orders makes customers, whose orders are there again on a phone with no network", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  const { page } = device;
  page.setDefaultTimeout(15_000);
  const seen = async (name: string) => {
    expect(await look(page, name)).toEqual([]);
    await page.setViewportSize(PHONE);
  };

  // Checked here first: the wrong row is named by its line, and what is sent is shown.
  await page.goto(`${server.url}/import`);
  await chooseFiles(page, [file]);
  await toColumns(page, "shop-orders.csv");
  await seen("columns of orders");
  await next(page);
  await expect(page.getByRole("heading", { name: "What will happen" })).toBeVisible();
  await expect(fact(page, "To be sent")).toHaveText("3 orders");
  await expect(page.getByText("Line 5, Email: Email of the customer is not an email address.")).toBeVisible();
  await seen("orders to be sent");
  await page.getByRole("button", { name: "Send 3 orders" }).click();
  await expect(page.getByRole("heading", { name: "3 orders taken" })).toBeVisible({ timeout: 30_000 });
  await expect(fact(page, "Rows refused")).toHaveText("1");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the refused rows" }).click()]);
  expect(await readFile(await download.path(), "utf8")).toContain("not an address");

  // Who bought is a customer, in a view of the list and on a page of his own; nothing of it can be edited.
  await page.getByRole("link", { name: "Contacts", exact: true }).first().click();
  await page.getByRole("button", { name: "Customers", exact: true }).click();
  // By their spend these two come last of the sample's customers.
  const find = page.getByRole("textbox", { name: "Find in contacts" });
  await find.fill("Ola Quay");
  await expect(row(page, "Ola Quay")).toBeVisible();
  await find.fill("Ines Harbour");
  await expect(row(page, "Ola Quay")).toBeHidden();
  await expect(row(page, "Ines Harbour")).toBeVisible();
  await seen("customers in the list");
  await row(page, "Ines Harbour").click();
  const facts = page.getByTestId("customer-facts");
  await expect(facts).toContainText("€14.50");
  await expect(facts.locator("dd").nth(1)).toHaveText("1");
  await expect(page.locator("[data-field=spend], [data-field=visits]")).toHaveCount(0);
  const orders = page.getByRole("list", { name: "Orders, newest first" });
  await expect(orders.getByRole("listitem")).toHaveCount(2);
  await expect(orders.getByRole("listitem").first()).toContainText("Return");
  await orders.getByRole("button", { name: /€25/ }).click();
  await expect(orders).toContainText("2 × €10.50");
  await seen("a customer");

  // A time zone is found by what it is called.
  await page.getByRole("button", { name: "Show all fields" }).click();
  await page.getByRole("button", { name: "Change time zone" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a time zone" });
  await dialog.getByRole("textbox").fill("dublin");
  await expect(dialog.getByRole("list").getByRole("button")).toHaveCount(1);
  await seen("choosing a time zone");
  await dialog.getByRole("textbox").press("Enter");
  await expect(page.locator("[data-field=timeZone]")).toContainText("Dublin");
  await expectSynced(page);

  // With no network what was looked at is there, and what was not says so; sending waits.
  await server.stop();
  await expectOffline(page);
  await page.reload();
  await expect(orders.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText(/^No connection\. As of /)).toBeVisible();
  await openRecord(page, "Contacts", "Ola Quay");
  await expect(page.getByTestId("customer-facts")).toContainText("€300");
  await expect(page.getByText("Orders have not been loaded on this device yet")).toBeVisible();
  await seen("a customer whose orders were not looked at");
  await page.goto(`${server.url}/import`);
  await chooseFiles(page, [file]);
  await toColumns(page, "shop-orders.csv");
  await next(page);
  await expect(page.getByText("There is no connection to the server")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send 3 orders" })).toBeDisabled();
});
