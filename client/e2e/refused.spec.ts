// What the server refuses is shown with its reason and what was typed; everything else goes through.
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { edit, field, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const TAKEN = "Halden Marine: Crew scheduling rollout";
const KEPT = "Northgate Logistics: Route planning";

test("S5 S6 an edit refused because the deal was given away meanwhile is shown and can be copied; other edits go through", async ({ make }) => {
  const server = await make.server();
  const repDevice = await make.entered(server, sample.rep);
  const rep = repDevice.page;
  await openRecord(rep, "Deals", TAKEN);
  await server.stop();
  await expectOffline(rep);
  await edit(rep, "Notes", "A long remark, typed in the train.");
  await openRecord(rep, "Deals", KEPT);
  await edit(rep, "Notes", "They want it by June.");
  await repDevice.close();

  await server.start();
  const { page: admin } = await make.entered(server, sample.admin);
  await openRecord(admin, "Deals", TAKEN);
  await admin.getByRole("button", { name: "More", exact: true }).click();
  await admin.getByRole("button", { name: "Give to somebody" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: sample.admin.name }).click();
  await expect(admin.getByText(`Given to ${sample.admin.name}`)).toBeVisible();
  await expectSynced(admin);

  const back = await repDevice.start();
  await expect(syncSign(back)).toHaveAccessibleName(/^Sync: Needs your attention/, { timeout: 60_000 });
  await syncSign(back).click();
  await expect(back.getByRole("heading", { name: "Not taken" })).toBeVisible();
  await expect(back.getByRole("alert")).toHaveCount(1);
  await expect(back.getByRole("alert")).toContainText("You no longer have this deal");
  await expect(back.getByRole("alert")).toContainText("Copy what you typed and ask its new owner");
  await expect(back.getByRole("status").filter({ hasText: "Needs your attention" })).toContainText("1 edit was not taken");
  await expect(back.getByText(TAKEN)).toBeVisible();
  // It is no longer here, so nothing leads to it.
  await expect(back.getByRole("link", { name: TAKEN })).toHaveCount(0);
  await expect(back.getByText("A long remark, typed in the train.")).toBeVisible();
  await repDevice.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await back.getByRole("button", { name: "Copy what was typed" }).click();
  expect(await back.evaluate(() => navigator.clipboard.readText())).toContain("A long remark, typed in the train.");
  await expect(back.getByText("Everything is on the server.")).toBeVisible();

  expect(await look(back, "refused")).toEqual([]);
  // On a phone the message that it was copied leaves what lies beside the button just pressed in sight.
  await back.setViewportSize({ width: 390, height: 844 });
  await expect(back.getByText("Copied", { exact: true })).toBeHidden({ timeout: 20_000 });
  await back.getByRole("button", { name: "Copy what was typed" }).click();
  const message = await back.getByRole("listitem").filter({ hasText: /^Copied$/ }).boundingBox();
  const dismiss = await back.getByRole("listitem").filter({ hasText: "A long remark" }).getByRole("button", { name: "Dismiss", exact: true }).boundingBox();
  expect((dismiss?.y ?? Infinity) + (dismiss?.height ?? 0)).toBeLessThan(message?.y ?? 0);
  await back.setViewportSize({ width: 1440, height: 900 });

  // The deal is gone from this device, the other edit has arrived.
  await back.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(back.getByRole("table").getByRole("link", { name: new RegExp(`^${KEPT}`) })).toBeVisible();
  await expect(back.getByRole("table").getByRole("link", { name: new RegExp(`^${TAKEN}`) })).toHaveCount(0);
  await openRecord(admin, "Deals", KEPT);
  await expect(field(admin, "Notes")).toContainText("They want it by June.");
  await openRecord(admin, "Deals", TAKEN);
  await expect(field(admin, "Notes")).not.toContainText("train");

  await syncSign(back).click();
  await back.getByRole("listitem").filter({ hasText: "A long remark" }).getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(back.getByText("Nothing was refused.")).toBeVisible();
  await expectSynced(back);
});
