// Sharing, giving away and linking, each driven to its end on one device and seen on another; and every way out of
// these dialogs: Escape, nothing found, a name that is refused, a record that is given away meanwhile.
import type { Locator, Page } from "@playwright/test";
import { tabTo } from "./fixtures/keys.ts";
import { expectSynced, sample } from "./fixtures/people.ts";
import { edit, field, find, openRecord, row } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const OF_ADMIN = "Tamarind Health: Patient outreach";
const ALSO_OF_ADMIN = "Kestrel Analytics: Usage analytics pilot";
const OF_REP = "Pinecrest Hotels: Guest messaging";

const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });
const list = (page: Page, name: "Deals" | "Contacts" | "Companies") => page.getByRole("link", { name, exact: true }).first().click();

/** Opens one of the less frequent actions of the open record. */
async function more(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: action, exact: true }).click();
}

test("R3 S6 a deal shared with a colleague appears on their device, can be changed there, and leaves when sharing ends", async ({ make }) => {
  const server = await make.server();
  const { page: admin } = await make.entered(server, sample.admin);
  const { page: rep } = await make.entered(server, sample.rep);
  await expect(row(rep, OF_REP)).toBeVisible();
  await expect(row(rep, OF_ADMIN)).toHaveCount(0);
  await openRecord(admin, "Deals", OF_ADMIN);

  // Given up with Escape and with Cancel, nothing is shared, and the dialog begins anew.
  for (const giveUp of [() => admin.keyboard.press("Escape"), () => dialog(admin, "Share with").getByRole("button", { name: "Cancel" }).click()]) {
    await more(admin, "Share");
    await expect(dialog(admin, "Share with").getByRole("checkbox", { name: sample.rep.name })).not.toBeChecked();
    await dialog(admin, "Share with").getByText(sample.rep.name).click();
    await giveUp();
    await expect(admin.getByRole("dialog")).toHaveCount(0);
  }
  await more(admin, "Share");
  // Its owner is not among those it can be shared with.
  await expect(dialog(admin, "Share with").getByRole("checkbox", { name: sample.admin.name })).toHaveCount(0);
  await dialog(admin, "Share with").getByText(sample.rep.name).click();
  await dialog(admin, "Share with").getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Sharing changed")).toBeVisible();

  await expect(row(rep, OF_ADMIN)).toBeVisible();
  await openRecord(rep, "Deals", OF_ADMIN);
  await edit(rep, "Notes", "Rita is on it as well.");
  await expect(field(admin, "Notes")).toContainText("Rita is on it as well.");
  // Who it is shared with does not share it on.
  await rep.getByRole("button", { name: "More", exact: true }).click();
  await expect(rep.getByRole("dialog").getByRole("button", { name: "Log a meeting, email or note" })).toBeVisible();
  await expect(rep.getByRole("dialog").getByRole("button", { name: "Share", exact: true })).toHaveCount(0);
  await rep.keyboard.press("Escape");

  await more(admin, "Share");
  await expect(dialog(admin, "Share with").getByRole("checkbox", { name: sample.rep.name })).toBeChecked();
  await dialog(admin, "Share with").getByText(sample.rep.name).click();
  await dialog(admin, "Share with").getByRole("button", { name: "Save" }).click();
  await expect(rep.getByText("This record is not on this device")).toBeVisible();
  await list(rep, "Deals");
  await expect(row(rep, OF_REP)).toBeVisible();
  await expect(row(rep, OF_ADMIN)).toHaveCount(0);
});

