import { csvLine } from "@outrider/shared/csv";
import Papa from "papaparse";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alikeWithin } from "./alike.ts";
import { dateFormat, parseDate } from "./date-format.ts";
import { failedRows } from "./failed-rows.ts";
import { cleanCell } from "./convert-value.ts";
import { numberFormat, parseNumber } from "./number-format.ts";
import { readCsv } from "./read-csv.ts";
import { headerWords, nearlySame, sameName, squashed } from "./words.ts";

describe("numbers", () => {
  it.each([
    [["1,234.56"], "."], [["1.234,56"], ","], [["0.5", "1,234"], "."], [["1.234.567"], ","], [["1,234,567"], "."], [["12,5"], ","],
    [["1234.567"], "."], [["0.123"], "."], [["1 234,5"], ","], [["7", "", "12"], "."], [["€1.234,56"], ","], [["$ 1,234.50"], "."],
  ] as const)("R13 %j is written with %j", (values, mark) => {
    expect(numberFormat(values)).toEqual({ mark });
  });
  it("R13 a column that could be either is asked about, and so is one that is both", () => {
    expect(numberFormat(["1.234", "2.345", "10"])).toMatchObject({ ask: "ambiguous" });
    expect(numberFormat(["1,234"])).toMatchObject({ ask: "ambiguous" });
    expect(numberFormat(["1.234,5", "1,234.5"])).toMatchObject({ ask: "mixed" });
  });
  it("R13 an amount keeps its sign and currency; what does not fit the format is none", () => {
    expect(parseNumber("1.234,56 €", ",")).toEqual({ amount: 1234.56, currency: "EUR" });
    expect(parseNumber("USD 1,234.56", ".")).toEqual({ amount: 1234.56, currency: "USD" });
    expect(parseNumber("US$5", ".")).toEqual({ amount: 5, currency: "USD" });
    expect(parseNumber("$5", ".")).toEqual({ amount: 5, currency: null });
    expect(parseNumber("(1,000)", ".")).toEqual({ amount: -1000, currency: null });
    expect(parseNumber("-3.5", ".")).toEqual({ amount: -3.5, currency: null });
    expect(parseNumber("55%", ".")).toEqual({ amount: 55, currency: null });
    expect(["12,34.5", "1.2.3", "abc", "", "1e5", "51-200", "NaN", "Infinity", "0x10"].filter((odd) => parseNumber(odd, ".") !== null)).toEqual([]);
  });
  it("R13 every number written in a format is read back from it", () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("." as const, "," as const), (cents, mark) => {
      const amount = cents / 100;
      const [whole = "", part = "00"] = Math.abs(amount).toFixed(2).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark === "." ? "," : ".");
      const written = `${amount < 0 ? "-" : ""}${grouped}${mark}${part}`;
      expect(parseNumber(written, mark)?.amount).toBe(amount === 0 ? 0 : amount);
      expect(numberFormat([written])).toEqual({ mark });
    }));
  });
});

describe("days", () => {
  it("R13 the order is decided by the whole column or asked", () => {
    expect(dateFormat(["2024-03-04", "2024-05-06T10:00:00Z"])).toEqual({ order: "dmy" });
    expect(dateFormat(["01/02/2024", "13/02/2024"])).toEqual({ order: "dmy" });
    expect(dateFormat(["01/02/2024", "02/13/2024"])).toEqual({ order: "mdy" });
    expect(dateFormat(["01/02/2024", "03/04/2024"])).toMatchObject({ ask: "ambiguous" });
    expect(dateFormat(["01.02.2024"])).toMatchObject({ ask: "ambiguous" });
    expect(dateFormat(["13/02/2024", "02/13/2024"])).toMatchObject({ ask: "mixed" });
    expect(dateFormat(["11/11/2024"])).toEqual({ order: "dmy" });
  });
  it.each([
    ["2024-2-3", "dmy", "2024-02-03"], ["20240203", "mdy", "2024-02-03"], ["3/2/2024", "dmy", "2024-02-03"], ["3/2/2024", "mdy", "2024-03-02"],
    ["3 Feb 2024", "mdy", "2024-02-03"], ["February 3, 2024", "dmy", "2024-02-03"], ["Feb 3 2024", "dmy", "2024-02-03"], ["3-Feb-24", "mdy", "2024-02-03"],
    ["03/02/99", "dmy", "1999-02-03"], ["2024/02/03 10:15", "dmy", "2024-02-03"], ["3/2/2024 10:15 PM", "dmy", "2024-02-03"],
    ["30/02/2024", "dmy", null], ["2023-02-29", "dmy", null], ["soon", "dmy", null], ["3 Foo 2024", "dmy", null], ["", "dmy", null],
  ] as const)("R13 %s (%s) is %s", (given, order, day) => {
    expect(parseDate(given, order)).toBe(day);
  });
});

describe("names", () => {
  it("R13 names are compared, never changed", () => {
    expect(sameName("  ACME   Corp ")).toBe("acme corp");
    expect(sameName("GTXPro")).not.toBe(sameName("GTX Pro"));
    expect(squashed("GTX-Pro")).toBe(squashed("gtx pro"));
    expect(headerWords("InvoiceNo")).toBe("invoice no");
    expect(headerWords(" E-Mail_Address ")).toBe("e mail address");
    expect([nearlySame("technolgy", "technology"), nearlySame("unit1", "unit2"), nearlySame("medical", "media"), nearlySame("abc", "abd")]).toEqual([true, false, false, false]);
  });
  it("R13 the rarer of two alike is the suspect, and words run together are found", () => {
    const values = new Map([["Acme Corp", { count: 9, line: 2 }], ["Acme-Corp", { count: 1, line: 5 }], ["GTX Basic", { count: 3, line: 6 }], ["MG Pro", { count: 3, line: 7 }], ["GTXPro", { count: 2, line: 8 }]]);
    expect(alikeWithin(values).map(({ value, suggestion }) => [value, suggestion])).toEqual([["Acme-Corp", "Acme Corp"], ["GTXPro", "GTX Pro"]]);
  });
});

describe("the refused rows as a file", () => {
  it.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=1"])("R13 %j is not run as a formula, and comes back as it was", (cell) => {
    const [row] = Papa.parse<string[]>(csvLine([cell])).data;
    expect(row).toEqual([`'${cell}`]);
    expect(cleanCell(row?.[0] ?? "")).toBe(cell.trim());
  });
  it("R13 it can be read again and says why", async () => {
    const read = await readCsv(new File(['name,x\n"=cmd|x","a\nb",3\nq,"say ""hi"""\n'], "f.csv"));
    if (!read.ok) throw new Error(read.error.message);
    const refused = read.value.rows.map((row) => ({ row, errors: [{ line: row.line, column: "name", value: "", message: "is odd." }] }));
    const again = await readCsv(new File([failedRows(read.value, refused)], "g.csv"));
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.columns.map(({ name }) => name)).toEqual(["name", "x", "Column 3", "error"]);
    expect(again.value.rows.map(({ cells }) => cells)).toEqual([["'=cmd|x", "a\nb", "3", "Line 2, name: is odd."], ["q", 'say "hi"', "", "Line 4, name: is odd."]]);
  });
});
