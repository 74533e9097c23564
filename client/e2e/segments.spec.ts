// A segment from the desk to the phone: built condition by condition with who it finds, why somebody is in or out, and with
// no network said in words, moved about, and saved; what was made offline is there for everybody once there is a server.
import type { Locator, Page } from "@playwright/test";
import { boxOf } from "./fixtures/box.ts";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const dialog = (page: Page): Locator => page.getByRole("dialog");
const finds = (page: Page): Locator => page.getByRole("region", { name: "Who it finds" }).getByRole("status").first();
const rule = (page: Page): Locator => page.getByRole("region", { name: "Rule", exact: true });
const builder = (page: Page): Locator => page.getByRole("region", { name: "Who is in it" });
const figure = async (page: Page): Promise<number> => Number(/^([\d,]+) contacts?$/.exec(await finds(page).innerText())?.[1]?.replaceAll(",", ""));

test("M3 M4 a segment is built at the desk and said in words on a phone with no network, tells why one is in or out, and is everybody's", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.manager, { viewport: DESK });

  // At the desk: those of the sample, then one by its conditions.
  await page.goto(`${server.url}/segments`);
  await expect(page.getByRole("list", { name: "Segments" })).toContainText("Spent more than 2,000");
  await page.getByRole("button", { name: "New segment" }).click();
  await expect(finds(page)).toHaveText(/^[\d,]+ contacts$/);
  const all = await figure(page);
  await builder(page).getByRole("button", { name: "Add condition" }).click();
  await builder(page).getByRole("combobox", { name: "Field" }).selectOption({ label: "Tags" });
  // A second one is dragged before it and taken out again; leaving now asks first.
  await builder(page).getByRole("button", { name: "Add condition" }).click();
  await expect(builder(page).getByRole("combobox", { name: "Field" })).toHaveCount(2);
  const second = await builder(page).getByRole("combobox", { name: "Field" }).nth(1).inputValue();
  const [from, to] = [await boxOf(builder(page).getByTitle(/^Drag/).nth(1)), await boxOf(builder(page).getByTitle(/^Drag/).first())];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + 10, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2, to.y - 6, { steps: 5 });
  await page.mouse.up();
  await expect(builder(page).getByRole("combobox", { name: "Field" }).first()).toHaveValue(second);
  await builder(page).getByRole("button", { name: /^Remove condition on/ }).first().click();
  await expect(builder(page).getByRole("combobox", { name: "Field" })).toHaveCount(1);
  await page.getByRole("link", { name: "Campaigns", exact: true }).first().click();
  await expect(dialog(page)).toContainText("Leave without saving?");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await expect(builder(page).getByRole("alert")).toContainText("1 condition has no value yet");
  await page.getByLabel("Name").fill("Newsletter in the north");
  await builder(page).getByRole("checkbox", { name: "newsletter" }).check();
  await builder(page).getByRole("checkbox", { name: "north" }).check();
  await expect.poll(() => figure(page)).toBeLessThan(all);
  const found = await figure(page);
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Newsletter in the north" })).toBeVisible();
  await expect(rule(page)).toContainText("Tags include any of newsletter, north");
  await expect.poll(() => figure(page)).toBe(found);
  expect(await look(page, "segment")).toEqual([]);
  await page.setViewportSize(DESK);

  // The same as a list, and why somebody of the sample is in it; that contact's own page says so too.
  const name = await page.getByRole("list", { name: "For example" }).getByRole("link").first().innerText();
  await page.getByRole("button", { name: "Choose a contact" }).click();
  const called = name.split("\n").at(-1) ?? "";
  await dialog(page).getByRole("textbox").fill(called);
  await dialog(page).getByRole("list").getByRole("button", { name: called }).first().click();
  const why = page.getByRole("region", { name: "Why in, why out" });
  await expect(why.getByRole("status")).toHaveText(`${called} is in this segment`);
  await expect(why).toContainText("holds");
  await expect(why).toContainText("found:");
  await why.getByRole("link", { name: called }).click();
  await expect(page.getByRole("region", { name: "Segments" }).getByRole("link", { name: "Newsletter in the north" })).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Show as a list" }).click();
  await expect(page.getByTestId("list-totals")).toHaveText(new RegExp(`^${found} contacts`));
  await expectSynced(page);

  // On a phone with no network.
  const phone = await enter(await make.device(server, { viewport: PHONE }), server, sample.manager);
  await phone.goto(`${server.url}/segments`);
  await expect(phone.getByRole("list", { name: "Segments" })).toContainText(`${found} contacts`);
  await server.stop();
  await expectOffline(phone);
  await phone.getByRole("button", { name: "New segment" }).click();
  const said = phone.getByLabel("Whom do you mean?");
  await said.fill("zorp the blue quux");
  await phone.getByRole("button", { name: "Make conditions" }).click();
  await expect(phone.getByRole("alert")).toContainText("Nothing was changed");
  await expect(builder(phone).getByRole("combobox", { name: "Field" })).toHaveCount(0);
  await said.fill("inactive for 6 months and spent over ₹5K zorp");
  await expect(phone.getByText("Not understood: “zorp”")).toBeVisible();
  await phone.getByRole("button", { name: "Make conditions" }).click();
  const fields = builder(phone).getByRole("combobox", { name: "Field" });
  await expect(fields).toHaveCount(2);
  await expect(builder(phone).getByRole("textbox", { name: "Value" }).first()).toHaveValue("180");
  await expect(builder(phone).getByRole("textbox", { name: "Value" }).last()).toHaveValue("5000");
  await expect(builder(phone).getByRole("combobox", { name: "Currency" })).toHaveValue("INR");
  expect(await look(phone, "segment-editor")).toEqual([]);
  await phone.setViewportSize(PHONE);

  // What is removed comes back; what is moved keeps the focus.
  await phone.getByRole("button", { name: "Remove condition on spend" }).click();
  await expect(fields).toHaveCount(1);
  await phone.getByRole("button", { name: "Undo" }).click();
  await expect(fields).toHaveCount(2);
  await fields.last().focus();
  await phone.keyboard.press("Alt+ArrowUp");
  await expect(fields.first()).toHaveValue("spend");
  await expect(fields.first()).toBeFocused();
  await phone.getByRole("button", { name: "More for days inactive" }).click();
  await dialog(phone).getByRole("button", { name: "Put into a group" }).click();
  await builder(phone).getByRole("button", { name: "Add condition" }).first().click();
  await fields.nth(2).selectOption({ label: "Spend" });
  await builder(phone).getByRole("textbox", { name: "Value" }).nth(2).fill("10");
  await phone.getByLabel("Name").fill("Gone quiet");
  await phone.getByRole("button", { name: "Save segment" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "Gone quiet" })).toBeVisible();
  await expect(rule(phone)).toContainText("Days inactive is more than 180");
  await expect(rule(phone)).toContainText("Any of");
  await expect(rule(phone)).toContainText("₹5,000");

  // Once there is a server, it is everybody's.
  await server.start();
  await expectSynced(phone, 60_000);
  await expectSynced(page, 60_000);
  await page.goto(`${server.url}/segments`);
  for (const made of ["Newsletter in the north", "Gone quiet"]) await expect(page.getByRole("list", { name: "Segments" }).getByRole("link", { name: made })).toBeVisible();
});
