// A person is erased by an admin on a phone: what goes is shown first, the name has to be typed, another device drops them
// at once, and a certificate is there that names nobody.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { look } from "./fixtures/look.ts";
import { expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

/** Asks the server as this page's person. */
const ask = (page: Page, method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> =>
  page.evaluate(async ([how, to, sent]) => {
    const answer = await fetch(to, { method: how, ...(sent !== "" && { headers: { "content-type": "application/json" }, body: sent }) });
    return ((await answer.json()) as { data: Record<string, unknown> }).data;
  }, [method, path, body === undefined ? "" : JSON.stringify(body)] as const);

test("P2 S6 an admin on a phone erases a person after typing the name, and the other device drops them", async ({ make }) => {
  const server = await make.server();
  const { page: rep } = await make.entered(server, sample.rep);
  await expectSynced(rep);
  const NAME = "Zora <b>Quill</b>";
  const contact = String((await ask(rep, "POST", "/api/contacts", { name: NAME, emails: ["zora@example.com"] }))["id"]);
  const deal = String((await ask(rep, "POST", "/api/deals", { title: "A deal that stays", contactId: contact }))["id"]);
  await ask(rep, "POST", "/api/activities", { type: "call", contactId: contact, text: "Spoke with her" });
  await ask(rep, "POST", "/api/companies", { name: "Quill Works", notes: `Ask ${NAME} first` });
  await rep.goto(`${server.url}/contacts/${contact}`);
  await expect(rep.getByRole("heading", { level: 1, name: NAME })).toBeVisible();

  const { page: admin } = await make.entered(server, sample.admin, { viewport: { width: 390, height: 844 } });
  await expectSynced(admin);
  await admin.goto(`${server.url}/settings`);
  await admin.getByRole("link", { name: /^Privacy/ }).click();
  await admin.getByRole("textbox", { name: "A contact or a lead" }).fill("zora");
  await admin.getByRole("button", { name: /Zora/ }).click();
  await expect(admin.getByRole("heading", { level: 2, name: NAME })).toBeVisible();
  await expect(admin.getByRole("list", { name: "What stays, without the link" })).toContainText("A deal that stays");
  await expect(admin.getByRole("list", { name: "Where the name stands in words" })).toContainText("Quill Works");
  expect(await look(admin, "privacy")).toEqual([]);
  const [file] = await Promise.all([admin.waitForEvent("download"), admin.getByRole("link", { name: "Export to read" }).click()]);
  const exported = await readFile(await file.path(), "utf8");
  expect(exported).toContain("Spoke with her");
  expect(exported).not.toContain(NAME);

  await admin.getByRole("button", { name: "Erase this person" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Type the name to confirm").fill("Zora");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByText(`Type “${NAME}”.`)).toBeVisible();
  expect(await look(admin, "privacy-erase")).toEqual([]);
  await dialog.getByLabel("Type the name to confirm").fill(NAME);
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  const certificate = admin.getByRole("list", { name: "Erasures" }).getByRole("link", { name: /^Certificate of .*(?<!JSON)$/ });
  await expect(certificate).toBeVisible();
  const [proof] = await Promise.all([admin.waitForEvent("download"), certificate.click()]);
  const page = await readFile(await proof.path(), "utf8");
  expect(page).toContain("Certificate of erasure");
  expect(page).not.toMatch(/Zora|Quill/);

  // The other device had the person open.
  await expect(rep.getByRole("heading", { level: 1, name: NAME })).toHaveCount(0);
  await rep.goto(`${server.url}/deals/${deal}`);
  await expect(rep.getByRole("heading", { level: 1, name: "A deal that stays" })).toBeVisible();
  await expect(rep.getByText("Zora")).toHaveCount(0);
});
