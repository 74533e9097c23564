import * as encoding from "lib0/encoding";
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { type Place, anyBytes, craftUpdate, structs } from "../testing/index.ts";
import { type KnownClients, BODY_ROOT, LIMITS, checkAgainst, mergeBodies, openCopy, textOfBody, tryOn, walkUpdate } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 });

const root: Place = { root: BODY_ROOT };
const MALLORY = "mallory/laptop";
const ALICE = "alice/phone";

/** A note of one paragraph that says "Hello", by Alice's client 7: paragraph 0, text 1, letters 2 to 6. */
const hello = craftUpdate([{ client: 7, structs: [structs.element(root, "paragraph"), structs.xmlText({ under: [7, 0] }), structs.text({ under: [7, 1] }, "Hello")] }]);
const known: KnownClients = new Map([[7, { clock: 7, author: ALICE }], [8, { clock: 0, author: MALLORY }]]);
const inText: Place = { after: [7, 6] };

/** The first to refuse it, in the order of the server, and the code; "taken" where nobody does. */
function verdict(update: Uint8Array, author = MALLORY): string {
  const walked = walkUpdate(update);
  if (!walked.ok) return `walk: ${walked.error.code}`;
  const checked = checkAgainst(walked.value, known, author);
  if (!checked.ok) return `check: ${checked.error.code}`;
  const trial = tryOn(openCopy("note", hello, []), update);
  return trial.kind === "kept" ? "taken" : trial.kind === "refused" ? `trial: ${trial.fault.code}` : "trial: pending";
}

const one = (struct: Parameters<typeof craftUpdate>[0][number]["structs"][number], client = 9): Uint8Array => craftUpdate([{ client, structs: [struct] }]);
const nested = (depth: number, value: unknown = 1): unknown => (depth === 0 ? value : nested(depth - 1, [value]));
const deepAny = (depth: number): Uint8Array => Uint8Array.from([...Array.from({ length: depth }, () => [117, 1]).flat(), 126]);
const utf8 = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

describe("honest bytes, so that the attacks are refused for what they are", () => {
  it.each([
    ["typing", one(structs.text(inText, " there"))],
    ["a heading with its level", craftUpdate([{ client: 9, structs: [structs.element({ after: [7, 0] }, "heading"), structs.any({ under: [9, 0], key: "level" }, [anyBytes(2)])] }])],
    ["bold", craftUpdate([{ client: 9, structs: [structs.format({ after: null, before: [7, 2] }, "bold", "{}"), structs.format(inText, "bold", "null")] }])],
    ["a link", one(structs.format({ after: null, before: [7, 2] }, "link", '{"href":"https://x.test/?a=1","target":null}'))],
    ["deleting somebody's word", craftUpdate([], [[7, [[2, 5]]]])],
    ["what was deleted before it was sent", craftUpdate([{ client: 9, structs: [structs.gc(40), structs.deleted(inText, 3)] }], [[9, [[0, 43]]]])],
    ["nothing", craftUpdate([])],
    ["a character no database takes as text", one(structs.text(inText, "a\u0000b"))],
    ["lists within lists", craftUpdate([{ client: 9, structs: [structs.element(root, "bulletList"), ...Array.from({ length: 26 }, (_, i) => structs.element({ under: [9, i] }, i % 2 === 0 ? "listItem" : "bulletList"))] }])],
    ["all of one's own again", hello, ALICE],
  ])("S5 %s is taken", (_, update, author = MALLORY) => expect(verdict(update, author)).toBe("taken"));
});

