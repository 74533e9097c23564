// Notes and account plans: written by several people at once, with their carets, with and without a network; nothing
// typed is lost, what was typed is found, and who may not change a note reads it.
import type { Page } from "@playwright/test";
import { createKillableBrowser } from "./fixtures/killable-browser.ts";
import { look } from "./fixtures/look.ts";
import { carets, expectKept, notePanel, noteText, openNote, typeAtEnd, wordsOf } from "./fixtures/notes.ts";
import { expectInstalled, expectOffline, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { field, logCall, openRecord } from "./fixtures/records.ts";
import { tabTo } from "./fixtures/keys.ts";
import { expect, type Make, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
const PATIENCE = { timeout: 60_000 };

const reads = (page: Page, text: string) => expect.poll(() => wordsOf(noteText(page)), PATIENCE).toBe(text);

/** A rep and their manager, each on a device of their own, with the same deal open. */
async function twoOnOneDeal(make: Make): Promise<readonly [Page, Page]> {
  const server = await make.server();
  const { page: rep } = await make.entered(server, sample.rep);
  const { page: manager } = await make.entered(server, sample.manager);
  for (const page of [rep, manager]) await openRecord(page, "Deals", DEAL);
  return [rep, manager];
}

test("R8 S8 two people write one note at once: each sees the other's words, formats and caret with a name", async ({ make }) => {
  test.setTimeout(300_000);
  const [rep, manager] = await twoOnOneDeal(make);

  await openNote(rep);
  await typeAtEnd(rep, "## Rollout");
  await rep.keyboard.press("Enter");
  await rep.keyboard.type("The board decides in March.");
  await expectKept(rep);
  // It opens by itself for who has the record open, with no reload.
  await openNote(manager);
  await reads(manager, "Rollout\nThe board decides in March.");
  await expect(noteText(manager).getByRole("heading", { name: "Rollout", level: 2 })).toBeVisible();

  await typeAtEnd(manager, " After the pilot.");
  await reads(rep, "Rollout\nThe board decides in March. After the pilot.");
  await expect(carets(rep)).toHaveText([sample.manager.name], PATIENCE);
  await noteText(rep).click();
  await rep.keyboard.press("Control+Home");
  await expect(carets(manager)).toHaveText([sample.rep.name], PATIENCE);
  expect(await look(manager, "note")).toEqual([]);
  await manager.setViewportSize({ width: 1440, height: 900 });

  // Both at once, in different places.
  await Promise.all([rep.keyboard.type("Plan: "), typeAtEnd(manager, " Budget is there.")]);
  for (const page of [rep, manager]) await reads(page, "Plan: Rollout\nThe board decides in March. After the pilot. Budget is there.");

  // Undo takes back one's own words only.
  await noteText(rep).click();
  await rep.keyboard.press("Control+z");
  for (const page of [rep, manager]) await expect.poll(() => wordsOf(noteText(page)), PATIENCE).toContain("Budget is there.");
  await manager.getByRole("link", { name: "Deals", exact: true }).first().click();
  await expect(carets(rep)).toHaveCount(0, PATIENCE);
  for (const page of [rep, manager]) await expectSynced(page);
});

test("R8 S8 the caret stays where it was put when somebody else's words come in at that moment", async ({ make }) => {
  test.setTimeout(300_000);
  const [rep, manager] = await twoOnOneDeal(make);
  await openNote(rep);
  await typeAtEnd(rep, "the pilot");
  await openNote(manager);
  await reads(manager, "the pilot");
  // A slow device, on which much comes between a key and what it does.
  const slow = await rep.context().newCDPSession(rep);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  let ended = false;
  const moving = (async () => {
    await noteText(manager).click();
    for (let moved = 0; !ended; moved++) {
      await manager.keyboard.press(moved % 2 === 0 ? "Control+Home" : "Control+End");
      if (moved % 6 === 0) await manager.keyboard.type("-");
    }
  })();
  for (let turn = 0; turn < 12; turn++) {
    await rep.keyboard.press("Control+Home");
    await rep.keyboard.press("Control+End");
    await rep.keyboard.type("x");
  }
  ended = true;
  await moving;
  await slow.detach();
  await expect.poll(async () => (await wordsOf(noteText(rep))).replaceAll("-", ""), PATIENCE).toBe(`the pilot${"x".repeat(12)}`);
});

test("R8 S1 S3 three people edit one paragraph with no network, and all of it is there for all of them", async ({ make }) => {
  test.setTimeout(400_000);
  const server = await make.server();
  const people = [];
  for (const person of [sample.rep, sample.manager, sample.admin]) people.push((await make.entered(server, person)).page);
  const [rep, manager, admin] = people as [Page, Page, Page];
  for (const page of people) await openRecord(page, "Deals", DEAL);
  await openNote(rep);
  await typeAtEnd(rep, "The pilot begins in May.");
  for (const page of people) {
    await openNote(page);
    await reads(page, "The pilot begins in May.");
  }

  await server.stop();
  for (const page of people) await expectOffline(page);
  await typeAtEnd(rep, " Rita asks for the contract.");
  await noteText(manager).click();
  await manager.keyboard.press("Control+Home");
  await manager.keyboard.type("Max: agreed. ");
  await noteText(admin).getByText("The pilot begins in May.").dblclick({ position: { x: 40, y: 8 } });
  await admin.keyboard.press("Control+b");
  await typeAtEnd(admin, " Ada checks the price.");
  for (const page of people) {
    await expectKept(page);
    await expect(notePanel(page)).toContainText("Saved on this device");
  }

  await server.start();
  for (const page of people) await expectSynced(page, 90_000);
  await expect.poll(() => wordsOf(noteText(rep)), PATIENCE).toMatch(/^Max: agreed\. The pilot begins in May\.( Rita asks for the contract\.| Ada checks the price\.){2}$/);
  const text = await wordsOf(noteText(rep));
  expect(text).toContain("Rita asks for the contract.");
  expect(text).toContain("Ada checks the price.");
  for (const page of people) {
    await reads(page, text);
    await expect(noteText(page).locator("strong")).toHaveCount(1);
  }
});

test("R8 R12 S1 S2 what was typed with no network survives the browser being killed, opens from a cold start and is found by its words", async ({ make, launchOptions }) => {
  test.setTimeout(300_000);
  const server = await make.server();
  const browser = await createKillableBrowser(launchOptions);
  try {
    const before = await browser.start(server.url);
    await fillSignIn(before, sample.rep);
    await expectSynced(before);
    await expectInstalled(before);
    // So that the browser has written the sign-in down: a killed one would ask for it again.
    await browser.close();
    const first = await browser.start(`${server.url}/deals`);
    await expectSynced(first);
    await openRecord(first, "Deals", DEAL);
    await server.stop();
    await expectOffline(first);
    // Its editor was never opened on this device before.
    await openNote(first);
    await typeAtEnd(first, "Zanzibar is where the spare parts lie.");
    await expectKept(first);
    await browser.kill();

    const again = await browser.start(`${server.url}/deals`);
    await openRecord(again, "Deals", DEAL);
    await openNote(again);
    await expect.poll(() => wordsOf(noteText(again)), PATIENCE).toBe("Zanzibar is where the spare parts lie.");
    await typeAtEnd(again, " Quillwort has the key.");
    await expectKept(again);

    // Found a second after it was typed, and by words that wait since before the start.
    await again.goto(`${server.url}/search?q=quillwort+zanzibar`);
    const found = again.getByRole("region", { name: "Notes" }).getByRole("link");
    await expect(found).toContainText("Quillwort has the key", { timeout: 30_000 });
    await found.click();
    await expect(again).toHaveURL(/#notes$/);
    await expect(noteText(again)).toContainText("Quillwort");
    await again.keyboard.press("Control+k");
    await again.getByRole("combobox", { name: "Find or do" }).fill("zanzibar");
    await expect(again.getByRole("option", { name: /Zanzibar is where/ })).toBeVisible();
    await again.keyboard.press("Escape");

    await server.start();
    await expectSynced(again, 90_000);
    const { page: other } = await make.entered(server, sample.manager);
    await openRecord(other, "Deals", DEAL);
    await openNote(other);
    await reads(other, "Zanzibar is where the spare parts lie. Quillwort has the key.");

    // What is typed right after somebody else's words, and before anything of both is written down, is there too.
    await openRecord(again, "Deals", DEAL);
    await openNote(again);
    await typeAtEnd(other, " Max has a copy.");
    const whole = "Zanzibar is where the spare parts lie. Quillwort has the key. Max has a copy.";
    await reads(again, whole);
    await typeAtEnd(again, " Rita too.");
    await expectKept(again);
    await server.kill();
    await browser.kill();
    const last = await browser.start(`${server.url}/deals`);
    await openRecord(last, "Deals", DEAL);
    await openNote(last);
    await expect.poll(() => wordsOf(noteText(last)), PATIENCE).toBe(`${whole} Rita too.`);
  } finally {
    await browser.remove();
  }
});

test("R8 a note on a call and an account plan stand by themselves; in the bin they are read and not changed", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.rep);
  await openRecord(page, "Deals", DEAL);
  await openNote(page, "Account plan");
  await typeAtEnd(page, "Two ships this year.", "Account plan");
  await expectKept(page, "Account plan");
  await openNote(page);
  await typeAtEnd(page, "Of the whole deal.");
  await expectKept(page);

  await logCall(page, "They called back.");
  await page.getByRole("button", { name: "Notes on this entry" }).first().click();
  const sheet = page.getByRole("dialog", { name: "Notes: Call" });
  await sheet.getByRole("textbox", { name: "Notes: Call" }).click();
  await page.keyboard.type("Asked for vermilion paint.");
  await expect(sheet.locator("[data-saving=saved]")).toBeVisible();
  expect(await look(page, "note-on-call")).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Asked for vermilion paint.");

  // Found, it leads to the entry it is on.
  await page.goto(`${server.url}/search?q=vermilion`);
  await page.getByRole("region", { name: "Notes" }).getByRole("link").click();
  await expect(page.getByRole("dialog", { name: "Notes: Call" }).getByRole("textbox")).toContainText("vermilion");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("This record is in the bin")).toBeVisible();
  await expect(notePanel(page)).toContainText("Of the whole deal.");
  // The editor opens where one looks.
  await notePanel(page).scrollIntoViewIfNeeded();
  await expect(notePanel(page)).toContainText("You can read this, not change it.");
  await expect(noteText(page)).not.toBeEditable();
  await expect(notePanel(page).getByRole("toolbar")).toHaveCount(0);
});

