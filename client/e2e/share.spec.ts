// What other apps share with this one, and files it is opened for: taken in by the service worker with no network, kept
// until the person has dealt with it.
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

interface Given { readonly text?: string; readonly files?: readonly { readonly name: string; readonly type: string; readonly content: string }[] }

/** As the system does it: a form is sent to the address that the manifest names. */
const share = async (page: Page, given: Given): Promise<void> => {
  await page.evaluate(({ text, files }) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/share-target", enctype: "multipart/form-data" });
    const add = (name: string, value: string) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    if (text !== undefined) add("text", text);
    const input = Object.assign(document.createElement("input"), { type: "file", name: "files", multiple: true });
    const held = new DataTransfer();
    for (const { name, type, content } of files ?? []) held.items.add(new File([content], name, { type }));
    input.files = held.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, given);
  await expect(page.getByRole("heading", { level: 1, name: "Shared" })).toBeVisible();
};

const card = (...lines: readonly string[]): string => ["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD"].join("\r\n");
const berta = card("FN:Berta Bollard", "ORG:Bollard & Sons", "TITLE:Harbour master", "EMAIL:berta@bollard.example", "EMAIL:not an address", "TEL:+353 1 496 0001");
const thing = (page: Page, name: string) => page.getByRole("region", { name });

test("W1 S1 a contact, a text and a table shared with no network wait until something is made of them, also after a restart", async ({ make }) => {
  test.setTimeout(240_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: { width: 390, height: 844 } });
  let page = device.page;
  await server.stop();
  page = await device.start("/");
  page.setDefaultTimeout(15_000);
  await expectOffline(page);
  await share(page, {
    text: "Ask ida@example.test about the moorings <script>alert(1)</script>",
    files: [
      { name: "berta.vcf", type: "text/vcard", content: berta },
      { name: "firms.csv", type: "text/csv", content: "Company,Country\nQuayside Ropes,Ireland\nTwine & Co,Ireland\n" },
      { name: "photo.jpg", type: "image/jpeg", content: "\u0000\u0001\u0002" },
    ],
  });
  await expect(thing(page, "Text").getByText("<script>alert(1)</script>")).toBeVisible();
  await expect(thing(page, "photo.jpg").getByRole("button", { name: "Attach to a record" })).toBeVisible();
  await expect(thing(page, "berta.vcf").getByText("Left out, as they are no proper address or number: not an address")).toBeVisible();
  expect(await look(page, "share")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });

  // The browser is closed before anything was done: all of it is still there, and the app says so.
  page = await device.start("/contacts");
  page.setDefaultTimeout(15_000);
  await expect(page.getByText("4 things that were shared wait for you")).toBeVisible();
  await page.getByRole("link", { name: "Look" }).click();

  // A contact of the card, with the company that was not there.
  await thing(page, "berta.vcf").getByRole("button", { name: "New contact" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Berta Bollard");
  for (const shown of ["Bollard & Sons", "Harbour master", "berta@bollard.example", "+353 1 496 0001"]) await expect(page.getByRole("main")).toContainText(shown);

  // The text as a note on her.
  await page.getByRole("link", { name: "Look" }).click();
  await expect(page.getByRole("region", { name: "berta.vcf" })).toHaveCount(0);
  await thing(page, "Text").getByRole("button", { name: "Note on a record" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("berta");
  await page.getByRole("dialog").getByRole("button", { name: /^Berta Bollard/ }).click();
  await expect(page.getByText("Note saved")).toBeVisible();
  await expect(thing(page, "Text")).toHaveCount(0);

  // The picture on her record.
  await thing(page, "photo.jpg").getByRole("button", { name: "Attach to a record" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("berta");
  await page.getByRole("dialog").getByRole("button", { name: /^Berta Bollard/ }).click();
  await expect(page.getByText("Saved on this device: photo.jpg")).toBeVisible();
  await expect(thing(page, "photo.jpg")).toHaveCount(0);

  // The table in the import; it waits until it was imported.
  await thing(page, "firms.csv").getByRole("button", { name: "Open in import" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^firms\.csv/ })).toBeVisible();
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
  await expect(page.getByText("1 thing that was shared waits for you")).toBeVisible();
  await page.getByRole("link", { name: "Look" }).click();
  await thing(page, "firms.csv").getByRole("button", { name: "Open in import" }).click();
  const next = () => page.getByRole("button", { name: "Next", exact: true }).click();
  await next();
  await next();
  await next();
  await page.getByRole("button", { name: /^Import / }).click();
  await expect(page.getByRole("heading", { name: /imported/i }).first()).toBeVisible();
  await page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true }).click();
  await expect(page.getByRole("link", { name: "Home", exact: true }).filter({ visible: true })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText(/that (was|were) shared/)).toHaveCount(0);
  await server.start();
  await expectSynced(page, 60_000);
});

test("W1 the manifest takes shares and opens CSV and vCard files; a file the app is opened for stands in the import", async ({ make }) => {
  test.setTimeout(120_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  const manifest = (await page.evaluate(async () => (await fetch("/manifest.webmanifest")).json())) as { readonly share_target: { readonly action: string; readonly method: string }; readonly file_handlers: readonly { readonly action: string; readonly accept: object }[] };
  expect(manifest.share_target).toMatchObject({ action: "/share-target", method: "POST" });
  expect(manifest.file_handlers.map(({ action, accept }) => [action, Object.keys(accept)[0]])).toEqual([["/import", "text/csv"], ["/share", "text/vcard"]]);
  const developer = await device.context.newCDPSession(page);
  expect(((await developer.send("Page.getAppManifest")) as { readonly errors: readonly unknown[] }).errors).toEqual([]);

  // What the browser hands over once the system has opened the app for a file.
  await page.addInitScript((content) => {
    Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer: (consumer: (launch: object) => void) => setTimeout(() => consumer({ files: [{ getFile: () => Promise.resolve(location.pathname === "/share" ? new File([content], "berta.vcf") : new File(["Company,Country\nQuayside Ropes,Ireland\n"], "firms.csv")) }] }), 50) } });
  }, berta);
  await page.goto(`${server.url}/import`);
  await expect(page.getByRole("button", { name: /^firms\.csv/ })).toBeVisible();
  await page.goto(`${server.url}/share`);
  await expect(thing(page, "berta.vcf").getByRole("button", { name: "New contact" })).toBeVisible();
});