describe("attacks on whose an update is", () => {
  it("S5 attack 1: a client id is forged after its first use", () => {
    expect(verdict(craftUpdate([{ client: 7, from: 7, structs: [structs.text(inText, "!")] }]))).toBe("check: foreign-client");
  });

  it("S5 attack 2: a client id is taken before its first use: it is bound then, and its owner is told to draw another", () => {
    const early = one(structs.gc(1), 12);
    expect(verdict(early)).toBe("taken");
    const walked = walkUpdate(one(structs.text(inText, "mine"), 12));
    expect(walked.ok && checkAgainst(walked.value, new Map([...known, [12, { clock: 1, author: MALLORY }]]), ALICE)).toMatchObject({ ok: false, error: { code: "foreign-client" } });
  });

  it("S5 attack 3: another's structs are sent again, word for word or changed", () => {
    expect(verdict(hello)).toBe("check: foreign-client");
    expect(verdict(craftUpdate([{ client: 7, structs: [structs.element(root, "paragraph"), structs.xmlText({ under: [7, 0] }), structs.text({ under: [7, 1] }, "Hullo")] }]))).toBe("check: foreign-client");
  });

  it("S5 attack 4: one's own are sent again in part, with more behind", () => {
    expect(verdict(craftUpdate([{ client: 7, from: 5, structs: [structs.text({ after: [7, 4] }, "lo, all")] }]), ALICE)).toBe("check: overlap");
  });

  it("S5 attack 5: a foreign client's structs hide behind one's own in one update", () => {
    expect(verdict(craftUpdate([{ client: 9, structs: [structs.text(inText, "a")] }, { client: 7, from: 7, structs: [structs.text(inText, "b")] }]))).toBe("check: foreign-client");
  });

  it("S5 attack 6: two sections of one client, of which Yjs reads the last and a reader the first", () => {
    expect(verdict(craftUpdate([{ client: 9, structs: [structs.text(inText, "a")] }, { client: 9, structs: [structs.text(inText, "b")] }]))).toBe("walk: malformed");
  });

  it.each([["0", 0], ["2³²-1, which wins every tie", 4_294_967_295], ["2³²", 4_294_967_296], ["2⁵³-1", Number.MAX_SAFE_INTEGER]])("S5 attack 7: client id %s", (_, client) => {
    expect(verdict(one(structs.text(inText, "a"), client))).toBe("walk: bad-client");
    expect(verdict(craftUpdate([], [[client, [[0, 1]]]]))).toBe("walk: bad-client");
  });

  it("S5 attack 8: new client ids by the thousand", () => {
    expect(verdict(craftUpdate(Array.from({ length: 2_000 }, (_, i) => ({ client: 100 + i, structs: [structs.text(inText, "a")] }))))).toBe("check: too-many-clients");
    const full: KnownClients = new Map(Array.from({ length: LIMITS.clients }, (_, i) => [i + 1, { clock: 1, author: MALLORY }]));
    const walked = walkUpdate(one(structs.text({ after: [1, 0] }, "a"), 999_999));
    expect(walked.ok && checkAgainst(walked.value, full, MALLORY)).toMatchObject({ ok: false, error: { code: "too-many-clients" } });
    // Who writes in it already goes on.
    const again = walkUpdate(craftUpdate([{ client: 5, from: 1, structs: [structs.text({ after: [1, 0] }, "a")] }]));
    expect(again.ok && checkAgainst(again.value, full, MALLORY).ok).toBe(true);
  });
});

describe("attacks by what is not there", () => {
  it("S5 attack 9: a clock jumps", () => {
    expect(verdict(craftUpdate([{ client: 9, from: 5, structs: [structs.text(inText, "a")] }]))).toBe("check: gap");
    expect(verdict(one(structs.skip(5)))).toBe("walk: gap");
    expect(verdict(one((encoder) => encoding.writeUint8(encoder, 10 | 128)))).toBe("walk: gap");
  });

  it("S5 attack 10: four thousand updates that each leave a gap cost no more than as many looks, and leave nothing behind", () => {
    const copy = openCopy("note", hello, []);
    for (let i = 0; i < 4_000; i++) {
      const walked = walkUpdate(craftUpdate([{ client: 9, from: 2 * i + 1, structs: [structs.text(inText, "a")] }]));
      expect(walked.ok && checkAgainst(walked.value, known, MALLORY)).toMatchObject({ ok: false, error: { code: "gap" } });
    }
    // Not one of them came near the copy, where each would have been kept and gone through again at the next.
    expect(copy.doc.store.pendingStructs).toBeNull();
  });

  it("S5 attack 11: text beside what nobody wrote, under what nobody wrote, or beside what one is to write", () => {
    expect(verdict(one(structs.text({ after: [7, 7] }, "a")))).toBe("check: missing");
    expect(verdict(one(structs.text({ after: [4_000_000, 0] }, "a")))).toBe("check: missing");
    expect(verdict(one(structs.text({ under: [55, 1] }, "a")))).toBe("check: missing");
    expect(verdict(one(structs.text({ after: [9, 0] }, "a")))).toBe("walk: malformed");
  });

  it("S5 attack 12: two of one's own clients wait for each other", () => {
    expect(verdict(craftUpdate([{ client: 10, structs: [structs.text({ after: [9, 0] }, "a")] }, { client: 9, structs: [structs.text({ after: [10, 0] }, "a")] }]))).toBe("trial: pending");
  });

  it("S5 attack 13: deletions of unknown clients, of clocks to come, and a giant set of them", () => {
    expect(verdict(craftUpdate([], [[4_000_000, [[0, 1]]]]))).toBe("check: unknown-deletes");
    expect(verdict(craftUpdate([], [[7, [[2, 2_000]]]]))).toBe("check: unknown-deletes");
    expect(verdict(craftUpdate([], [[7, Array.from({ length: 20_000 }, (_, i) => [2 * i, 1] as const)]]))).toBe("walk: too-large");
    expect(verdict(craftUpdate([], Array.from({ length: 5_000 }, (_, i) => [100 + i, [[0, 1]]] as const)))).toBe("walk: too-many-clients");
    expect(verdict(craftUpdate([], [[7, [[4, 1], [2, 1]]]]))).toBe("walk: malformed");
    expect(verdict(craftUpdate([], [[7, [[2, 0]]]]))).toBe("walk: malformed");
  });
});

