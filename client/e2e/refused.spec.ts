// What the server refuses is shown with its reason and what was typed; everything else goes through.
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { edit, field, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const TAKEN = "Halden Marine: Crew scheduling rollout";
const KEPT = "Northgate Logistics: Route planning";

test("S5 S6 an edit refused because the deal was given away meanwhile is shown and can be copied; other edits go through", async ({ make }) => {
  const server = await make.server();
  const repDevice = await make.device(server);
  const rep = await enter(repDevice, server, sample.rep);
  await openRecord(rep, "Deals", TAKEN);
  await server.stop();
  await expectOffline(rep);
  await edit(rep, "Notes", "A long remark, typed in the train.");
  await openRecord(rep, "Deals", KEPT);
  await edit(rep, "Notes", "They want it by June.");
  await repDevice.close();

  await server.start();
  const admin = await enter(await make.device(server), server, sample.admin);
  await openRecord(admin, "Deals", TAKEN);
  await admin.getByRole("button", { name: "More", exact: true }).click();
  await admin.getByRole("button", { name: "Give to somebody" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: sample.admin.name }).click();
  await expect(admin.getByText(`Given to ${sample.admin.name}`)).toBeVisible();
  await expectSynced(admin);

  const back = await repDevice.start();
  await expect(syncSign(back)).toHaveAccessibleName(/^Sync: Needs your attention/, { timeout: 60_000 });
  await syncSign(back).click();
  await expect(back.getByRole("heading", { name: "Refused" })).toBeVisible();
  await expect(back.getByRole("alert")).toHaveCount(1);
  await expect(back.getByRole("alert")).not.toBeEmpty();
  console.log(`the reason given: ${await back.getByRole("alert").innerText()}`);
  await expect(back.getByText(TAKEN)).toBeVisible();
  await expect(back.getByText("A long remark, typed in the train.")).toBeVisible();
  await repDevice.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await back.getByRole("button", { name: "Copy what was typed" }).click();
  expect(await back.evaluate(() => navigator.clipboard.readText())).toContain("A long remark, typed in the train.");
  await expect(back.getByText("Everything is on the server.")).toBeVisible();

  expect(await look(back, "refused")).toEqual([]);
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
