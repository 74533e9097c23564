// What a deal and a company have besides fields, on a phone with no network and then on a colleague's desk: objections, people
// with roles, lines and their sum, a lead's score, a group of companies that two people cannot make a ring of.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, sample } from "./fixtures/people.ts";
import { field, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const LEAD = "Marta Silva";
const PHONE = { width: 390, height: 844 };

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");

/** From the page of the open company. */
async function putUnder(page: Page, parent: string): Promise<void> {
  await page.getByRole("button", { name: "Change part of" }).click();
  await dialog(page).getByRole("textbox").fill(parent);
  await dialog(page).getByRole("button", { name: new RegExp(`^${parent}`) }).first().click();
}

test("R7 R3 R2 R1 objections, people, lines, a score and a group of companies are kept with no network and seen on a colleague's desk", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const [{ page: phone }, { page: desk }] = [await make.entered(server, sample.rep, { viewport: PHONE }), await make.entered(server, sample.manager)];
  await openRecord(phone, "Deals", DEAL);
  await server.stop();
  await expectOffline(phone);

  // In two taps, and settled with what was answered; deleted and taken back.
  await panel(phone, "Objections").getByRole("button", { name: "Add objection" }).click();
  await dialog(phone).getByLabel("What they said").fill("Our crews have no phones");
  await dialog(phone).getByLabel("About").selectOption("Feature");
  await dialog(phone).getByLabel("Raised by").selectOption("Ingrid Solberg");
  await dialog(phone).getByRole("button", { name: "Add", exact: true }).click();
  const raised = panel(phone, "Objections").getByRole("listitem").filter({ hasText: "Our crews have no phones" });
  await expect(raised).toContainText("Ingrid Solberg");
  await expect(phone.getByText("2 open objections", { exact: false })).toBeVisible();
  await raised.getByRole("button", { name: /^Delete/ }).click();
  await expect(raised).toHaveCount(0);
  await phone.getByRole("button", { name: "Undo" }).click();
  await raised.getByRole("button", { name: "Resolved" }).click();
  await dialog(phone).getByLabel("What was answered").fill("A kiosk at the quay");
  await dialog(phone).getByRole("button", { name: "Resolve", exact: true }).click();
  await expect(raised).toContainText("A kiosk at the quay");
  await expect(phone.getByRole("list", { name: "Timeline" })).toContainText("Our crews have no phones");

  const people = panel(phone, "People in the decision");
  await people.getByRole("button", { name: "Add person" }).click();
  await dialog(phone).getByRole("textbox").fill("Piotr Nowak");
  await dialog(phone).getByRole("button", { name: /^Piotr Nowak/ }).click();
  await dialog(phone).getByRole("checkbox", { name: "Champion" }).check();
  await dialog(phone).getByRole("button", { name: "Save" }).click();
  await expect(people.getByRole("listitem").filter({ hasText: "Piotr Nowak" })).toContainText("Champion");

  const lines = panel(phone, "Line items");
  await lines.getByRole("button", { name: "Add line" }).click();
  await dialog(phone).getByLabel("Product").fill("Kiosk");
  await dialog(phone).getByLabel("Quantity").fill("two");
  await dialog(phone).getByLabel("Unit price").fill("1,000.50");
  await dialog(phone).getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog(phone).getByText("Quantity must be a number.").first()).toBeVisible();
  await dialog(phone).getByLabel("Quantity").fill("2");
  await dialog(phone).getByLabel("Discount in %").fill("50");
  await dialog(phone).getByRole("button", { name: "Add", exact: true }).click();
  await expect(lines).toContainText("Total: €85,000.50");
  await lines.getByRole("button", { name: "Set the deal’s value to €85,000.50" }).click();
  await expect(field(phone, "Value")).toContainText("85,000.5");

  // A score that nobody gave, and what it is made of.
  await openRecord(phone, "Leads", LEAD);
  const score = phone.getByTestId("lead-score");
  await expect(score.locator("summary")).toContainText("27");
  await phone.getByRole("button", { name: "Log a call" }).first().click();
  await dialog(phone).getByRole("radio", { name: "Spoke" }).check();
  await dialog(phone).getByRole("button", { name: "Save" }).click();
  await expect(score.locator("summary")).toContainText("53");
  await score.locator("summary").click();
  await expect(score.getByText("20 of 20")).toBeVisible();

  // Each puts one company under the other while the other one does not know.
  await phone.getByRole("link", { name: "More", exact: true }).click();
  await openRecord(phone, "Companies", "Solway Energy");
  await putUnder(phone, "Atlas Robotics");
  await expect(phone.getByRole("list", { name: "Part of" })).toContainText("Atlas Robotics");
  await putUnder(phone, "Solway Energy");
  await expect(phone.getByText("A company cannot be part of itself", { exact: false })).toBeVisible();
  await openRecord(desk, "Companies", "Atlas Robotics");
  await putUnder(desk, "Solway Energy");
  await expect(desk.getByRole("list", { name: "Part of" })).toContainText("Solway Energy");

  await server.start();
  // Of the two one came first and stands; nothing hangs, and the other one is told why not.
  await expect.poll(async () => {
    const signs = await Promise.all([phone, desk].map((page) => page.getByRole("link", { name: /^Sync: / }).getAttribute("aria-label")));
    return signs.map((sign) => (sign ?? "").replace(/^Sync: ([^.]*)\..*$/, "$1")).sort();
  }, { timeout: 60_000 }).toEqual(["Needs your attention", "Up to date"]);

  // On the desk all of it is there, and closing as lost says what it was lost to.
  await openRecord(desk, "Deals", DEAL);
  await expect(field(desk, "Value")).toContainText("85,000.5");
  await expect(panel(desk, "People in the decision").getByRole("listitem").filter({ hasText: "Piotr Nowak" })).toContainText("Champion");
  await expect(panel(desk, "Line items")).toContainText("Kiosk");
  await expect(panel(desk, "Objections")).toContainText("A kiosk at the quay");
  expect(await look(desk, "deal-panels")).toEqual([]);
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.getByRole("button", { name: "Move to Lost" }).click();
  await dialog(desk).getByLabel("Reason").fill("Too dear");
  await dialog(desk).getByRole("checkbox", { name: "The price is a third above what we pay today." }).check();
  await dialog(desk).getByRole("button", { name: "Close deal" }).click();
  const lost = panel(desk, "Objections").getByRole("listitem").filter({ hasText: "The price is a third" });
  await expect(lost).toContainText("Lost to it");
  await openRecord(phone, "Deals", DEAL);
  await expect(panel(phone, "Objections").getByRole("listitem").filter({ hasText: "The price is a third" })).toContainText("Lost to it");
});
