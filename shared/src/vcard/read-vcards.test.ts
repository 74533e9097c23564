import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedFolder } from "../testing/shared-folder.ts";
import { eachCard, isVCard, readVCards } from "./read-vcards.ts";

const card = (...lines: readonly string[]): string => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const one = (...lines: readonly string[]) => readVCards(card(...lines), 10).cards[0];

describe("vCards", () => {
  it("W1 R13 are read in all three versions", () => {
    expect(one("VERSION:3.0", "N:Rao;Ananya;;Dr.;", "FN:Dr. Ananya Rao", "ORG:Tamarind Health;Cardiology", "TITLE:Chief Medical Officer", "EMAIL;TYPE=work:ananya@tamarind.example", "TEL;TYPE=CELL:+353 1 496 0000", "ADR;TYPE=work:;;1 Quay St;Dublin;;D02;Ireland", "CATEGORIES:VIP,New\\, lead", "NOTE:Met in May\\nLikes tea")).toEqual({
      address: "1 Quay St, Dublin, D02, Ireland", url: "", note: "Met in May\nLikes tea", categories: ["VIP", "New, lead"],
      name: "Dr. Ananya Rao", org: "Tamarind Health", title: "Chief Medical Officer", emails: ["ananya@tamarind.example"], phones: ["+353 1 496 0000"],
    });
    expect(one("VERSION:4.0", "FN:Ida", 'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-0100', "item1.EMAIL:mailto:ida@example.test", "EMAIL:ida@example.test")).toMatchObject({ phones: ["+1-555-555-0100"], emails: ["ida@example.test"] });
    expect(one("VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BC=", "rgen", "TEL;WORK;VOICE:040 123")).toMatchObject({ name: "Jürgen Müller", phones: ["040 123"] });
    expect(one("VERSION:2.1", "FN;QUOTED-PRINTABLE:Ren=E9e")).toMatchObject({ name: "Renée" });
  });

  it("W1 R13 folded lines are one, escaped signs are signs, quotes hold colons", () => {
    expect(one("FN:A very long name that goes", "  on", "ORG:Smith\\; Sons\\, Ltd;Dept", 'NOTE;X="a:b;c":FN:not this')).toMatchObject({ name: "A very long name that goes on", org: "Smith; Sons, Ltd" });
  });

  it("W1 R13 who has no full name is called by what there is; who has nothing is counted", () => {
    expect(one("N:Rao;;;;")?.name).toBe("Rao");
    expect(one("ORG:Halden Marine")?.name).toBe("Halden Marine");
    expect(one("EMAIL:x@y.test")?.name).toBe("x@y.test");
    expect(readVCards(card("VERSION:3.0", "FN: ") + card("FN:B"), 10)).toMatchObject({ empty: 1, cards: [{ name: "B" }] });
  });

  it("W1 R13 a card within a card is not another person, and no more are read than were asked for", () => {
    expect(readVCards(card("FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Assistant", "END:VCARD", "TEL:1"), 10).cards).toMatchObject([{ name: "Boss", phones: ["1"] }]);
    expect(readVCards(card("FN:A") + card("FN:B") + card("FN:C"), 2)).toMatchObject({ cards: [{ name: "A" }, { name: "B" }], more: true });
    expect([isVCard(card("FN:A")), isVCard("\uFEFFbegin:vcard\n"), isVCard("Hello BEGIN:VCARD")]).toEqual([true, true, false]);
  });

  it("R13 every card that is begun is told of, with its line, also one that is never ended", () => {
    const text = card("FN:A") + card("VERSION:3.0") + "BEGIN:VCARD\r\nFN:Cut off\r\n";
    expect([...eachCard(text)].map(({ line, card: one, ended }) => [line, one?.name, ended])).toEqual([[1, "A", true], [4, undefined, true], [7, "Cut off", false]]);
  });

  it("W1 whatever the text, reading ends, and no value holds a control sign or a second line", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("BEGIN:VCARD", "END:VCARD", "FN:", "N:;;;", "TEL;TYPE=\"a:", "\\", "=", "ENCODING=QUOTED-PRINTABLE", ";", ":", "\r\n ", "=C3=")), { maxLength: 60 }), (pieces) => {
        const { cards } = readVCards(`BEGIN:VCARD\nFN:A\n${pieces.join("\n")}\nEND:VCARD`, 5);
        for (const { name, org, title, emails, phones } of cards) for (const value of [name, org, title, ...emails, ...phones]) expect(value).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
      { numRuns: 500 },
    );
  });

  it("W1 R13 cards of many programs name their people", () => {
    const folder = sharedFolder("corpora");
    if (folder === null) return;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".vcf"));
    expect(files.length).toBeGreaterThan(20);
    const read = new Map(files.map((path) => [path.slice(path.lastIndexOf("/") + 1), readVCards(readFileSync(join(folder, path), "utf8"), 200)]));
    for (const [file, { cards, empty }] of read) expect(cards.length + empty, file).toBeGreaterThan(0);
    const john = [...read].filter(([file]) => file.startsWith("John_Doe"));
    expect(john.length).toBeGreaterThan(5);
    for (const [file, { cards }] of john) expect(cards[0]?.name, file).toMatch(/john/i);
    expect(john.filter(([, { cards }]) => (cards[0]?.emails.length ?? 0) > 0).length).toBeGreaterThan(5);
    console.log(`${files.length} vCard files read, ${[...read.values()].reduce((sum, { cards }) => sum + cards.length, 0)} people`);
  });
});
