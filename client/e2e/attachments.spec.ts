// Files on records: added on a phone with no network, kept over a restart, sent on return, seen and kept by a colleague.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";
/** A picture of several pieces: what comes after its end is part of the file and of no picture. */
const PHOTO = Buffer.concat([readFileSync(join(import.meta.dirname, "../../public/icons/icon-512.png")), Buffer.alloc(900_000, 7)]);
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
const PHONE = { width: 390, height: 844 };

const files = (page: Page): Locator => page.getByRole("region", { name: "Files" });
const tile = (page: Page, name: string): Locator => files(page).getByRole("button", { name: `Open ${name}` });
const dialog = (page: Page): Locator => page.getByRole("dialog");
const isDrawn = (picture: Locator): Promise<void> => expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);

test("R9 S1 S2 a picture added on a phone with no network outlives the browser, is sent on return, and a colleague opens, saves and keeps it", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.rep, { viewport: PHONE });
  await server.stop();
  let page = await device.start("/deals");
  await expectOffline(page);
  await openRecord(page, "Deals", DEAL);
  await files(page).locator("input[type=file]:not([capture])").setInputFiles({ name: "Quay 7.png", mimeType: "image/png", buffer: PHOTO });
  await expect(page.getByText("Saved on this device: Quay 7.png")).toBeVisible();
  await expect(tile(page, "Quay 7.png")).toContainText("Waits for the network");
  await files(page).locator("input[type=file]:not([capture])").setInputFiles({ name: "Huge.bin", mimeType: "", buffer: Buffer.alloc(5 * 1024 * 1024 + 1) });
  await expect(page.getByText("Huge.bin was not added: it is larger than 5 MB.")).toBeVisible();

  // From cold, still with no server: it is there, drawn, opened, and counted among what is not sent.
  page = await device.start("/deals");
  await openRecord(page, "Deals", DEAL);
  await isDrawn(tile(page, "Quay 7.png").locator("img"));
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("File added");
  await tile(page, "Quay 7.png").click();
  await isDrawn(dialog(page).getByRole("img", { name: "Quay 7.png" }));
  expect(await look(page, "file")).toEqual([]);
  await page.setViewportSize(PHONE);
  await page.keyboard.press("Escape");
  await page.goto(`${server.url}/sync`);
  await expect(page.getByRole("list", { name: "Files not sent yet" })).toContainText("Quay 7.png");

  await server.start();
  await expectSynced(page, 60_000);
  await expect(page.getByRole("list", { name: "Files not sent yet" })).toHaveCount(0);

  // A colleague at a desk: drawn at once, fetched when it is opened, byte for byte, and there with no network then.
  const desk = await make.entered(server, sample.manager);
  let other = desk.page;
  await openRecord(other, "Deals", DEAL);
  await isDrawn(tile(other, "Quay 7.png").locator("img"));
  await tile(other, "Quay 7.png").click();
  await isDrawn(dialog(other).getByRole("img", { name: "Quay 7.png" }));
  const [download] = await Promise.all([other.waitForEvent("download"), dialog(other).getByRole("button", { name: "Save file" }).click()]);
  expect(Buffer.compare(await readFile(await download.path()), PHOTO)).toBe(0);
  await dialog(other).getByRole("button", { name: "Keep on this device" }).click();
  await expect(dialog(other).getByRole("button", { name: "Do not keep here" })).toBeVisible();
  await other.keyboard.press("Escape");

  // What is pasted is added too; what is no picture is shown as text and runs nowhere.
  await other.evaluate(() => {
    const held = new DataTransfer();
    held.items.add(new File(["<script>document.title = 'ran'</script><svg onload=alert(1)>"], "page.html", { type: "text/html" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
  });
  await tile(other, "page.html").click();
  await expect(dialog(other).getByText("<script>document.title = 'ran'</script>")).toBeVisible();
  await expect(other).not.toHaveTitle("ran");
  await other.keyboard.press("Escape");
  // A PDF is drawn by the browser where it can, from the bytes that are here; elsewhere it is saved.
  await files(other).locator("input[type=file]:not([capture])").setInputFiles({ name: "Offer.pdf", mimeType: "application/pdf", buffer: PDF });
  await tile(other, "Offer.pdf").click();
  const drawn = dialog(other).locator("iframe[title='Offer.pdf']");
  if (await other.evaluate(() => navigator.pdfViewerEnabled)) await expect(drawn).toHaveAttribute("src", /^blob:/);
  else await expect(dialog(other).getByText("There is no preview of this kind of file.")).toBeVisible();
  await dialog(other).getByRole("button", { name: "Close" }).click();
  await expectSynced(other);
  await openRecord(page, "Deals", DEAL);
  await expect(tile(page, "page.html")).toBeVisible();
  await server.stop();
  await device.close();
  other = await desk.start("/deals");
  await openRecord(other, "Deals", DEAL);
  await tile(other, "Quay 7.png").click();
  await isDrawn(dialog(other).getByRole("img", { name: "Quay 7.png" }));
});
