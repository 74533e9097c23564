import fc from "fast-check";
import { expect, it } from "vitest";
import { readVCards } from "./read-vcards.ts";
import { cardText } from "./write-vcards.ts";

const none = { org: "", title: "", emails: [], phones: [], address: "", url: "", note: "", categories: [] };

it("R13 a card that was written is read back as it was", () => {
  const line = fc.string({ unit: "grapheme", maxLength: 90 }).map((text) => text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim());
  fc.assert(fc.property(line.filter((name) => name !== ""), line, line, fc.uniqueArray(fc.emailAddress(), { maxLength: 3 }), fc.uniqueArray(fc.stringMatching(/^\+?[0-9][0-9 -]{0,20}[0-9]$/).map((phone) => phone.replace(/ +/g, " ")), { maxLength: 3 }), fc.string({ maxLength: 200 }), (name, org, title, emails, phones, note) => {
    const text = cardText({ ...none, name, org, title, emails, phones, note, address: note, categories: [note] });
    const { cards, empty } = readVCards(text + cardText({ ...none, name: "After" }), 10);
    expect([cards.map((card) => card.name), empty]).toEqual([[name, "After"], 0]);
    expect(cards[0]).toMatchObject({ name, org, title, emails, phones });
  }));
});

it("R13 no line is longer than 75 bytes, and what ends a line or divides values is escaped", () => {
  const text = cardText({ ...none, name: "Ünï 😀 ".repeat(40), org: "A; B, C\\D", note: "one\r\ntwo\nEND:VCARD" });
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text).toContain("ORG:A\\; B\\, C\\\\D\r\n");
  expect(text).toContain("NOTE:one\\ntwo\\nEND:VCARD\r\n");
});
