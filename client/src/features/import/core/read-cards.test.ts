import { readdirSync } from "node:fs";
import { sharedFolder } from "@outrider/shared/testing";
import { textOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { dataFile } from "../testing/data-folder.ts";
import { memoryTarget } from "../testing/memory-target.ts";
import { type Answer, importFile, prepare } from "../testing/run-import.ts";
import { readTable } from "./read-table.ts";

const card = (...lines: readonly string[]): string => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const vcf = (content: string | Uint8Array<ArrayBuffer>): File => new File([content], "book.vcf");
const leave: Answer = (settings) => ({ ...settings, companies: "leave" });
const make: Answer = (settings) => ({ ...settings, companies: "make" });

describe("a vCard file", () => {
  it("R13 its people become contacts with all they have, of companies that are made or left", async () => {
    const target = memoryTarget();
    const { report } = await importFile(vcf(card("VERSION:3.0", "FN:Ananya Rao", "ORG:Tamarind Health;Cardiology", "TITLE:CMO", "EMAIL:ananya@tamarind.example", "EMAIL:rao@home.example", "TEL:+353 1 496 0000", "TEL:+353 86 1", "ADR:;;1 Quay St;Dublin;;D02;Ireland", "CATEGORIES:VIP,Board", "NOTE:Met in May") + card("VERSION:4.0", "FN:Ida Byron")), target, make);
    expect(report).toMatchObject({ imported: 2, companies: 1, refused: [] });
    const [ananya] = target.of("contact");
    expect(["name", "title", "address", "notes"].map((field) => ananya && textOf(ananya, field))).toEqual(["Ananya Rao", "CMO", "1 Quay St, Dublin, D02, Ireland", "Met in May"]);
    expect(Object.keys(ananya?.sets["emails"] ?? {}).sort()).toEqual(["ananya@tamarind.example", "rao@home.example"]);
    expect(Object.keys(ananya?.sets["phones"] ?? {})).toHaveLength(2);
    expect(Object.keys(ananya?.sets["tags"] ?? {}).sort()).toEqual(["Board", "VIP"]);
  });

  it("R13 whoever is there already is not made twice, and what cannot be used is told with its line", async () => {
    const target = memoryTarget();
    const book = card("FN:Ida Byron", "EMAIL:ida@example.org") + card("VERSION:3.0", "TEL:1") + card("FN:Ida B.", "EMAIL:IDA@example.org") + card("FN:Odd", "EMAIL:not an address at all") + "BEGIN:VCARD\r\nFN:Cut off";
    const { report, table } = await importFile(vcf(book), target, leave);
    expect([table.rows.length, report.imported + report.skipped + report.refused.length]).toEqual([5, 5]);
    expect(report.refused.flatMap(({ errors }) => errors.map(({ line }) => line))).toEqual(expect.arrayContaining([5, 17]));
    expect((await importFile(vcf(book), target, leave)).report).toMatchObject({ imported: 0 });
  });

  it("R13 old alphabets and wide characters are read; a file without a card, and one that is none, is refused in words", async () => {
    const latin = new Uint8Array([...new TextEncoder().encode("BEGIN:VCARD\r\nFN:Ren"), 0xe9, ...new TextEncoder().encode("e\r\nEND:VCARD\r\n")]);
    expect((await prepare(vcf(latin), memoryTarget(), leave)).table).toMatchObject({ encoding: "windows-1252", rows: [{ cells: expect.arrayContaining(["Renée"]) }] });
    const text = `\uFEFF${card("FN:Zoë")}`;
    const wide = new Uint8Array(new Uint16Array([...text].map((sign) => sign.charCodeAt(0))).buffer);
    expect((await prepare(vcf(wide), memoryTarget(), leave)).table).toMatchObject({ encoding: "utf-16le", kind: "contact", rows: [{ cells: expect.arrayContaining(["Zoë"]) }] });
    expect(await readTable(vcf("BEGIN:VCARD-ish\nFN:A"), {})).toMatchObject({ ok: false, error: { code: "no-rows" } });
  });

  it("R13 of every card of many programs it is told what became of it", async () => {
    const folder = sharedFolder("corpora");
    if (folder === null) return;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".vcf"));
    expect(files.length).toBeGreaterThan(20);
    let [cards, imported] = [0, 0];
    for (const path of files) {
      const { report, table } = await importFile(dataFile(`corpora/${path}`), memoryTarget(), make);
      expect(report.imported + report.skipped + report.refused.length, path).toBe(table.rows.length);
      [cards, imported] = [cards + table.rows.length, imported + report.imported];
    }
    expect(imported).toBeGreaterThan(20);
    console.log(`${cards} cards of ${files.length} files, ${imported} imported`);
  });
});