test("R1 W3 a deal is given to somebody with the keyboard alone, and moves to their device", async ({ make }) => {
  const server = await make.server();
  const { page: admin } = await make.entered(server, sample.admin);
  const { page: rep } = await make.entered(server, sample.rep);
  await openRecord(admin, "Deals", ALSO_OF_ADMIN);
  const moreButton = admin.getByRole("button", { name: "More", exact: true });
  const toPicker = async () => {
    await tabTo(admin, moreButton);
    await admin.keyboard.press("Enter");
    await tabTo(admin, admin.getByRole("button", { name: "Give to somebody" }));
    await admin.keyboard.press("Enter");
    await expect(dialog(admin, "Give to").getByRole("textbox")).toBeFocused();
  };

  await toPicker();
  await admin.keyboard.type("Nobody of that name");
  await expect(dialog(admin, "Give to")).toContainText("Nothing found");
  await admin.keyboard.press("Enter");
  await expect(dialog(admin, "Give to")).toBeVisible();
  await admin.keyboard.press("Escape");
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  // The way out leads back to where it began.
  await expect(moreButton).toBeFocused();
  await expect(admin.getByRole("link", { name: "Needs your attention" })).toHaveCount(0);

  await toPicker();
  await admin.keyboard.type("rita");
  await expect(dialog(admin, "Give to").getByRole("list", { name: "Give to somebody" }).getByRole("button")).toHaveCount(1);
  await admin.keyboard.press("Enter");
  await expect(admin.getByText(`Given to ${sample.rep.name}`)).toBeVisible();
  await expect(moreButton).toBeFocused();
  await expect(row(rep, ALSO_OF_ADMIN)).toBeVisible();
  await openRecord(rep, "Deals", ALSO_OF_ADMIN);

  // And back by its owner's field: it leaves that device at once, with the dialog that was open about it.
  await more(rep, "Share");
  await expect(dialog(rep, "Share with")).toBeVisible();
  await admin.getByRole("button", { name: "Change owner" }).click();
  await dialog(admin, "Choose owner").getByRole("button", { name: sample.admin.name }).click();
  await expect(rep.getByText("This record is not on this device")).toBeVisible();
  await expect(rep.getByRole("dialog")).toHaveCount(0);
  await rep.getByRole("link", { name: "Go to deals" }).click();
  await expect(row(rep, OF_REP)).toBeVisible();
  await expect(row(rep, ALSO_OF_ADMIN)).toHaveCount(0);
  await expectSynced(rep);
});

test("R2 W3 a company is made on the way from a contact's field, and linked, on every device", async ({ make }) => {
  const server = await make.server();
  const { page: admin } = await make.entered(server, sample.admin);
  await openRecord(admin, "Contacts", "Ananya Rao");
  const change = admin.getByRole("button", { name: "Change company" });
  const picker = dialog(admin, "Choose company");

  await change.click();
  await picker.getByRole("textbox").fill("Fernhill Dairy");
  await admin.keyboard.press("Escape");
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  await expect(change).toBeFocused();
  await expect(admin.getByRole("link", { name: "Tamarind Health" }).first()).toBeVisible();

  // A name that is no name is refused where it was typed, and what was typed stays.
  await change.click();
  const tooLong = "x".repeat(2_000);
  await picker.getByRole("textbox").fill(tooLong);
  await picker.getByRole("button", { name: /^New company/ }).click();
  await expect(picker.getByRole("alert")).toContainText("Name");
  await expect(picker.getByRole("textbox")).toHaveValue(tooLong);
  // One that is there is offered, and not made a second time.
  await picker.getByRole("textbox").fill("tamarind health");
  await expect(picker.getByRole("button", { name: "Tamarind Health" })).toBeVisible();
  await expect(picker.getByRole("button", { name: /^New company/ })).toHaveCount(0);
  await picker.getByRole("textbox").fill("Fernhill Dairy");
  await picker.getByRole("button", { name: "New company “Fernhill Dairy”" }).click();
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  await expect(admin.getByText("Company saved")).toBeVisible();
  await admin.getByRole("link", { name: "Fernhill Dairy" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Fernhill Dairy");
  await expect(admin.getByRole("link", { name: "Ananya Rao" })).toBeVisible();

  // The same inside the form of a new contact: leaving the picker leaves the form as it was.
  await list(admin, "Contacts");
  await admin.getByRole("button", { name: "New contact" }).click();
  const form = dialog(admin, "New contact");
  await form.getByLabel("Name", { exact: true }).fill("Oona Flynn");
  await form.getByRole("button", { name: /^Company/ }).click();
  await picker.getByRole("textbox").fill("Quay Street Print");
  await admin.keyboard.press("Escape");
  await expect(picker).toHaveCount(0);
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Oona Flynn");
  await form.getByRole("button", { name: /^Company/ }).click();
  await picker.getByRole("textbox").fill("Quay Street Print");
  await picker.getByRole("button", { name: "New company “Quay Street Print”" }).click();
  await expect(form.getByRole("button", { name: /^Company/ })).toContainText("Quay Street Print");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Oona Flynn");
  await expectSynced(admin);

  const { page: manager } = await make.entered(server, sample.manager);
  await openRecord(manager, "Companies", "Fernhill Dairy");
  await expect(manager.getByRole("link", { name: "Ananya Rao" })).toBeVisible();
  await list(manager, "Companies");
  // Made once each, and not at all where it was given up.
  for (const name of ["Fernhill Dairy", "Quay Street Print"]) {
    await find(manager, "Companies", name);
    await expect(row(manager, name)).toHaveCount(1);
  }
  await openRecord(manager, "Companies", "Quay Street Print");
  await expect(manager.getByRole("link", { name: "Oona Flynn" })).toBeVisible();
});
