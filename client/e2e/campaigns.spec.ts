// A campaign from its first word to its last figure: written on a phone with no network, tried and started at a desk, looked at
// while it goes out through a simulated vendor, and held against the log of its messages.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const figure = async (page: Page, label: string): Promise<number> => {
  const tile = page.getByTestId("campaign-figures").locator("div").filter({ has: page.getByText(label, { exact: true }) });
  return Number((await tile.locator("dd").first().innerText()).replaceAll(/\D/g, ""));
};

/** How many messages of each status the server's own log has. */
const logged = (page: Page, id: string): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(async (campaign) => {
    const counts: Record<string, number> = {};
    let after = "";
    for (;;) {
      const response = await fetch(`/api/campaigns/${campaign}/messages?limit=200${after === "" ? "" : `&after=${after}`}`);
      const { data } = (await response.json()) as { readonly data: readonly { readonly customer_id: string; readonly status: string }[] };
      for (const { status } of data) counts[status] = (counts[status] ?? 0) + 1;
      const last = data.at(-1)?.customer_id;
      if (data.length < 200 || last === undefined) return counts;
      after = last;
    }
  }, id);

test("M5 M6 M7 M8 a campaign is written on a phone with no network, tried and started at a desk, and its live figures are those of its log", async ({ make }) => {
  test.setTimeout(300_000);
  const server = await make.server();
  const phone = await make.entered(server, sample.manager, { viewport: { width: 390, height: 844 } });
  const { page } = phone;
  await server.stop();
  await expectOffline(page);

  await page.getByRole("link", { name: "More", exact: true }).click();
  await page.getByRole("link", { name: "Campaigns", exact: true }).click();
  await page.getByRole("button", { name: "New campaign" }).first().click();
  const start = page.getByRole("button", { name: "Start", exact: true });
  await page.getByLabel("Name", { exact: true }).fill("Come back in spring");
  await page.getByLabel("Segment").selectOption({ label: "Everybody" });
  await page.getByLabel("Goal").fill("Win back customers with 10% off until 30 June");
  await page.getByRole("button", { name: "Suggest a message" }).click();
  await expect(page.getByLabel("Discount")).toHaveValue("10%");
  await page.getByRole("button", { name: "Use this: 10% off for you" }).click();
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await expect(message).toHaveValue(/You get 10% off until 30 June\./);
  // A fault is told where it is, and keeps it from being started.
  await message.fill("Hello {{first_nam|there}},\n\nyou get 10% off.");
  await expect(page.getByText("Line 1, sign 7").first()).toBeVisible();
  await message.fill("Hello {{first_name|there}},\n\nyou get 10% off until 30 June.");
  await expect(page.getByText("Line 1, sign 7")).toHaveCount(0);
  await message.blur();
  const preview = page.getByTestId("preview-text");
  await expect(preview).toContainText("you get 10% off until 30 June.");
  await expect(preview).not.toContainText("{{");
  const before = await preview.innerText();
  await page.getByRole("button", { name: "Next customer" }).click();
  await expect(preview).not.toHaveText(before);
  await expect(start).toBeDisabled();
  await expect(page.getByText("Starting needs a connection: messages go out from the server.")).toBeVisible();
  expect(await look(page, "campaign-draft")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const path = new URL(page.url()).pathname;
  await server.start();
  await expectSynced(page, 60_000);

  const desk = await make.entered(server, sample.admin);
  const wide = desk.page;
  await wide.goto(`${server.url}${path}`);
  await expect(wide.getByText("Nothing goes out: deliveries are simulated")).toBeVisible();
  await wide.getByRole("button", { name: "Send a test to me" }).click();
  await expect(wide.getByText(/^A test is on its way to/)).toBeVisible();
  await wide.getByRole("button", { name: "Start", exact: true }).click();
  const dialog = wide.getByRole("dialog", { name: "Start Come back in spring?" });
  await expect(dialog.getByText(/^It goes to/)).toBeVisible();
  await expect(dialog.getByText("It begins at once.")).toBeVisible();
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  // It goes on by itself, here and on the phone.
  await expect.poll(() => figure(wide, "Audience"), { timeout: 60_000 }).toBeGreaterThan(20);
  await expect.poll(() => figure(wide, "Still to be sent"), { timeout: 90_000 }).toBe(0);
  const id = path.split("/").at(-1) ?? "";
  // Receipts come late, twice and in any order: in the end the screen says what the log says.
  await expect.poll(async () => {
    const counts = await logged(wide, id);
    return { sent: (counts["SENT"] ?? 0) - (await figure(wide, "Sent")), failed: (counts["FAILED"] ?? 0) - (await figure(wide, "Failed")), skipped: (counts["SKIPPED"] ?? 0) - (await figure(wide, "Left out")) };
  }, { timeout: 60_000 }).toEqual({ sent: 0, failed: 0, skipped: 0 });
  const audience = await figure(wide, "Audience");
  expect((await figure(wide, "Sent")) + (await figure(wide, "Failed")) + (await figure(wide, "Not known")) + (await figure(wide, "Left out"))).toBe(audience);
  await expect(wide.getByText(/^Sent to [0-9]+ of [0-9]+ customers?\.$/)).toBeVisible();
  await expect.poll(() => figure(page, "Audience"), { timeout: 30_000 }).toBe(audience);
  await wide.getByLabel("Which messages").selectOption({ label: "Failed" });
  const log = wide.getByRole("list", { name: "Log of messages" });
  await expect(log.getByRole("listitem").first()).toContainText("Failed");
  expect(await look(wide, "campaign-sent")).toEqual([]);
  await wide.setViewportSize({ width: 1440, height: 900 });

  await wide.getByRole("link", { name: "Campaigns", exact: true }).first().click();
  await expect(wide.getByRole("link", { name: /Come back in spring/ })).toContainText("Sent");
  expect(await look(wide, "campaigns")).toEqual([]);
  await wide.setViewportSize({ width: 1440, height: 900 });
  await wide.getByRole("link", { name: "Addresses written to no more" }).click();
  await wide.getByRole("button", { name: "Add an address" }).click();
  await wide.getByLabel("E-mail address").fill("never@again.example");
  await wide.getByLabel("Why", { exact: true }).fill("Asked by telephone");
  await wide.getByRole("button", { name: "Add", exact: true }).click();
  await expect(wide.getByText("never@again.example").first()).toBeVisible();
  expect(await look(wide, "campaign-suppressed")).toEqual([]);
});
