import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkValue, entities } from "@outrider/shared/schema";
import { sharedFolder } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { emailsIn, MOST_CARDS, MOST_NOTE, readFile, readText, usable } from "./read-shared.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (name: string, content: string | Uint8Array, type = "") => readFile({ name, type }, typeof content === "string" ? bytes(content) : content);

describe("what is shared", () => {
  it("W1 is known by what it holds, whatever it is called", () => {
    expect(file("notes.txt", "BEGIN:VCARD\nFN:Ida\nEND:VCARD")).toMatchObject({ kind: "cards", cards: [{ name: "Ida" }] });
    expect(file("people.csv", "a,b\n1,2")).toEqual({ kind: "table" });
    expect(file("download", "a,b", "text/csv")).toEqual({ kind: "table" });
    expect(file("mine.txt", "BEGIN:VCALENDAR\nEND:VCALENDAR")).toEqual({ kind: "table" });
    expect(file("card.vcf", "Hello")).toEqual({ kind: "text", text: "Hello" });
    expect(file("a.pdf", new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toEqual({ kind: "file" });
    expect(file("note.txt", new Uint8Array([0x63, 0x61, 0x66, 0xe9]))).toEqual({ kind: "text", text: "caf\u00e9" });
  });

  it("W1 is refused with the reason where it is nothing the app can take", () => {
    expect(file("a.txt", "")).toEqual({ kind: "refused", why: "empty" });
    expect(readText(" \n ")).toEqual({ kind: "refused", why: "empty" });
    expect(file("a.pdf", new Uint8Array(5 * 1024 * 1024 + 1))).toEqual({ kind: "refused", why: "heavy" });
    expect(file("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD")).toEqual({ kind: "refused", why: "cards" });
    expect(readText("x".repeat(MOST_NOTE + 1))).toEqual({ kind: "refused", why: "long" });
    expect(readText("x".repeat(MOST_NOTE)).kind).toBe("text");
  });

  it("W1 a card gives only values that a contact can have, and says which it left out; addresses in a text are found", () => {
    expect(usable({ emails: ["a@b.test", "not one"], phones: ["+1 2", "call me"] })).toEqual({ emails: ["a@b.test"], phones: ["+1 2"], leftOut: ["not one", "call me"] });
    expect(emailsIn("From: Ida <ida@example.test>, ida@example.test; cc bo@example.test")).toEqual(["ida@example.test", "bo@example.test"]);
    expect(emailsIn("nobody @ home")).toEqual([]);
  });

  it("W1 hostile files become a note that the schema takes, cards, or a refusal, and never an error", () => {
    const folder = sharedFolder("corpora");
    if (folder === null) return;
    const seen: Record<string, number> = {};
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)).filter((path) => statSync(path).isFile() && !path.includes(".git"));
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const whole = readFileSync(path);
      const read = readFile({ name: path, type: "" }, whole);
      seen[read.kind] = (seen[read.kind] ?? 0) + 1;
      if (read.kind === "text") expect(checkValue(entities.activity.fields.text, read.text), path).toBeNull();
      if (read.kind === "cards") {
        expect(read.cards.length).toBeLessThanOrEqual(MOST_CARDS);
        for (const card of read.cards) {
          expect(checkValue(entities.contact.fields.name, card.name.slice(0, 300)), path).toBeNull();
          for (const email of usable(card).emails) expect(email).toContain("@");
        }
      }
      // Line by line, as somebody would share them.
      if (/blns\.txt$|xss/i.test(path)) for (const line of whole.toString("utf8").split("\n").slice(0, 3000)) {
        const note = readText(line);
        if (note.kind === "text") expect(checkValue(entities.activity.fields.text, note.text), line).toBeNull();
      }
    }
    console.log(`${paths.length} files shared: ${JSON.stringify(seen)}`);
  });
});
