// The assistant on a phone with no server: a deal is coached, a closed one explained, a contact described, an objection
// answered and a question turned into a list; what it rests on is a tap away, what one makes of it is kept, and it is gone
// when the workspace takes its word back.
import type { Locator, Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const OPEN = "Halden Marine: Crew scheduling rollout";
const WON = "Orchard & Vale: Point of sale renewal";
const part = (page: Page, name: string): Locator => page.locator("details").filter({ has: page.getByRole("heading", { name, exact: true }) }).first();

async function open(page: Page, name: string): Promise<Locator> {
  const details = part(page, name);
  await details.locator("summary").first().click();
  await expect(details.getByText("Made on this device", { exact: false })).toBeVisible({ timeout: 30_000 });
  return details;
}

/** Goes by the first link of what a statement rests on, and comes back. */
async function follow(page: Page, within: Locator): Promise<void> {
  const before = page.url();
  const summaries = within.locator("summary").filter({ hasText: /^Rests on \d/ });
  for (const summary of await summaries.all()) {
    const link = summary.locator("xpath=..").getByRole("link").first();
    await summary.click();
    // A stage has no page, and what hangs on the open record leads to it.
    if ((await link.count()) === 0 || before.endsWith((await link.getAttribute("href")) ?? "")) continue;
    const title = (await link.innerText()).replace(/^on /, "");
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await page.goBack();
    return expect(page).toHaveURL(before);
  }
  throw new Error("no statement leads to a record");
}

async function expectFits(page: Page, name: string): Promise<void> {
  expect(await look(page, name)).toEqual([]);
  await page.setViewportSize(PHONE);
}

test("A1 A2 A3 A4 A7 A8 A10 A12 W2 with the server dead the assistant answers on a phone, each statement leads to its records, and what one makes of it is kept", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.admin, { viewport: PHONE });
  const { page } = device;
  await openRecord(page, "Deals", OPEN);
  await server.stop();
  await expectOffline(page);

  // Two or three actions, how sure they are, and what that is made of; one becomes a task and is taken back.
  let coach = await open(page, "Coach");
  const actions = coach.getByRole("list", { name: "Coach" }).locator("> li");
  expect(await actions.count()).toBeGreaterThanOrEqual(2);
  expect(await actions.count()).toBeLessThanOrEqual(3);
  await expect(coach.getByText("Chance to win")).toBeVisible();
  await actions.first().getByText("What it is made of").click();
  await expect(actions.first().getByText("What any answer begins with")).toBeVisible();
  await expectFits(page, "the coach");
  await actions.first().getByRole("button", { name: "Useful", exact: true }).click();
  await expect(actions.first().getByRole("button", { name: "Useful", exact: true })).toHaveAttribute("aria-pressed", "true");
  const tasks = page.getByRole("region", { name: "Tasks", exact: true });
  const had = await tasks.getByRole("listitem").count();
  await actions.first().getByRole("button", { name: "Do it" }).click();
  await expect(tasks.getByRole("listitem")).toHaveCount(had + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tasks.getByRole("listitem")).toHaveCount(had);
  await follow(page, coach);
  coach = await open(page, "Coach");
  await expect(coach.getByRole("button", { name: "Useful", exact: true }).first()).toHaveAttribute("aria-pressed", "true");

  // An objection in two taps; the answer is kept on the deal.
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Quick add" }).filter({ visible: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Answer an objection" }).click();
  await page.getByLabel("What they said").fill("This is far too expensive for us");
  for (const step of ["Acknowledge", "Move on with a question"]) await expect(page.getByText(step, { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Price", { exact: true }).first()).toBeVisible();
  await expectFits(page, "an answer to an objection");
  await follow(page, page.getByRole("main"));
  await page.getByLabel("What they said").fill("This is far too expensive for us");
  await page.getByRole("button", { name: "Use on this deal" }).click();
  await openRecord(page, "Deals", OPEN);
  await expect(page.getByRole("region", { name: "Objections", exact: true })).toContainText("This is far too expensive for us");

  await openRecord(page, "Deals", WON);
  await follow(page, await open(page, "Why it was won"));
  await openRecord(page, "Contacts", "Ingrid Solberg");
  const persona = await open(page, "Persona");
  await expect(persona.getByText("Engagement", { exact: true }).or(persona.getByText("Not enough data", { exact: false }))).toBeVisible();

  // A question becomes a list that can be changed.
  await page.getByRole("textbox", { name: "Search", exact: true }).fill("deals over 50k zorblax");
  await expect(page.locator("u")).toHaveText("zorblax");
  await page.getByRole("link", { name: "Show these deals" }).click();
  await expect(page).toHaveURL(/\/deals\?.*filter=/);

  await page.goto(`${server.url}/win-loss`);
  await expect(page.getByText("Win rate", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expectFits(page, "wins and losses");

  // Taken back, it is gone at once.
  await page.goto(`${server.url}/settings/assistant`);
  const agreed = page.getByRole("checkbox", { name: "The assistant may read this workspace's records" });
  await expect(agreed).toBeChecked();
  await agreed.click();
  await expect(agreed).not.toBeChecked();
  await page.goto(`${server.url}/win-loss`);
  await expect(page.getByText("The assistant is off")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Switch it on" }).click();
  await expect(page.getByText("Win rate", { exact: true })).toBeVisible({ timeout: 30_000 });
});
