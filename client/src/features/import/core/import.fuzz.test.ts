import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { memoryTarget } from "../testing/memory-target.ts";
import { prepare } from "../testing/run-import.ts";
import { failedRows } from "./failed-rows.ts";
import { readCsv } from "./read-csv.ts";
import { guessKind } from "./recognise.ts";
import { runPlan } from "./run-plan.ts";
import { isImportKind } from "./targets.ts";

const HEADERS = ["name", "account", "company", "email", "first name", "stage", "deal stage", "amount", "close date", "owner", "subsidiary_of", "employees", "currency", "lead status", "tags", "__proto__", "constructor", "", "id"];
const cell = fc.oneof(
  fc.string({ maxLength: 12 }), fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom("", "1.234", "1,5", "03/04/2024", "2024-02-30", "Won", "__proto__", "constructor", "toString", "a@b.co", '"', '""', "=1+1", "\u0000x", "\ud800", "(leave)", "(mine)", "Acme", "acme ", "EUR 5", "x".repeat(400)),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const file = fc.record({
  headers: fc.array(fc.constantFrom(...HEADERS), { minLength: 2, maxLength: 8 }),
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 25 }),
  delimiter: fc.constantFrom(",", ";", "\t", "|"), newline: fc.constantFrom("\n", "\r\n", "\r"), quote: fc.boolean(),
}).map(({ headers, rows, delimiter, newline, quote }) => [headers, ...rows].map((cells) => cells.map((text) => (quote ? quoted(text) : text)).join(delimiter)).join(newline));

describe("any file at all", () => {
  it("R13 imported + skipped + refused are the rows, whatever they hold, and nothing throws", { timeout: 60_000 }, async () => {
    let imports = 0;
    await fc.assert(fc.asyncProperty(file, fc.constantFrom("skip" as const, "update" as const), async (content, existing) => {
      const given = new File([content], "f.csv");
      const read = await readCsv(given);
      if (!read.ok) {
        expect(read.error.message).not.toBe("");
        return;
      }
      if (!isImportKind(guessKind(read.value))) return;
      const target = memoryTarget();
      const { plan, table } = await prepare(given, target, (settings) => ({ ...settings, existing, companies: "make", startStage: "", marks: {}, orders: {} }));
      const report = await runPlan(plan, (calls) => target.submit(calls));
      imports += 1;
      expect(report.imported + report.skipped + report.refused.length).toBe(table.rows.length);
      expect(report.left).toBe(0);
      expect(target.of("company").length + target.of("contact").length + target.of("lead").length + target.of("deal").length).toBe(report.made + report.companies);
      const cells = Papa.parse<string[]>(failedRows(table, report.refused).slice(1), { delimiter: "," }).data.flat();
      expect(cells.filter((each) => /^[=+\-@\t\r]/.test(each))).toEqual([]);
    }), { numRuns: 600 });
    expect(imports).toBeGreaterThan(50);
  });
  it("R13 any bytes are read or refused with a reason, within a second", { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), async (bytes) => {
      const start = performance.now();
      const read = await readCsv(new File([new Uint8Array(bytes)], "f.csv"));
      if (!read.ok) expect(read.error.message).not.toBe("");
      expect(performance.now() - start).toBeLessThan(1_000);
    }), { numRuns: 300 });
  });
});
