// Everything one may see as a file, made on the device with no network.
import { readFile } from "node:fs/promises";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { find, openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

interface File { readonly complete: boolean; readonly count: number; readonly records: Readonly<Record<string, readonly { readonly id: string; readonly title?: string; readonly deleted?: boolean }[]>> }

test("W5 R13 all records a person may see are exported with no network, those in the bin too", async ({ make }) => {
  test.setTimeout(120_000);
  const server = await make.server();
  const { page } = await make.entered(server, sample.rep);
  page.setDefaultTimeout(15_000);
  // All have come: what is counted now does not grow any more.
  await expectSynced(page);
  await expect(page.getByTestId("list-totals")).toContainText(/\d+ deals/);
  const listed = Number(/([\d,]+) deals/.exec(await page.getByTestId("list-totals").innerText())?.[1]?.replace(",", ""));
  await openRecord(page, "Deals", "Halden Marine: Crew scheduling rollout");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await server.stop();
  await expectOffline(page);
  // A list as it is filtered, as a spreadsheet.
  await page.getByRole("link", { name: "Deals", exact: true }).click();
  const title = (await page.getByRole("table").getByRole("link").first().innerText()).split("\n")[0] ?? "";
  await find(page, "Deals", title);
  await expect(page.getByTestId("list-totals")).toContainText(/^[1-9]\d* deals?/);
  await expect(page.getByTestId("list-totals")).not.toContainText(`${listed - 1} deals`);
  const filtered = Number(/([\d,]+) deals?/.exec(await page.getByTestId("list-totals").innerText())?.[1]);
  await page.getByRole("button", { name: "Export this list" }).click();
  const table = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  const csv = await table;
  expect(csv.suggestedFilename()).toMatch(/^outrider-deals-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...lines] = (await readFile(await csv.path(), "utf8")).trimEnd().split("\r\n");
  expect(head).toMatch(/^\uFEFFTitle,Value,Currency,Stage,Company,/);
  expect(filtered).toBeGreaterThan(0);
  expect(lines).toHaveLength(filtered);
  for (const line of lines) expect(line.toLowerCase()).toContain(title.toLowerCase());
  await page.getByRole("link", { name: "Settings" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  const made = await download;
  expect(made.suggestedFilename()).toMatch(/^outrider-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await made.path(), "utf8")) as File;
  expect(file.records["deal"]).toHaveLength(listed);
  expect(file.records["deal"]?.filter(({ deleted }) => deleted === true).map(({ title }) => title)).toEqual(["Halden Marine: Crew scheduling rollout"]);
  const all = Object.values(file.records).flat();
  expect([file.complete, file.count]).toEqual([true, all.length]);
  await expect(page.getByText(`${all.length.toLocaleString("en-GB")} records exported`)).toBeVisible();
});