describe("attacks by size", () => {
  it("S5 attack 14: a V1 bomb of 7 bytes that declares 33 million structs", () => {
    const bomb = Uint8Array.of(1, 0xff, 0xff, 0xff, 0x0f, 1, 0);
    expect(bomb.length).toBe(7);
    expect(verdict(bomb)).toBe("walk: too-large");
    expect(verdict(Uint8Array.of(1, 0xff, 0x1f, 1, 0, 0))).toBe("walk: malformed");
  });

  it("S5 attack 15: a V2 bomb of 21 bytes, and an honest V2 update", () => {
    // A column of infos that says "the same, two thousand million times".
    const bomb = Uint8Array.of(0, 0, 1, 5, 0, 0, 5, 8, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0, 1, 0x81, 0x80, 0x01);
    expect(bomb.length).toBe(21);
    expect(verdict(bomb)).toBe("walk: not-v1");
    const doc = new Y.Doc();
    doc.getXmlFragment(BODY_ROOT).insert(0, [new Y.XmlElement("paragraph")]);
    expect(verdict(Y.encodeStateAsUpdateV2(doc))).toBe("walk: not-v1");
  });

  it("S5 attack 16: a struct of length 2³¹ takes a client's clocks for ever", () => {
    expect(verdict(one(structs.gc(2 ** 31)))).toBe("walk: too-large");
    expect(verdict(one(structs.deleted(inText, 2 ** 31)))).toBe("walk: too-large");
    expect(verdict(craftUpdate([{ client: 9, structs: [structs.gc(1_000_000), structs.gc(1_000_000)] }]))).toBe("walk: too-large");
    expect(verdict(craftUpdate([{ client: 9, from: 2 ** 40, structs: [structs.gc(1)] }]))).toBe("walk: too-large");
    expect(verdict(one(structs.gc(0)))).toBe("walk: malformed");
  });

  it("S5 attack 17: a huge text, in one update or in many", () => {
    expect(verdict(one(structs.text(inText, "x".repeat(LIMITS.updateBytes))))).toBe("walk: too-large");
    const copy = openCopy("note", hello, []);
    const trials = Array.from({ length: 5 }, (_, i) => tryOn(copy, one(structs.text(inText, "x".repeat(32_000)), 100 + i)).kind);
    expect(trials).toEqual(["kept", "kept", "kept", "kept", "refused"]);
  });

  it("S5 attack 18: values by the thousand in an attribute", () => {
    const heading: Place = { under: [7, 0], key: "level" };
    expect(verdict(one(structs.any(heading, Array.from({ length: 300 }, () => Uint8Array.of(126)))))).toBe("walk: too-large");
    expect(verdict(one(structs.any(heading, [anyBytes(Array.from({ length: 5_000 }, () => null))])))).toBe("walk: too-large");
    expect(verdict(one(structs.any(heading, [anyBytes("x".repeat(20_000))])))).toBe("walk: too-large");
    expect(verdict(one(structs.format(inText, "link", JSON.stringify({ href: "x".repeat(20_000) }))))).toBe("walk: too-large");
  });
});

