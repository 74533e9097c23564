import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { craftUpdate, structs } from "../testing/index.ts";
import { BODY_ROOT, LIMITS, clocksOf, faultOf, fromBase64, keepOnly, mergeBodies, missingFrom, openDoc, readVector, settleBody, textOfBody, toBase64, vectorOf, walkUpdate } from "./index.ts";

vi.setConfig({ testTimeout: 60_000 });

const written = (client: number, ...lines: readonly string[]): Y.Doc => {
  const doc = openDoc("note", null);
  doc.clientID = client;
  for (const line of lines) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(line)]);
    doc.getXmlFragment(BODY_ROOT).push([paragraph]);
  }
  return doc;
};

describe("base64", () => {
  it("S5 bytes come back as they were, and read as Node writes them", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(fromBase64(text)).toEqual(bytes);
    }));
    const large = Uint8Array.from({ length: LIMITS.bodyBytes }, (_, i) => (i * 7919) & 255);
    expect(fromBase64(toBase64(large))).toEqual(large);
  });

  it("S5 a text is read only where it is the one text of its bytes", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.stringMatching(/^[A-Za-z0-9+/=_-]{0,12}$/)), (text) => {
      const bytes = fromBase64(text);
      if (bytes !== null) expect(toBase64(bytes)).toBe(text);
    }), { numRuns: 2_000 });
    expect(["A", "AA", "AAA", "AA=", "AAA==", "AB==", "AAB=", "AA==\n", "A===", "====", "AA-_", "AA=A", "ÄAAA", "AAAA===="].map(fromBase64)).toEqual(Array.from({ length: 14 }, () => null));
    expect(fromBase64("")).toEqual(new Uint8Array(0));
  });
});

describe("updates", () => {
  it("S3 R8 what is put together says what its parts say, and what one lacks is told by its vector", () => {
    const [a, b] = [written(1, "one"), written(2, "two")];
    const merged = mergeBodies([Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]);
    expect(clocksOf(merged)).toEqual(new Map([[2, 5], [1, 5]]));
    expect(textOfBody(merged).split("\n").toSorted()).toEqual(["one", "two"]);
    const lacking = missingFrom(merged, vectorOf(Y.encodeStateAsUpdate(a)));
    expect(walkUpdate(lacking)).toMatchObject({ ok: true, value: { clients: new Map([[2, { from: 0, to: 5 }]]) } });
    expect(clocksOf(mergeBodies([]))).toEqual(new Map());
    expect(textOfBody(mergeBodies([]))).toBe("");
  });

  it("S9 S5 a vector that cannot be read counts as that of an empty note, and none of its numbers is believed", () => {
    const state = Y.encodeStateAsUpdate(written(1, "one"));
    for (const vector of [Uint8Array.of(), Uint8Array.of(5), Uint8Array.of(0xff, 0xff, 0xff, 0xff, 15), Uint8Array.of(1, 1, 1, 1), Uint8Array.of(0x80, 0x80, 0x80, 0)]) {
      expect(readVector(vector).ok).toBe(false);
      expect(missingFrom(state, vector)).toBe(state);
    }
    expect(readVector(vectorOf(state))).toEqual({ ok: true, value: new Map([[1, 5]]) });
  });

  it("S9 S5 of a step of a handshake only one's own structs are kept, and everybody's deletions as far as they are known", () => {
    const mine = written(1, "mine");
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(written(2, "theirs")));
    mine.getXmlFragment(BODY_ROOT).delete(0, 2);
    const step = Y.encodeStateAsUpdate(mine);
    const kept = keepOnly(step, (client) => client === 1);
    expect(kept === null ? null : walkUpdate(kept)).toMatchObject({ ok: true, value: { clients: new Map([[1, { from: 0, to: 6 }]]), deletes: new Map([[2, 8], [1, 6]]) } });
    const lessKnown = keepOnly(step, (client) => client === 1, () => 3);
    expect(lessKnown === null ? null : walkUpdate(lessKnown)).toMatchObject({ ok: true, value: { deletes: new Map([[2, 3], [1, 6]]) } });
    const strange = keepOnly(step, (client) => client === 1, () => 0);
    expect(strange === null ? null : walkUpdate(strange)).toMatchObject({ ok: true, value: { deletes: new Map([[1, 6]]) } });
    expect(keepOnly(Y.encodeStateAsUpdate(written(2, "theirs")), (client) => client === 1)).toBeNull();
    expect(keepOnly(Uint8Array.of(9, 9), () => true)).toBeNull();
    // Nothing taken out, nothing changed.
    expect(keepOnly(step, () => true)).toEqual(step);
  });

  it("S5 what an update brings, needs and deletes is told apart", () => {
    const update = craftUpdate([{ client: 9, from: 4, structs: [structs.text({ after: [7, 6], before: [8, 2] }, "ab"), structs.text({ after: [9, 5] }, "👩"), structs.gc(3)] }], [[7, [[0, 1], [4, 2]]], [9, [[8, 3]]]]);
    expect(walkUpdate(update)).toEqual({ ok: true, value: { clients: new Map([[9, { from: 4, to: 11 }]]), needs: new Map([[7, 7], [8, 3]]), deletes: new Map([[7, 6], [9, 11]]) } });
  });

  it("S5 every refusal has words for people", () => {
    expect(walkUpdate(Uint8Array.of(1))).toEqual({ ok: false, error: faultOf("malformed") });
    expect(faultOf("malformed").message).toMatch(/^[A-Z].*\.$/);
  });
});

