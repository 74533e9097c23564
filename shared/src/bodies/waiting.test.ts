// A text after a backup was put back: something in it leans on what did not come back. Everybody goes on typing.
import { expect, test } from "vitest";
import * as Y from "yjs";
import { openDoc } from "./open-doc.ts";
import { textOfBody } from "./text-of-body.ts";
import { openCopy, settleBody, tryOn } from "./warm-copy.ts";
import { BODY_ROOT } from "./walk-struct.ts";

function typist(client: number, from: Uint8Array | null = null) {
  const doc = openDoc("b", from);
  doc.clientID = client;
  return (word: string): Uint8Array => {
    // As an editor does: what it does itself, and not what waits in its document.
    let said = new Uint8Array();
    doc.once("update", (update: Uint8Array) => void (said = new Uint8Array(update)));
    const paragraph = new Y.XmlElement("paragraph");
    doc.transact(() => {
      doc.getXmlFragment(BODY_ROOT).push([paragraph]);
      paragraph.insert(0, [new Y.XmlText(word)]);
    });
    return said;
  };
}

test("S2 what leans on what is lost waits in the document, keeps nobody from typing, and comes in with what it leans on", () => {
  const one = typist(7);
  const [first, lost, later] = [one("first"), one("lost"), one("later")] as const;
  const settled = settleBody(first, [later]);
  if ("code" in settled) throw new Error(settled.code);
  expect(settled.text).toBe("first");
  const other = typist(8, settled.doc);
  const typed = other("other");
  const copy = openCopy("b", settled.doc, []);
  expect(tryOn(copy, typed).kind).toBe("kept");
  // On what waits nothing can be built yet.
  expect(tryOn(openCopy("b", settled.doc, []), one("and on")).kind).toBe("pending");
  const whole = settleBody(settled.doc, [typed, lost]);
  if ("code" in whole) throw new Error(whole.code);
  expect(whole.text.split("\n").sort()).toEqual(["first", "later", "lost", "other"]);
  expect(textOfBody(whole.doc)).toBe(whole.text);
});

test("S5 where nothing waits, an update that leans on what is not there is still none to be kept", () => {
  const one = typist(7);
  const first = one("first");
  one("never sent");
  expect(tryOn(openCopy("b", first, []), one("later")).kind).toBe("pending");
});
