// Who else looks at a record, and in which field: live, by name, and gone when they are gone.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { field, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const PATIENCE = { timeout: 60_000 };
const here = (page: Page) => page.getByRole("list", { name: "Also looking at this" }).getByRole("listitem");

test("S8 two people on one record see each other, and the field the other has open, for as long as they have it", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const managerDevice = await make.entered(server, sample.manager);
  const { page: rep } = await make.entered(server, sample.rep);
  const manager = managerDevice.page;
  await openRecord(rep, "Deals", DEAL);
  await expect(here(rep)).toHaveCount(0);
  await openRecord(manager, "Deals", DEAL);
  await expect(here(rep)).toHaveText([new RegExp(sample.manager.name)], PATIENCE);
  await expect(here(manager)).toHaveText([new RegExp(sample.rep.name)], PATIENCE);

  await field(manager, "Value").click();
  await expect(here(rep)).toContainText([`${sample.manager.name} is editing Value`], PATIENCE);
  await expect(rep.locator("[data-field=value]")).toContainText(`${sample.manager.name} is editing this`);
  expect(await look(rep, "presence")).toEqual([]);
  await rep.setViewportSize({ width: 1440, height: 900 });
  await manager.keyboard.press("Escape");
  await expect(rep.locator("[data-field=value]")).not.toContainText("is editing this", PATIENCE);
  await expect(here(rep)).toHaveCount(1);

  // A value that is chosen in a dialog is told as well, for as long as the dialog is open.
  const dialog = manager.getByRole("dialog");
  await manager.getByRole("button", { name: "Change company" }).click();
  await expect(rep.locator("[data-field=company]")).toContainText(`${sample.manager.name} is editing this`, PATIENCE);
  // Its code comes when it is first opened: a key pressed before that is nobody's.
  await expect(dialog).toBeVisible();
  await manager.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(rep.locator("[data-field=company]")).not.toContainText("is editing this", PATIENCE);
  await manager.getByRole("region", { name: "Stage" }).getByRole("button", { name: /Lost/ }).click();
  await expect(here(rep)).toContainText([`${sample.manager.name} is editing Stage`], PATIENCE);
  await expect(dialog).toBeVisible();
  await manager.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(here(rep)).not.toContainText([/is editing/], PATIENCE);

  // A second tab of the same person is the same person, and closing one of them leaves the other.
  const second = await managerDevice.context.newPage();
  await second.goto(manager.url());
  await expect(here(second)).toHaveCount(1, PATIENCE);
  await expect(here(rep)).toHaveCount(1);
  await second.close();
  await expect(here(rep)).toHaveCount(1);
  await manager.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(here(rep)).toHaveCount(0, PATIENCE);

  // Back, and away without a word.
  await openRecord(manager, "Deals", DEAL);
  await expect(here(rep)).toHaveCount(1, PATIENCE);
  await managerDevice.close();
  await expect(here(rep)).toHaveCount(0, PATIENCE);
});

test("S8 with no network nobody is there, and with it again everybody is", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const { page: rep } = await make.entered(server, sample.rep);
  const { page: manager } = await make.entered(server, sample.manager);
  for (const page of [rep, manager]) await openRecord(page, "Deals", DEAL);
  await expect(here(rep)).toHaveCount(1, PATIENCE);
  await server.stop();
  await expectOffline(rep);
  await expect(here(rep)).toHaveCount(0, PATIENCE);
  await server.start();
  await expectSynced(rep, 90_000);
  await expect(here(rep)).toHaveText([new RegExp(sample.manager.name)], PATIENCE);
  await expect(here(manager)).toHaveText([new RegExp(sample.rep.name)], PATIENCE);
});
