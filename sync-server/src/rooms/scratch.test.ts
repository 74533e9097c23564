import { afterAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { BODY_ROOT, mergeBodies, textOfBody } from "@outrider/shared/bodies";
import { createScratch } from "./scratch.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const empty = mergeBodies([]);
const paragraph = (doc: Y.Doc, words: string): Uint8Array => {
  const before = Y.encodeStateVector(doc);
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment(BODY_ROOT).push([element]);
  return Y.encodeStateAsUpdate(doc, before);
};

describe("scratch", () => {
  const scratch = createScratch();
  afterAll(() => scratch.close());

  it("S5 R8 honest edits of one body are tried in their order on one copy, which is read once", async () => {
    const doc = new Y.Doc();
    const base = vi.fn(async () => empty);
    const updates = ["one", "two", "three"].map((words) => paragraph(doc, words));
    expect(await Promise.all(updates.map((update) => scratch.tryUpdate("a", base, update)))).toEqual([null, null, null]);
    expect(base).toHaveBeenCalledTimes(1);
    const settled = await scratch.settle(empty, updates);
    expect(settled).toMatchObject({ text: "one\ntwo\nthree" });
    if ("doc" in settled) expect(textOfBody(settled.doc)).toBe("one\ntwo\nthree");
  });

  it("S5 an update that ends the process is refused, and those beside it are not", async () => {
    const doc = new Y.Doc();
    const deaths: string[] = [];
    const small = createScratch({ heapMb: 64, onDeath: (how) => deaths.push(how) });
    const bomb = Uint8Array.of(1, 0xff, 0xff, 0xff, 0x0f, 1, 0);
    const [first, bombed, second, other] = await Promise.all([
      small.tryUpdate("a", async () => empty, paragraph(doc, "one")),
      small.tryUpdate("b", async () => empty, bomb),
      small.tryUpdate("a", async () => empty, paragraph(doc, "two")),
      small.tryUpdate("c", async () => empty, paragraph(new Y.Doc(), "three")),
    ]);
    expect([first, second, other]).toEqual([null, null, null]);
    expect(bombed?.code).toBe("bad-content");
    small.close();
  });
});