describe("attacks by shape", () => {
  it("S5 attack 19: elements nested 5,000 deep, at once or a level an update", () => {
    const levels = (from: number, many: number) => Array.from({ length: many }, (_, i) => structs.element({ under: [9, from + i] }, "listItem"));
    expect(verdict(craftUpdate([{ client: 9, structs: [structs.element(root, "bulletList"), ...levels(0, 4_000)] }]))).toBe("walk: too-deep");
    const copy = openCopy("note", craftUpdate([{ client: 9, structs: [structs.element(root, "bulletList"), ...levels(0, LIMITS.levels - 1)] }]), []);
    expect(tryOn(copy, craftUpdate([{ client: 9, from: LIMITS.levels, structs: levels(LIMITS.levels - 1, 1) }]))).toMatchObject({ kind: "refused", fault: { code: "too-deep" } });
    // Hidden: each level is said to lie beside the child of the one above.
    const beside = Array.from({ length: 4_000 }, (_, i) => (i % 2 === 0 ? structs.element(i === 0 ? root : { after: [9, i - 1] }, "listItem") : structs.element({ under: [9, i - 1] }, "listItem")));
    expect(verdict(craftUpdate([{ client: 9, structs: beside }]))).toBe("walk: too-deep");
  });

  it("S5 attack 20: maps nested 5,000 deep", () => {
    expect(verdict(craftUpdate([{ client: 9, structs: [structs.map(root), ...Array.from({ length: 4_000 }, (_, i) => structs.map({ under: [9, i], key: "k" }))] }]))).toBe("walk: bad-content");
  });

  it("S5 attack 21: values nested 5,000 deep in an attribute and in a mark", () => {
    const heading: Place = { under: [7, 0], key: "level" };
    expect(verdict(one(structs.any(heading, [deepAny(5_000)])))).toBe("walk: too-deep");
    expect(verdict(one(structs.any(heading, [deepAny(LIMITS.depth)])))).toBe("taken");
    expect(verdict(one(structs.any(heading, [deepAny(LIMITS.depth + 1)])))).toBe("walk: too-deep");
    expect(verdict(one(structs.format(inText, "bold", `${"[".repeat(4_000)}${"]".repeat(4_000)}`)))).toBe("walk: too-deep");
    expect(verdict(one(structs.format(inText, "bold", JSON.stringify(nested(LIMITS.depth)))))).toBe("taken");
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "a b", "", "<img>", "é", "x".repeat(65)])("S5 attack 22: the name %j for an attribute, an element, a mark, or a key within", (name) => {
    const heading: Place = { under: [7, 0], key: "level" };
    const object = encoding.encode((encoder) => {
      encoding.writeUint8(encoder, 118);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, name);
      encoding.writeUint8(encoder, 126);
    });
    expect([
      verdict(one(structs.any({ under: [7, 0], key: name }, [Uint8Array.of(126)]))),
      verdict(one(structs.element(root, name))),
      verdict(one(structs.format(inText, name, "{}"))),
      verdict(one(structs.format(inText, `${name}--AbCd12+=`, "{}"))),
      verdict(one(structs.any(heading, [object]))),
      verdict(one(structs.format(inText, "bold", `{"deep":[{${JSON.stringify(name)}:1}]}`))),
    ]).toEqual(Array.from({ length: 6 }, () => "walk: bad-key"));
  });

  it("S5 attack 23: another root beside the note", () => {
    expect(verdict(one(structs.element({ root: "other" }, "paragraph")))).toBe("walk: bad-key");
    expect(verdict(one(structs.element({ root: "__proto__" }, "paragraph")))).toBe("walk: bad-key");
    expect(verdict(one((encoder) => encoding.writeUint8Array(encoder, Uint8Array.of(7, 2, 4, 98, 111, 100, 121, 6))))).toBe("walk: malformed");
  });

  it("S5 attack 24: content the editor does not write", () => {
    const contents = [structs.doc(root, "other-note"), structs.binary(root, new Uint8Array(9)), structs.json(root, ["1"]), structs.embed(inText, "{}"), structs.map(root), structs.fragment(root), structs.hook(root, "script")];
    expect(contents.map((content) => verdict(one(content)))).toEqual(contents.map(() => "walk: bad-content"));
    expect(verdict(one((encoder) => encoding.writeUint8Array(encoder, Uint8Array.of(31, 0, 0))))).toBe("walk: malformed");
    expect(verdict(one(structs.any({ under: [7, 0], key: "level" }, [anyBytes(new Uint8Array(3))])))).toBe("walk: bad-content");
    expect(verdict(one(structs.any({ under: [7, 0], key: "level" }, [anyBytes(1n)])))).toBe("walk: bad-content");
    expect(verdict(one(structs.any({ under: [7, 0], key: "level" }, [anyBytes(Number.NaN)])))).toBe("walk: bad-content");
  });

  it("S5 attack 25: honest content where it ends the editor of whoever opens the note", () => {
    expect(verdict(one(structs.xmlText(root)))).toBe("trial: bad-content");
    expect(verdict(one(structs.text(root, "loose")))).toBe("trial: bad-content");
    expect(verdict(one(structs.text({ under: [7, 0] }, "loose")))).toBe("trial: bad-content");
    expect(verdict(one(structs.element({ under: [7, 1] }, "paragraph")))).toBe("trial: bad-content");
    expect(verdict(one(structs.any({ under: [7, 1], key: "level" }, [anyBytes(1)])))).toBe("trial: bad-content");
    expect(verdict(one(structs.xmlText({ under: [7, 0], key: "level" })))).toBe("trial: bad-content");
    expect(verdict(one(structs.any({ after: [7, 6] }, [anyBytes(1)])))).toBe("trial: bad-content");
  });

  it.each(["javascript:alert(1)", " JaVa\tScRiPt:alert(1)", "\u0001vbscript:x", "data:text/html,x"])("S5 attack 26: a link that runs: %j", (href) => {
    expect(verdict(one(structs.format(inText, "link", JSON.stringify({ href }))))).toBe("trial: bad-content");
    expect(verdict(one(structs.any({ under: [7, 0], key: "src" }, [anyBytes(href)])))).toBe("trial: bad-content");
    expect(verdict(one(structs.text(inText, href)))).toBe("taken");
  });
});

