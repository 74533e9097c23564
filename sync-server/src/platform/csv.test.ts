import { expect, it } from "vitest";
import { csvLine } from "./csv.ts";

it("U6 what a spreadsheet would run as a formula is text, and a cell ends where it should", () => {
  expect(csvLine(["=1+1", "+cmd", "-2", "@sum", "\tx", "＝1", "a=1"])).toBe(`"'=1+1","'+cmd","'-2","'@sum","'\tx","'＝1",a=1\r\n`);
  expect(csvLine(['say "hi"', "a,b", "two\r\nlines", ""])).toBe('"say ""hi""","a,b","two\r\nlines",\r\n');
});
