// The main job: two people without a network edit the same deal and different ones, one converts a lead; with the
// network back both have the same, nothing is lost, what contradicts is shown to both, and a third device agrees.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { allFields, decide, edit, field, logCall, openRecord, row, rowTexts, timeline } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const SHARED = "Halden Marine: Crew scheduling rollout";
const OF_REP = "Northgate Logistics: Route planning";
const OF_MANAGER = "Brightwater Foods: Cold-chain monitoring";
const LEAD = "Marta Silva";
const OF_LEAD = "Azul Travel: Booking on the road";

/** What both can see of what was done, as the pages show it. */
async function picture(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen: Record<string, readonly string[]> = {};
  for (const title of [SHARED, OF_REP]) {
    await openRecord(page, "Deals", title);
    seen[title] = [...(await allFields(page)), ...(await timeline(page))];
  }
  await openRecord(page, "Contacts", LEAD);
  seen["contact"] = [...(await allFields(page)), ...(await timeline(page))];
  await openRecord(page, "Deals", OF_LEAD);
  seen["deal of the lead"] = [...(await allFields(page)), ...(await timeline(page))];
  await openRecord(page, "Leads", LEAD);
  seen["lead"] = await allFields(page);
  return seen;
}

/** It is drawn bit by bit: what both are to show in the end they show within the time that a page takes for it. */
const showSame = (one: Page, other: Page): Promise<void> => expect(async () => expect(await picture(one)).toEqual(await picture(other))).toPass({ timeout: 60_000 });

test("S1 S2 S3 two people edit with no network: both end up with the same, nothing is lost, what contradicts is shown to both", async ({ make }) => {
  const server = await make.server();
  const [repDevice, managerDevice] = [await make.entered(server, sample.rep), await make.entered(server, sample.manager)];
  const [rep, manager] = [repDevice.page, managerDevice.page];
  for (const page of [rep, manager]) {
    await openRecord(page, "Deals", SHARED);
    await expect(field(page, "Value")).toContainText("84,000");
  }

  await server.stop();
  await Promise.all([expectOffline(rep), expectOffline(manager)]);
  await edit(rep, "Value", "90000 EUR");
  await edit(rep, "Notes", "They asked for a trial in March.");
  await edit(manager, "Value", "95000 EUR");
  await edit(manager, "Notes", "The board decides in April.");
  await logCall(rep, "Rep's call while offline.");
  await logCall(manager, "Manager's call while offline.");
  await openRecord(rep, "Deals", OF_REP);
  await edit(rep, "Value", "61000 EUR");
  await openRecord(manager, "Deals", OF_MANAGER);
  await edit(manager, "Value", "47000 EUR");
  await openRecord(rep, "Leads", LEAD);
  await rep.getByRole("button", { name: "Convert" }).click();
  await rep.getByRole("dialog").getByLabel("Title of the deal").fill(OF_LEAD);
  await rep.getByRole("dialog").getByRole("button", { name: "Convert" }).click();
  await expect(rep.getByText("This lead was converted")).toBeVisible();
  await expect(syncSign(rep)).toHaveAccessibleName(/^Sync: Offline/);

  await server.start();
  for (const page of [rep, manager]) {
    await expect(syncSign(page)).toHaveAccessibleName(/^Sync: Needs your attention/, { timeout: 60_000 });
    await openRecord(page, "Deals", SHARED);
    // Both values stand side by side, whichever of them came first, on one tap.
    await decide(page);
    const decision = page.getByRole("dialog").getByRole("region", { name: "Two values for Value" });
    await expect(decision).toContainText("€90,000");
    await expect(decision).toContainText("€95,000");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Another value: / }).click();
    const notes = page.getByRole("dialog").getByRole("region", { name: "Two values for Notes" });
    await expect(notes).toContainText("They asked for a trial in March.");
    await expect(notes).toContainText("The board decides in April.");
    await page.keyboard.press("Escape");
  }
  expect(await look(manager, "conflict")).toEqual([]);
  await manager.setViewportSize({ width: 1440, height: 900 });
  await showSame(rep, manager);
  await syncSign(manager).click();
  await expect(manager.getByRole("region", { name: "Two values for Value" })).toBeVisible();

  // One of them settles it; the other sees it without doing anything.
  await openRecord(manager, "Deals", SHARED);
  await openRecord(rep, "Deals", SHARED);
  await decide(rep);
  await rep.getByRole("dialog").getByRole("button", { name: /^Take / }).click();
  await expect(rep.getByRole("dialog")).toHaveCount(0);
  for (const page of [rep, manager]) {
    await expect(page.getByText("1 value to decide")).toHaveCount(0);
    await expectSynced(page);
  }
  await showSame(rep, manager);
  const settled = await picture(rep);
  expect(settled[OF_REP]?.join("\n")).toContain("€61,000");
  expect(settled[SHARED]?.join("\n")).toContain("Rep's call while offline.");
  expect(settled[SHARED]?.join("\n")).toContain("Manager's call while offline.");
  await openRecord(manager, "Deals", OF_MANAGER);
  await expect(field(manager, "Value")).toContainText("€47,000");

  const third = await enter(await make.device(server), server, sample.rep);
  await showSame(third, rep);
  await third.getByRole("link", { name: "Deals", exact: true }).first().click();
  await rep.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(row(third, SHARED)).toBeVisible();
  await expectSynced(third);
  // Each draws what is near what it shows when it comes to it.
  await expect(async () => expect(await rowTexts(third, "Deals")).toEqual(await rowTexts(rep, "Deals"))).toPass({ timeout: 20_000 });
});