describe("attacks by encoding", () => {
  it.each([
    ["a surrogate written out", utf8(0xed, 0xa0, 0x80)], ["a longer form", utf8(0xc0, 0x80)], ["cut short", utf8(0xe2, 0x82)], ["beyond the last character", utf8(0xf4, 0x90, 0x80, 0x80)], ["no beginning", utf8(0x80)], ["no character", utf8(0xff)],
  ])("S5 attack 27: text that is not UTF-8: %s", (_, bytes) => {
    expect(verdict(one(structs.textBytes(inText, bytes)))).toBe("walk: malformed");
  });

  it("S5 attack 28: half a character in a mark's value; a number no reader can hold", () => {
    expect(verdict(one(structs.format(inText, "bold", '{"a":"\\ud800"}')))).toBe("walk: bad-content");
    expect(verdict(one(structs.format(inText, "bold", '{"a":1e999}')))).toBe("walk: bad-content");
    expect(verdict(one(structs.format(inText, "bold", "{")))).toBe("walk: malformed");
  });

  it("S5 attack 29: a character that no text column takes stays in the note and never reaches its words", () => {
    const update = one(structs.text(inText, "\u0000\u0007 wor\u0000ld\u007f"));
    expect(verdict(update)).toBe("taken");
    expect(textOfBody(mergeBodies([hello, update]))).toBe("Hello world");
  });

  it("S5 attack 30: numbers in a longer form, which readers take differently; bytes behind the end; bytes cut off", () => {
    expect(verdict(Uint8Array.of(0x80, 0x00, 0))).toBe("walk: malformed");
    expect(verdict(Uint8Array.from([...Array.from({ length: 400 }, () => 0x80), 0]))).toBe("walk: malformed");
    expect(verdict(Uint8Array.from([...hello, 0]))).toBe("walk: malformed");
    for (let length = 0; length < hello.length; length++) expect(verdict(hello.subarray(0, length)), `${length}`).toBe("walk: malformed");
  });
});

