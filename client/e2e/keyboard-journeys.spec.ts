// What a person does in a day, with the keyboard alone: signing in, a new deal, its fields, its stages, a call, the bin,
// an import, the theme, signing out. Nothing here is clicked.
import { enterOn, tabTo } from "./fixtures/keys.ts";
import { csv } from "./fixtures/import.ts";
import { expectSynced, sample } from "./fixtures/people.ts";
import { field } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

test("W3 a day's work is done by keyboard alone", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page } = await make.device(server);
  const keys = page.keyboard;
  const title = page.getByRole("heading", { level: 1 });
  const dialog = page.getByRole("dialog");

  // Signing in: the form is where one begins.
  await page.goto(server.url);
  await tabTo(page, page.getByLabel("Email"));
  await keys.type(sample.manager.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await keys.type(sample.manager.password);
  await keys.press("Enter");
  await expect(title).toHaveText("Home");
  await expectSynced(page);
  // The first Tab offers to pass over the bar.
  await page.reload();
  await expect(title).toHaveText("Home");
  await keys.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();

  // A new deal.
  await keys.press("n");
  await keys.press("d");
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await keys.type("Keel & Co: Moorings");
  await tabTo(page, dialog.getByLabel(/^Value/));
  await keys.type("7,000 EUR");
  await keys.press("Enter");
  await expect(title).toHaveText("Keel & Co: Moorings");

  // Its notes, its stage, a call, an undo.
  await enterOn(page, field(page, "Notes"));
  await keys.type("Twelve berths by May.");
  await keys.press("Control+Enter");
  await expect(field(page, "Notes")).toContainText("Twelve berths by May.");
  const stages = page.getByRole("region", { name: "Stage" });
  await enterOn(page, stages.getByRole("button", { name: "Move to Proposal" }));
  await expect(stages.getByRole("button", { name: "Proposal", exact: true })).toHaveAttribute("aria-current", "step");
  await keys.press("Control+k");
  // At once: what is typed before the box is there is the box's too.
  await keys.type("log a call");
  await expect(page.getByRole("combobox", { expanded: true })).toHaveValue("log a call");
  await expect(page.getByRole("option", { selected: true })).toContainText("Log a call");
  await keys.press("Enter");
  await tabTo(page, dialog.getByLabel("What was said"));
  await keys.type("They want to see one first.");
  await enterOn(page, dialog.getByRole("button", { name: "Save" }));
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("They want to see one first.")).toBeVisible();

  // To the bin and back.
  await enterOn(page, page.getByRole("button", { name: "More", exact: true }));
  await enterOn(page, page.getByRole("button", { name: "Delete", exact: true }));
  await expect(page.getByText("This record is in the bin")).toBeVisible();
  await enterOn(page, page.getByRole("button", { name: "Restore" }));
  await expect(page.getByText("This record is in the bin")).toBeHidden();

  // A list is narrowed, put in order, and a record of it opened.
  await keys.press("g");
  await keys.press("c");
  await expect(title).toHaveText("Contacts");
  await tabTo(page, page.getByRole("textbox", { name: "Find in contacts" }));
  await keys.type("ananya rao");
  // Tab once the list is narrowed: what one stands on in the list before may not be in it.
  await expect(page.getByTestId("list-totals")).toHaveText(/^1 contact/);
  await enterOn(page, page.getByRole("table").getByRole("link", { name: /^Ananya Rao/ }));
  await expect(title).toHaveText("Ananya Rao");
  await enterOn(page, page.getByRole("main").getByRole("link", { name: "Back", exact: true }).or(page.getByRole("main").getByRole("button", { name: "Back", exact: true })));
  await expect(title).toHaveText("Contacts");

  // A file is imported: the browser's own chooser is all that lies outside.
  await keys.press("Control+k");
  await keys.type("go to import");
  await keys.press("Enter");
  await expect(title).toHaveText("Import");
  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, page.getByLabel("Drop CSV, vCard or calendar files here"));
  await keys.press("Enter");
  await (await chooser).setFiles(csv("people.csv", "Name,Email", "Bo Sun,bo@sun.test", "Li Wei,li@wei.test") as { name: string; mimeType: string; buffer: Buffer });
  const next = page.getByRole("button", { name: "Next", exact: true });
  for (const step of ["What does people.csv hold?", "Which column is which", "What will happen"]) {
    await enterOn(page, next);
    await expect(page.getByRole("heading", { name: step })).toBeVisible();
  }
  await enterOn(page, page.getByRole("button", { name: "Import 2 rows" }));
  await expect(page.getByRole("heading", { name: "2 rows imported" })).toBeVisible();

  // The dark theme, and out.
  await keys.press("g");
  await keys.press("t");
  await expect(title).toHaveText("Settings");
  await tabTo(page, page.getByRole("radio", { name: "System" }));
  await keys.press("ArrowRight");
  await keys.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectSynced(page);
  await enterOn(page, page.getByRole("button", { name: "Sign out" }));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
