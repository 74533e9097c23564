// Conflicts that people understand: two with no network set the same fields and settle the same proposal, one on a phone;
// with the network back both are told what became of it, and the history of the field tells all of it.
import type { Page } from "@playwright/test";
import { unreadable } from "./fixtures/fits.ts";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample, syncSign } from "./fixtures/people.ts";
import { decide, edit, field, openHistory, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

const settle = async (page: Page, how: "Keep" | "Take"): Promise<void> => {
  await decide(page);
  await page.getByRole("dialog").getByRole("button", { name: new RegExp(`^${how} `) }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

const home = async (page: Page): Promise<void> => {
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
};

test("S3 S11 R5 what gave way is one tap away, a proposal settled by two apart ends the same for both, and all of it is in the history", async ({ make }) => {
  test.setTimeout(420_000);
  const server = await make.server();
  const [repDevice, managerDevice] = [await make.entered(server, sample.rep), await make.entered(server, sample.manager)];
  const [rep, manager] = [repDevice.page, managerDevice.page];
  await rep.setViewportSize(PHONE);
  for (const page of [rep, manager]) {
    await openRecord(page, "Deals", DEAL);
    await expect(field(page, "Value")).toContainText("84,000");
  }

  // Apart: both set the same two fields.
  await server.stop();
  await Promise.all([expectOffline(rep), expectOffline(manager)]);
  await edit(rep, "Value", "90000 EUR");
  await edit(rep, "Source", "Fair in Oslo");
  await edit(manager, "Value", "95000 EUR");
  await edit(manager, "Source", "By a partner");

  // What is not sent yet is on top of what the record remembers.
  const unsent = await openHistory(rep, "Value");
  await expect(unsent.getByRole("listitem").first()).toContainText("€90,000");
  await expect(unsent.getByRole("listitem").first()).toContainText("Not sent yet");
  await expect(unsent.getByRole("listitem").nth(1)).toContainText("€84,000");
  await expect(unsent).toContainText("No connection");
  await rep.keyboard.press("Escape");
  await expect(rep.getByRole("button", { name: "Value: history", exact: true })).toBeFocused();

  await server.start();
  for (const page of [rep, manager]) {
    await expect(syncSign(page)).toHaveAccessibleName(/^Sync: Needs your attention/, { timeout: 60_000 });
    await expect(page.getByText("1 value to decide")).toBeVisible();
  }

  // Both sheets, looked at; and with long words, and from right to left.
  await decide(rep);
  await expect(rep.getByRole("dialog").getByRole("region", { name: "Two values for Value" })).toBeVisible();
  expect(await look(rep, "decide")).toEqual([]);
  await rep.setViewportSize(PHONE);
  await rep.keyboard.press("Escape");
  await expect(rep.getByRole("button", { name: "Decide", exact: true })).toBeFocused();
  const unfit: string[] = [];
  for (const language of ["en-XA", "en-XB"]) {
    await rep.evaluate((chosen) => localStorage.setItem("outrider.language", chosen), language);
    await rep.reload();
    await expect(rep.locator("html")).toHaveAttribute("lang", language);
    // By their order on the page, since they are called otherwise: what is to be decided, then the history of the title.
    for (const at of [0, 1]) {
      await rep.locator("main button[aria-haspopup=dialog]").nth(at).click();
      await expect(rep.getByRole("dialog").getByRole("heading", { level: 2 })).toBeVisible();
      await rep.waitForTimeout(300);
      unfit.push(...(await unreadable(rep, `${language} sheet ${at}`)));
      await rep.keyboard.press("Escape");
    }
  }
  expect(unfit).toEqual([]);
  await rep.evaluate(() => localStorage.removeItem("outrider.language"));
  await rep.reload();
  await expect(rep.getByText("1 value to decide")).toBeVisible();

  // Back from the lift: one place says what waits and what gave way.
  await home(rep);
  const card = rep.getByRole("region", { name: "Two values, and what gave way" });
  await expect(card).toContainText("Value: ");
  await expect(card).toContainText("Source: your “Fair in Oslo” gave way to Max Manager’s “By a partner”");
  expect(await look(rep, "home-conflicts")).toEqual([]);
  await rep.setViewportSize(PHONE);
  await card.getByRole("link").click();
  await expect(rep.getByRole("region", { name: "Two values for Value" })).toBeVisible();
  await expect(rep.getByText("Source: your “Fair in Oslo” gave way")).toBeVisible();
  expect(await look(rep, "sync-conflicts")).toEqual([]);
  await rep.setViewportSize(PHONE);
  // Left as it stands it is offered no more; taken back it is again.
  const gaveWay = rep.getByRole("listitem").filter({ hasText: "Source: your “Fair in Oslo” gave way" });
  await gaveWay.getByRole("button", { name: "Keep theirs" }).click();
  await expect(gaveWay).toHaveCount(0);
  await rep.getByRole("button", { name: "Undo" }).click();
  await expect(gaveWay).toBeVisible();

  // The history, once the server can be asked: who, what, when, what gave way; opened before, it is there offline too.
  await openRecord(rep, "Deals", DEAL);
  const history = await openHistory(rep, "Source");
  await expect(history).toContainText("As the server has it now.");
  await expect(history.getByRole("listitem").filter({ hasText: "Fair in Oslo" })).toContainText("Gave way");
  await expect(history.getByRole("listitem").filter({ hasText: "By a partner" })).toContainText("Stands now");
  expect(await look(rep, "history")).toEqual([]);
  await rep.setViewportSize(PHONE);
  await rep.keyboard.press("Escape");

  // Apart again: the rep takes one value, the manager the other, of the same proposal.
  const proposed = await manager.getByText(/^Value: /).first().innerText();
  const [, other = "", stands = ""] = /^Value: (\S+) or (\S+)$/.exec(proposed) ?? [];
  expect([other, stands].toSorted()).toEqual(["€90,000", "€95,000"]);
  await server.stop();
  // The sign says first that something waits; the history says that nobody can be asked.
  const unasked = await openHistory(manager, "Source");
  await expect(unasked).toContainText("No connection", { timeout: 30_000 });
  await manager.keyboard.press("Escape");
  const kept = await openHistory(rep, "Source");
  await expect(kept).toContainText("No connection. What came before", { timeout: 30_000 });
  await expect(kept.getByRole("listitem").filter({ hasText: "Fair in Oslo" })).toContainText("Gave way");
  await rep.keyboard.press("Escape");
  await settle(rep, "Take");
  await expect(field(rep, "Value")).toContainText(other);
  await settle(manager, "Keep");
  await expect(field(manager, "Value")).toContainText(stands);
  await server.start();
  await Promise.all([expectSynced(rep, 60_000), expectSynced(manager, 60_000)]);
  for (const page of [rep, manager]) {
    await expect(field(page, "Value")).toContainText(other);
    await expect(page.getByText("1 value to decide")).toHaveCount(0);
  }
  // Who had let it be is told that it went otherwise; nobody is told that it was left.
  await home(manager);
  await expect(manager.getByText(/took .*“€9[05],000”/)).toBeVisible();
  await home(rep);
  await expect(rep.getByText(/did not take/)).toHaveCount(0);

  // The earlier value is used again from the history, with a way back.
  await rep.setViewportSize(DESK);
  await openRecord(rep, "Deals", DEAL);
  const again = await openHistory(rep, "Source");
  await again.getByRole("button", { name: "Use Fair in Oslo again" }).click();
  await expect(field(rep, "Source")).toContainText("Fair in Oslo");
  await rep.getByRole("button", { name: "Undo" }).click();
  await expect(field(rep, "Source")).toContainText("By a partner");
  await openRecord(manager, "Deals", DEAL);
  const whole = await openHistory(manager, "Source");
  await expect(whole.getByRole("listitem").first()).toContainText("By a partner");
  await expect(whole.getByRole("listitem").filter({ hasText: "Fair in Oslo" })).toHaveCount(2);
});