describe("attacks that leave people with different texts", () => {
  /** Beside "Hello": a second paragraph that says "World" (9: 0, 1, 2 to 6), and a third that was deleted with all in it (9: 7, 8, 9 to 12). */
  const two = mergeBodies([hello, craftUpdate([{ client: 9, structs: [
    structs.element({ after: [7, 0] }, "paragraph"), structs.xmlText({ under: [9, 0] }), structs.text({ under: [9, 1] }, "World"),
    structs.element({ after: [9, 0] }, "paragraph"), structs.xmlText({ under: [9, 7] }), structs.text({ under: [9, 8] }, "gone"),
  ] }], [[9, [[7, 6]]]])]);
  const tried = (struct: Parameters<typeof one>[0]): unknown => tryOn(openCopy("note", two, []), one(struct, 11));
  const misplaced = { kind: "refused", fault: { code: "misplaced" } };

  it("S5 S3 attack 31: between two letters of different paragraphs, between a letter and what is forgotten, or the wrong way round", () => {
    expect(tried(structs.text({ after: [7, 3], before: [7, 4] }, "a"))).toMatchObject({ kind: "kept" });
    expect(tried(structs.text({ after: [7, 3], before: [9, 4] }, "a"))).toMatchObject(misplaced);
    expect(tried(structs.text({ after: [7, 3], before: [9, 10] }, "a"))).toMatchObject(misplaced);
    expect(tried(structs.text({ after: [9, 10], before: [7, 3] }, "a"))).toMatchObject(misplaced);
    expect(tried(structs.text({ after: [7, 4], before: [7, 3] }, "a"))).toMatchObject(misplaced);
    // Somebody deleted the paragraph meanwhile: what was typed in it goes with it.
    expect(tried(structs.text({ after: [9, 10], before: [9, 11] }, "a"))).toMatchObject({ kind: "kept" });
  });

  it("S5 S3 attack 32: into the middle of a character, or its half deleted", () => {
    const emoji = mergeBodies([hello, one(structs.text(inText, "a🎉b"), 10)]);
    expect(tryOn(openCopy("note", emoji, []), one(structs.text({ after: [10, 1], before: [10, 2] }, "x"), 11))).toMatchObject(misplaced);
    expect(tryOn(openCopy("note", emoji, []), craftUpdate([], [[10, [[1, 1]]]]))).toMatchObject(misplaced);
    expect(tryOn(openCopy("note", emoji, []), craftUpdate([], [[10, [[1, 2]]]]))).toMatchObject({ kind: "kept" });
  });
});

describe("attacks by the time it takes", () => {
  it("S5 attack 33: 32 KB of inserts at one place, each of which must walk past all the others", () => {
    const long = one(structs.text(inText, "x".repeat(9_000)), 10);
    const tangled = craftUpdate([{ client: 11, structs: Array.from({ length: 4_000 }, (_, i) => structs.text({ after: [7, 6], before: [10, 2 + 2 * i] }, "a")) }]);
    expect(tangled.length).toBeLessThan(LIMITS.updateBytes);
    const copy = openCopy("note", mergeBodies([hello, long]), []);
    expect(tryOn(copy, tangled)).toMatchObject({ kind: "refused", fault: { code: "too-tangled" } });
  });

  it("S5 attack 34: the same in small updates, until the note takes long to open", () => {
    const long = one(structs.text(inText, "x".repeat(60_000)), 10);
    const copy = openCopy("note", mergeBodies([hello, long]), []);
    let taken = 0;
    let trial = tryOn(copy, craftUpdate([{ client: 11, structs: [structs.text({ after: [7, 6], before: [10, 2] }, "a")] }]));
    for (; trial.kind === "kept" && taken < 10_000; taken++) {
      trial = tryOn(copy, craftUpdate([{ client: 11, from: taken * 30 + 1, structs: Array.from({ length: 30 }, (_, i) => structs.text({ after: [7, 6], before: [10, 4 + 2 * (taken * 30 + i)] }, "a")) }]));
    }
    expect(trial).toMatchObject({ kind: "refused", fault: { code: "too-tangled" } });
    expect(copy.steps).toBeLessThanOrEqual(LIMITS.bodySteps);
  });
});