describe("the words of a body", () => {
  it("R8 R12 a line a block, breaks within lines, nothing of marks and attributes", () => {
    const doc = openDoc("note", null);
    const text = new Y.XmlText();
    text.applyDelta([{ insert: "Call " }, { insert: "Anna", attributes: { bold: {}, link: { href: "https://x.test" } } }, { insert: " back" }]);
    const line = new Y.XmlElement("paragraph");
    line.insert(0, [text, new Y.XmlElement("hardBreak"), new Y.XmlText("before Friday")]);
    const list = new Y.XmlElement("bulletList");
    for (const words of ["price", "terms"]) {
      const entry = new Y.XmlElement("listItem");
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(words)]);
      entry.insert(0, [paragraph]);
      list.push([entry]);
    }
    doc.getXmlFragment(BODY_ROOT).insert(0, [line, new Y.XmlElement("paragraph"), list]);
    doc.getXmlFragment(BODY_ROOT).push([new Y.XmlElement("paragraph")]);
    expect(textOfBody(Y.encodeStateAsUpdate(doc))).toBe("Call Anna back\nbefore Friday\nprice\nterms");
  });

  it("R8 R12 a long note's words end where the limit is, and not within a character", () => {
    const words = textOfBody(Y.encodeStateAsUpdate(written(1, `x${"🎉".repeat(LIMITS.textLength)}`)));
    expect(words).toBe(`x${"🎉".repeat(LIMITS.textLength / 2 - 1)}`);
  });

  it("R8 settling forgets what was deleted, keeps the words, and loses nothing of what still waits for others", () => {
    const doc = written(1, "one", "two", "three".repeat(2_000));
    const before = Y.encodeStateAsUpdate(doc);
    doc.getXmlFragment(BODY_ROOT).delete(2, 1);
    const settled = settleBody(before, [Y.encodeStateAsUpdate(doc)]);
    expect(settled).toMatchObject({ text: "one\ntwo" });
    if ("doc" in settled) expect(settled.doc.length).toBeLessThan(150);
    const early = settleBody(mergeBodies([]), [missingFrom(before, vectorOf(Y.encodeStateAsUpdate(written(1, "one"))))]);
    expect(early).toMatchObject({ text: "" });
    if ("doc" in early) expect(settleBody(early.doc, [Y.encodeStateAsUpdate(written(1, "one"))])).toMatchObject({ text: expect.stringMatching(/^one\ntwo\nthree/) as string });
  });
});
