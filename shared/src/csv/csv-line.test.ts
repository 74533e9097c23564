import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine, withoutGuard } from "./csv-line.ts";

it("U6 R13 what a spreadsheet would run as a formula is text, and a cell ends where it should", () => {
  expect(csvLine(["=1+1", "+cmd", "-2", "@sum", "\tx", "＝1", "a=1", -2])).toBe(`"'=1+1","'+cmd","'-2","'@sum","'\tx","'＝1",a=1,-2\r\n`);
  expect(csvLine(['say "hi"', "a,b", "two\r\nlines", "", "'=1", "'tis"])).toBe('"say ""hi""","a,b","two\r\nlines",,"\'\'=1",\'tis\r\n');
});

it("R13 what was guarded is given back as it was, and begins no formula", () => {
  const cell = fc.oneof(fc.string(), fc.tuple(fc.constantFrom("", "'", "''", "="), fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "'"), fc.string()).map((parts) => parts.join("")));
  fc.assert(fc.property(cell, (text) => {
    const line = csvLine([text]).slice(0, -2);
    const read = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
    expect(withoutGuard(read)).toBe(text);
    expect(read).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/);
  }));
});