test("R8 W3 U5 a note is written, formatted and left by keyboard alone; after an @ people are offered there and where a call is logged", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.rep);
  await openRecord(page, "Deals", DEAL);
  const begin = notePanel(page).getByRole("button", { name: "Write notes" });
  await expect(begin).toBeVisible();
  await tabTo(page, begin);
  await page.keyboard.press("Enter");
  await expect(noteText(page)).toBeFocused({ timeout: 30_000 });
  await page.keyboard.type("Bring ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("both");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" offers");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- one{");
  await page.keyboard.press("Backspace");
  await expect(noteText(page).locator("strong")).toHaveText("both");
  await expect(noteText(page).getByRole("listitem")).toHaveText("one");

  // Out with Escape, to the tools with Shift-Tab, along them with arrows.
  await page.keyboard.press("Escape");
  await expect(noteText(page)).not.toBeFocused();
  await tabTo(page, notePanel(page).getByRole("button", { name: "Heading" }));
  for (let at = 0; at < 6; at += 1) await page.keyboard.press("ArrowRight");
  await expect(notePanel(page).getByRole("button", { name: "Link", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Address of the link" })).toBeFocused();
  await page.keyboard.type("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await expect(notePanel(page).getByRole("alert")).toContainText("Only addresses");
  await page.getByRole("textbox", { name: "Address of the link" }).fill("outrider.test/plan");
  await page.keyboard.press("Enter");
  await expect(noteText(page).getByRole("link")).toHaveAttribute("href", "https://outrider.test/plan");

  // People after an @: by arrows and Enter, and with no list where none is wanted. It works with no server too.
  await server.stop();
  const people = page.getByRole("listbox", { name: "People to mention" });
  await noteText(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ask @");
  await expect(people.getByRole("option")).toHaveText([/Ada Admin/, /Max Manager/]);
  await page.keyboard.press("ArrowDown");
  await expect(people.getByRole("option", { selected: true })).toHaveText(/Max Manager/);
  await page.keyboard.press("ArrowDown");
  await expect(people.getByRole("option", { selected: true })).toHaveText(/Ada Admin/);
  await expect(noteText(page)).toHaveAttribute("aria-activedescendant", (await people.getByRole("option").first().getAttribute("id")) ?? "none");
  await page.keyboard.press("Escape");
  await expect(people).toBeHidden();
  await expect(noteText(page)).toBeFocused();
  await page.keyboard.type("ad");
  await expect(people).toBeHidden();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("@m");
  await expect(people.getByRole("option")).toHaveText([/Max Manager/]);
  expect(await look(page, "mention-note")).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("today");
  await expect(noteText(page)).toContainText("Ask @Max Manager today");
  await expectKept(page);

  // In the plain field too, which is edited in place: Enter and Escape are the list's first, then the field's.
  await field(page, "Notes").click();
  // The editor of the note above is called the same.
  const plain = page.getByRole("textbox", { name: "Notes", exact: true }).and(page.locator("textarea"));
  await expect(plain).toBeFocused();
  await plain.fill("");
  await plain.pressSequentially("Told @ma");
  await expect(people.getByRole("option")).toHaveText([/Max Manager/]);
  await page.keyboard.press("Enter");
  await plain.pressSequentially("so, not @ad");
  await expect(people).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(people).toBeHidden();
  await expect(plain).toHaveValue("Told @Max Manager so, not @ad");
  await page.keyboard.press("Control+Enter");
  await expect(field(page, "Notes")).toContainText("Told @Max Manager so, not @ad");

  await page.getByRole("button", { name: "Log a call" }).first().click();
  const said = page.getByRole("dialog").getByRole("textbox", { name: "What was said" });
  await said.fill("");
  await said.pressSequentially("Call (@ad");
  await people.getByRole("option", { name: /Ada Admin/ }).click();
  await expect(said).toHaveValue("Call (@Ada Admin ");
  await said.pressSequentially("or @max m");
  expect(await look(page, "mention-call")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(people).toBeHidden();
  await expect(said).toHaveValue("Call (@Ada Admin or @max m");
});
