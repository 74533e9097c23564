import { expect, it } from "vitest";
import * as Y from "yjs";
import { openDoc } from "./open-doc.ts";
import { BODY_ROOT } from "./walk-struct.ts";
import { wordsTyped } from "./words-typed.ts";

it("S5 of an update that was refused the words are shown, and none where it only deletes", () => {
  const doc = openDoc("note", null);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  const root = doc.getXmlFragment(BODY_ROOT);
  const paragraph = (words: string): Y.XmlElement => {
    const element = new Y.XmlElement("paragraph");
    element.insert(0, [new Y.XmlText(words)]);
    return element;
  };
  root.insert(0, [paragraph("First\u0007 line"), paragraph("second line")]);
  root.delete(0, 1);
  expect(wordsTyped(updates[0] ?? new Uint8Array())).toBe("First line\nsecond line");
  expect(wordsTyped(updates[1] ?? new Uint8Array())).toBe("");
});
