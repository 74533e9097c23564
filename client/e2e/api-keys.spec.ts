// A program is let in: an admin makes a key, which is shown once; what the program writes is on the screen at once; and when
// the key is revoked it is out. And the pages that tell how, which come from this server alone.
import { expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

test("I4 I3 R10 an admin makes a key, a program writes with it, everybody sees it at once, and a revoked key is nobody", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.entered(server, sample.admin);
  await expectSynced(page);
  await page.goto(`${server.url}/settings`);
  await page.getByRole("link", { name: /^API keys/ }).click();
  await expect(page.getByText("No keys yet")).toBeVisible();
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  await expect(dialog.getByText("Give it a name of up to 60 characters.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Web shop");
  await dialog.getByLabel("What it may do").selectOption({ label: "Choose by kind" });
  await dialog.getByRole("button", { name: "Make the key" }).click();
  await expect(dialog.getByText("Choose at least one thing it may do.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Leads: Read" }).check();
  await dialog.getByRole("checkbox", { name: "Leads: Write" }).check();
  await dialog.getByRole("checkbox", { name: "Custom fields: Write" }).check();
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
  expect(key).toMatch(/^ork_[\w-]{51}$/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  const row = page.getByRole("list", { name: "API keys" }).getByRole("listitem");
  await expect(row).toContainText("Web shop");
  await expect(row).toContainText("Never used");
  await expect(page.getByText(key)).toHaveCount(0);

  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${server.url}${path}`, { method, headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const contacts = await call("GET", "/api/contacts");
  expect(contacts.status).toBe(403);
  await page.goto(`${server.url}/leads`);
  await expectSynced(page);
  const defined = await call("POST", "/api/custom-fields", { of: "lead", type: "text", label: "Shop branch" });
  expect(defined.status).toBe(201);
  const made = await call("POST", "/api/leads", { name: "Written by a program", company: "Shop & Co", customFields: { "Shop branch": "Bergen harbour" } });
  expect(made.status).toBe(201);
  await page.getByText("Written by a program").first().click();
  await expect(page.getByText("Bergen harbour").first()).toBeVisible();
  const { data } = (await made.json()) as { readonly data: { readonly id: string } };
  expect((await call("PUT", `/api/leads/${data.id}`, { customFields: { "Shop branch": "Oslo quay" } })).status).toBe(200);
  await expect(page.getByText("Oslo quay").first()).toBeVisible();

  await page.goto(`${server.url}/settings/api-keys`);
  await expect(row).toContainText("Last used");
  await row.getByRole("button", { name: "Revoke Web shop" }).click();
  await dialog.getByRole("button", { name: "Revoke it" }).click();
  await expect(row).toContainText("Revoked");
  const after = await call("GET", "/api/leads");
  expect(after.status).toBe(401);
});

test("I1 the pages about the API work with no other network and under the strict policy", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.device(server);
  const elsewhere: string[] = [];
  const broken: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") broken.push(message.text());
  });
  page.on("pageerror", (error) => broken.push(error.message));
  for (const path of ["/docs", "/api-docs"]) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("heading", { name: /Outrider/ }).first()).toBeVisible();
    await page.getByRole("link", { name: /^leads/ }).or(page.getByText("leads", { exact: true })).first().click();
    await expect(page.getByText("/api/leads/{id}/assign").or(page.getByText("Gives a lead to another person.")).first()).toBeVisible();
  }
  expect(elsewhere).toEqual([]);
  expect(broken).toEqual([]);
});
