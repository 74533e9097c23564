import { describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "./limits.ts";
import { readCsv, type FileLike, type ReadOptions } from "./read-csv.ts";

const bytesOf = (...values: number[]) => new Uint8Array(values);
const read = (content: string | Uint8Array<ArrayBuffer>, options?: ReadOptions) => readCsv(new File([content], "f.csv"), options);
async function table(content: string | Uint8Array<ArrayBuffer>, options?: ReadOptions) {
  const found = await read(content, options);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}
async function problem(content: string | Uint8Array<ArrayBuffer>, options?: ReadOptions) {
  const found = await read(content, options);
  if (found.ok) throw new Error("it was read");
  return found.error;
}

describe("a CSV that is no CSV", () => {
  it("R13 a file above the limit is refused before it is read, with the limit named", async () => {
    const huge: FileLike = { name: "huge.csv", size: 200 * 1024 * 1024, slice: () => { throw new Error("it was read"); } };
    const found = await readCsv(huge);
    expect(found).toMatchObject({ ok: false, error: { code: "too-large" } });
    if (!found.ok) expect(found.error.message).toContain("50 MB");
    expect(MAX_FILE_BYTES).toBe(50 * 1024 * 1024);
  });
  it.each([
    ["an Excel workbook", bytesOf(0x50, 0x4b, 3, 4, 20, 0), "Excel"],
    ["a PDF", new TextEncoder().encode("%PDF-1.7\n1 0 obj"), "PDF"],
    ["a picture", bytesOf(0x89, 0x50, 0x4e, 0x47, 0, 1), "picture"],
    ["bytes", bytesOf(1, 0, 2, 3, 0, 0, 0, 9, 44, 10), "bytes that no text has"],
    ["a web page", new TextEncoder().encode("<!DOCTYPE html><p>a,b"), "web page"],
    ["JSON", new TextEncoder().encode('[{"a": 1, "b": 2}]'), "JSON"],
    ["a vCard", new TextEncoder().encode("BEGIN:VCARD\r\nVERSION:3.0\r\n"), "vCard"],
  ])("R13 %s is named in the refusal", async (_, content, word) => {
    const found = await problem(new Uint8Array(content));
    expect(found.code).toBe("not-csv");
    expect(found.message).toContain(word);
  });
  it("R13 an empty file and a header alone are refused", async () => {
    expect((await problem("")).code).toBe("empty");
    expect((await problem("\n\n")).code).toBe("empty");
    expect((await problem("name,email\n")).code).toBe("no-rows");
  });
  it("R13 prose with commas is refused with the line that does not fit", async () => {
    const found = await problem("Dear Ann, dear Bob,\nall is well.\nWe met, as you know, in May, and\nspoke.\nIt was good, was it not\nYours\n");
    expect(found.code).toBe("not-csv");
    expect(found.message).toMatch(/Line \d/);
  });
  it("R13 a line that never ends is refused", async () => {
    expect((await problem(`a,b\n${"x".repeat(1_200_000)}`)).message).toContain("line 2");
  });
});

describe("encodings", () => {
  it("R13 UTF-8 with and without its mark is read the same", async () => {
    const [plain, marked] = [await table("naïve,b\nä,ö\n"), await table("\uFEFFnaïve,b\nä,ö\n")];
    expect(marked.columns).toEqual(plain.columns);
    expect(plain.notices).toEqual([]);
    expect(plain.rows[0]?.cells).toEqual(["ä", "ö"]);
  });
  it.each([["utf-16le", true, true], ["utf-16be", false, true], ["utf-16le", true, false]] as const)("R13 %s (mark: %s) is read", async (encoding, little, mark) => {
    const content = `${mark ? "\uFEFF" : ""}name,city\r\nZoë,"Kö\r\nln"\r\n${"abc,def\r\n".repeat(20)}`;
    const bytes = new Uint8Array(content.length * 2);
    for (let at = 0; at < content.length; at++) new DataView(bytes.buffer).setUint16(at * 2, content.charCodeAt(at), little);
    const found = await table(bytes);
    expect(found.encoding).toBe(encoding);
    expect(found.columns.map(({ name }) => name)).toEqual(["name", "city"]);
    expect(found.rows[0]?.cells).toEqual(["Zoë", "Kö\nln"]);
    expect(found.rows[1]?.line).toBe(4);
  });
  it("R13 what is not UTF-8 is read as Windows-1252, with a notice", async () => {
    const found = await table(bytesOf(...new TextEncoder().encode("name,city\nJos"), 0xe9, 0x2c, 0x80, 0x0a));
    expect(found.rows[0]?.cells).toEqual(["José", "€"]);
    expect(found.notices.join()).toContain("Windows-1252");
  });
  it("R13 broken UTF-8 is refused with its line, and can be read as Windows-1252 on request", async () => {
    const content = bytesOf(...new TextEncoder().encode("name,city\nZoë,Köln\nJos"), 0xe9, ...new TextEncoder().encode(",Rom\n"));
    const found = await problem(content);
    expect(found.code).toBe("encoding");
    expect(found.message).toContain("Line 3");
    expect((await table(content, { encoding: "windows-1252" })).rows).toHaveLength(2);
  });
});

describe("rows and columns", () => {
  it.each([[",", "a,b\n1,2\n"], [";", "a;b\n1,5;2\n3,5;4\n"], ["\t", "a\tb\n1,2\t2\n"], ["|", "a|b\n1|2\n"]])("R13 the delimiter %j is found", async (delimiter, content) => {
    expect((await table(content)).delimiter).toBe(delimiter);
  });
  it("R13 quotes, quotes in quotes and line ends in quotes keep the line numbers right", async () => {
    const found = await table('a,b\n"x\ny","say ""hi"""\n1,2\n');
    expect(found.rows.map(({ cells }) => cells)).toEqual([["x\ny", 'say "hi"'], ["1", "2"]]);
    expect(found.rows.map(({ line }) => line)).toEqual([2, 4]);
  });
  it("R13 mixed line ends are one kind", async () => {
    const found = await table('a,b\r\n"x\ny",2\r\n3,4\n5,6\r7,8');
    expect(found.rows.map(({ cells }) => cells)).toEqual([["x\ny", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]);
  });
  it("R13 too many and too few values are refused by line, the others are read", async () => {
    const found = await table("a,b,c\n1,2,3\n1,2,3,4\n1,2\n1,2,3,,\n4,5,6\n");
    expect(found.rows.map(({ line, problem: why }) => [line, why !== undefined])).toEqual([[2, false], [3, true], [4, true], [5, false], [6, false]]);
    expect(found.rows[1]?.problem).toContain("4 values");
  });
  it("R13 a quote that is never closed costs its row, not the rest", async () => {
    const found = await table('a,b\n1,2\n"open,3\n4,5\n6,7\n');
    expect(found.rows.map(({ line, problem: why }) => [line, why !== undefined])).toEqual([[2, false], [3, true], [4, false], [5, false]]);
  });
  it("R13 a file of broken quotes is refused, soon", async () => {
    const start = performance.now();
    const found = await problem(`a,b\n${'"x"y,1\n'.repeat(300_000)}`);
    expect(found.code).toBe("broken-quotes");
    expect(performance.now() - start).toBeLessThan(60_000);
  });
  it("R13 columns without a name and of one name are told apart and noticed", async () => {
    const found = await table("name,,name\n1,2,3\n");
    expect(found.columns.map(({ name }) => name)).toEqual(["name", "Column 2", "name (2)"]);
    expect(found.notices).toHaveLength(2);
  });
  it("R13 a first row of data is noticed as such", async () => {
    const found = await table("Ann,ann@example.org\nBob,bob@example.org\n");
    expect(found.hasHeader).toBe(false);
    expect(found.rows).toHaveLength(2);
    expect((await table("Ann,ann@example.org\nBob,bob@example.org\n", { hasHeader: true })).rows).toHaveLength(1);
  });
  it("W5 reading tells how far it is and can be cancelled", async () => {
    const content = `a,b\n${"some text,more text\n".repeat(100_000)}`;
    const parts: number[] = [];
    expect((await table(content, { onProgress: (part) => parts.push(part) })).rows).toHaveLength(100_000);
    expect(parts.at(-1)).toBe(1);
    expect(parts.length).toBeGreaterThan(4);
    const stop = new AbortController();
    expect((await problem(content, { signal: stop.signal, onProgress: () => stop.abort() })).code).toBe("cancelled");
  });
});
