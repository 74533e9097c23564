// Files that are no tables, or broken ones: each is refused with the place named, and nothing of it is written.
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseFiles, csv, fact, next, toCheck, toColumns } from "./fixtures/import.ts";
import { sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Halden Marine: Crew scheduling rollout";

const ROW = "Company,A street,A town,A country,12345,EUR,2026-01-01,and a long remark that fills the line\n";

/** A CSV file of so many bytes, about. */
async function largeCsv(path: string, bytes: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("name,street,town,country,revenue,currency,since,remark\n");
  const block = ROW.repeat(10_000);
  for (let written = 0; written < bytes; written += block.length) {
    if (!file.write(block)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

test("R13 W5 what is no CSV is refused with the reason and the place, and nothing is imported", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.entered(server, sample.manager);
  const folder = await mkdtemp(join(tmpdir(), "outrider-e2e-files-"));
  const huge = join(folder, "huge.csv");
  await largeCsv(huge, 200 * 1024 * 1024);
  await page.goto(`${server.url}/import`);

  const refused = (name: string, why: string | RegExp) => expect(page.getByRole("alert").filter({ hasText: name })).toContainText(why);
  await chooseFiles(page, [{ name: "offer.csv", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n") }]);
  await refused("offer.csv", "This is no CSV file but a PDF.");

  const latin = Buffer.concat([Buffer.from("name,city\nAlpha,Köln\nBeta,"), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from("\nGamma,Zürich\n")]);
  await chooseFiles(page, [{ name: "towns.csv", mimeType: "text/csv", buffer: latin }]);
  await refused("towns.csv", /Line 3 is broken: the file is UTF-8/);

  const from = performance.now();
  await chooseFiles(page, [huge]);
  await refused("huge.csv", /This file has 20\d(\.\d)? MB; the limit is 50 MB\./);
  console.log(`200 MB refused in ${((performance.now() - from) / 1000).toFixed(1)} s`);

  await chooseFiles(page, [{ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) }]);
  await refused("empty.csv", "This file is empty.");

  // None of them can be gone on with.
  await expect(page.getByRole("button", { name: "Next", exact: true })).toHaveCount(0);
  await rm(folder, { recursive: true });
});

test("R13 R3 a row with too many columns is refused by its line before anything is written; the others are imported", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.entered(server, sample.manager);
  await page.goto(`${server.url}/import`);
  await chooseFiles(page, [csv("accounts.csv", "account,sector,employees", "Larkspur Ltd,retail,12", "Mallow GmbH,retail,20,and,more", "Nettle SA,medical,31")]);
  await toColumns(page, "accounts.csv");
  await toCheck(page);
  await expect(fact(page, "Refused")).toHaveText("1");
  await expect(page.getByText("Line 3: The row has 5 values, the table has 3 columns.")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByRole("heading", { name: "2 rows imported" })).toBeVisible();
  await expect(page.getByText("Line 3: The row has 5 values, the table has 3 columns.")).toBeVisible();
  await page.goto(`${server.url}/search?q=Larkspur`);
  await expect(page.getByText("Larkspur Ltd").first()).toBeVisible();
  await page.goto(`${server.url}/search?q=Mallow`);
  await expect(page.getByText("Mallow GmbH")).toHaveCount(0);

  // What belongs to deals goes the same way: lines, then stakeholders, each to the deal that the row names.
  await page.goto(`${server.url}/import`);
  await chooseFiles(page, [
    csv("lines.csv", "deal,product,quantity,unit price", `${DEAL},Tidal planner,3,120`, "No such deal,Tidal planner,1,1"),
    csv("roles.csv", "deal,contact,role", `${DEAL},Ananya Rao,Champion`),
  ]);
  await toColumns(page, "lines.csv");
  await next(page);
  await expect(fact(page, "Refused")).toHaveText("1");
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByRole("heading", { name: "1 row imported" })).toBeVisible();
  await page.getByRole("button", { name: "Next file: roles.csv" }).click();
  await expect(page.getByRole("heading", { name: "What does roles.csv hold?" })).toBeVisible();
  await next(page);
  await expect(page.getByRole("heading", { name: "Which column is which" })).toBeVisible();
  await next(page);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByRole("heading", { name: "1 row imported" })).toBeVisible();
  await openRecord(page, "Deals", DEAL);
  await expect(page.getByText("Tidal planner").first()).toBeVisible();
  await expect(page.getByText("Champion").first()).toBeVisible();
});
