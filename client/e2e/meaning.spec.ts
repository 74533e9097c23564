// Search by meaning on a phone: switched on in the settings, the model comes from the own server and everything is read in
// the background; then what means the same is found with no network, and after a restart too. At full size in the sample, whose
// two thousand texts are read; at the small one in a workspace of forty.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallModel, writeModel } from "../../scripts/model/make-model.ts";
import { fullSize } from "./fixtures/full-size.ts";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, founder, sample, setUp } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const SMALL = [{ name: "Ananya Rao" }, { name: "Contact 0", notes: "Asked about safety on deck" }, ...Array.from({ length: 40 }, (_, at) => ({ name: `Contact ${at + 1}`, notes: `Asked about the weather ${at} times` }))];

test("A6 A5 R12 W5 search by meaning: switched on, read in the background, found offline and after a restart, taken off again", async ({ make }) => {
  test.setTimeout(480_000);
  const server = await make.server({ MODEL_DIR: writeModel(join(tmpdir(), "outrider-e2e-model"), "outrider-test", smallModel), ...(!fullSize && { SAMPLE: "off" }) });
  const device = await make.device(server, { viewport: PHONE });
  let page = fullSize ? await enter(device, server, sample.manager) : await setUp(device, server, founder);
  if (!fullSize) {
    const made = await page.evaluate(async (contacts) => {
      const ask = async (contact: object): Promise<number> => (await fetch("/api/contacts", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(contact) })).status;
      return await Promise.all(contacts.map(ask));
    }, SMALL);
    expect(new Set(made)).toEqual(new Set([201]));
    await expectSynced(page);
  }
  await openRecord(page, "Contacts", "Ananya Rao");
  const contact = page.url();
  await page.getByRole("button", { name: "Edit Notes" }).click();
  const notes = page.getByRole("textbox", { name: "Notes" });
  await notes.fill("Upset disappointed angry frustrated breach privacy encrypted protected secure");
  await notes.press("ControlOrMeta+Enter");
  await expect(page.getByRole("button", { name: /^Edit Notes/ })).toContainText("Upset");

  // Without a model words answer, and it is said where to switch it on.
  const results = page.getByRole("main");
  await page.goto(`${server.url}/search?q=${encodeURIComponent("unhappy safety")}`);
  await expect(results.getByRole("link", { name: "Switch on search by meaning in Settings" })).toBeVisible();
  await page.goto(`${server.url}/settings`);
  const panel = page.getByRole("region", { name: "Search by meaning" });
  await panel.getByRole("button", { name: "Switch on" }).click();
  await expect(panel).toContainText("outrider-test (licence MIT)", { timeout: 60_000 });
  await expect(panel.getByText(/^Ready: [\d,]+ texts can be found by meaning\.$/)).toBeVisible({ timeout: 240_000 });
  expect(await look(page, "settings with search by meaning")).toEqual([]);
  await page.setViewportSize(PHONE);

  const finds = async () => {
    await page.goto(`${server.url}/search?q=${encodeURIComponent("unhappy safety")}`);
    const close = page.getByRole("region", { name: "Close in meaning" });
    await expect(close.getByRole("link", { name: /Ananya Rao/ })).toHaveAttribute("href", new URL(contact).pathname);
    await expect(close).toContainText("Compared by meaning, on this device.");
  };
  await finds();
  expect(await look(page, "search with what is close in meaning")).toEqual([]);
  await page.setViewportSize(PHONE);
  await server.stop();
  await expectOffline(page);
  await finds();
  await device.close();
  page = await device.start("/settings");
  await expectOffline(page);
  await expect(page.getByRole("region", { name: "Search by meaning" }).getByText(/^Ready: /)).toBeVisible();
  await finds();

  await page.goto(`${server.url}/settings`);
  await page.getByRole("region", { name: "Search by meaning" }).getByRole("button", { name: "Remove from this device" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove from this device" }).click();
  await expect(page.getByRole("region", { name: "Search by meaning" }).getByRole("button", { name: "Switch on" })).toBeVisible();
});
