// What is known of a rich text on the device: what was typed elsewhere, what was typed here and waits, what was taken.
import * as bodies from "@outrider/shared/bodies";
import { openDoc, textOfBody, toBase64 } from "@outrider/shared/bodies";
import { apply, type Change, type Group, type RecordState, resolve } from "@outrider/shared/records";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { createDocuments } from "./documents.ts";

const BODY = "00000000-0000-4000-8000-00000000000b";

/** Updates of one author that lean on each other, each a word. */
function typed(client: number, ...words: readonly string[]): readonly string[] {
  const doc = openDoc(BODY, null);
  doc.clientID = client;
  return words.map((word) => {
    const before = Y.encodeStateVector(doc);
    const paragraph = new Y.XmlElement("paragraph");
    doc.transact(() => {
      doc.getXmlFragment(bodies.BODY_ROOT).push([paragraph]);
      paragraph.insert(0, [new Y.XmlText(word)]);
    });
    return toBase64(Y.encodeStateAsUpdate(doc, before));
  });
}

const groupOf = (counter: number, update: string): Group => ({ id: `g${counter}`, counter, at: 0, schema: 1, command: "typeInto", changes: [{ id: BODY, kind: "body", update }] });

/** The record as the server has written it down. */
function written(updates: readonly string[], upTo: number): RecordState {
  const doc = bodies.mergeBodies(updates.map((update) => bodies.fromBase64(update) as Uint8Array));
  const values = { doc: toBase64(doc), text: textOfBody(doc), upTo };
  const change: Change = { id: BODY, kind: "body", create: true, set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }])) };
  return apply(undefined, resolve(undefined, change, { at: 1, origin: "s.1", by: "" }).delta);
}

function setUp() {
  const held = { record: undefined as RecordState | undefined, pending: [] as Group[] };
  const grown: string[] = [];
  const documents = createDocuments({
    read: (id) => (id === BODY ? held.record : undefined), pendingOn: () => held.pending,
    tools: () => Promise.resolve(bodies), grown: (ids) => grown.push(...ids),
  });
  const text = async (): Promise<string> => {
    await documents.ready();
    return textOfBody(documents.state(BODY));
  };
  return { held, documents, grown, text };
}

describe("rich texts on the device", () => {
  test("R8 a document is what the record says, what was heard since and what waits here, each once", async () => {
    const { held, documents, text } = setUp();
    const [one, two, three] = typed(7, "one", "two", "three") as [string, string, string];
    held.record = written([one], 5);
    documents.heard(BODY, 5, one);
    documents.heard(BODY, 6, two);
    documents.heard(BODY, 6, two);
    held.pending = [groupOf(3, three)];
    expect(await text()).toBe("one\ntwo\nthree");
    held.record = written([one, two, three], 8);
    held.pending = [];
    expect(await text()).toBe("one\ntwo\nthree");
    expect(documents.text(BODY)).toBeNull();
  });

  test("S2 what was typed here is not missing between its leaving the outbox and its being written down, nor after a start", async () => {
    const { held, documents, text } = setUp();
    const [one, two] = typed(7, "one", "two") as [string, string];
    held.record = written([one], 5);
    held.pending = [groupOf(2, two)];
    expect(await text()).toBe("one\ntwo");
    held.pending = [];
    documents.taken([{ group: groupOf(2, two), seq: 6 }]);
    expect(await text()).toBe("one\ntwo");
    // From the log of what was sent, older entries included.
    const again = setUp();
    again.held.record = held.record;
    again.documents.taken([{ group: groupOf(1, one), seq: 5 }, { group: groupOf(2, two), seq: 6 }]);
    expect(await again.text()).toBe("one\ntwo");
    expect(again.documents.text(BODY)).toBe("one\ntwo");
    again.held.record = written([one, two], 6);
    again.documents.taken([]);
    expect(again.documents.text(BODY)).toBeNull();
  });

  test("R12 words that nobody could read yet are told of once they can", async () => {
    const { held, documents, grown } = setUp();
    held.pending = [groupOf(1, typed(7, "hello")[0] as string)];
    expect(documents.text(BODY)).toBeNull();
    await documents.ready();
    expect(grown).toEqual([BODY]);
    expect(documents.text(BODY)).toBe("hello");
  });

  test("R12 tools that could not be fetched are asked for again by the next who needs them", async () => {
    let online = false;
    const documents = createDocuments({ read: () => undefined, pendingOn: () => [], grown: () => undefined, tools: () => (online ? Promise.resolve(bodies) : Promise.reject(new Error("offline"))) });
    await expect(documents.ready()).rejects.toThrow("offline");
    online = true;
    await documents.ready();
    expect(documents.state(BODY)).toEqual(new Uint8Array([0, 0]));
  });

  test("S6 what was typed into a record that is dropped is forgotten with it", async () => {
    const { held, documents, text } = setUp();
    const [one, two] = typed(7, "one", "secret") as [string, string];
    held.record = written([one], 5);
    documents.heard(BODY, 6, two);
    expect(await text()).toBe("one\nsecret");
    const before = documents.epoch;
    documents.dropped([BODY]);
    held.record = undefined;
    // What was written here under a client id would come back with the record: none is given out twice.
    expect(documents.epoch).toBeGreaterThan(before);
    expect(await text()).toBe("");
  });

  test("S2 after a rewind what was heard is forgotten, and a new epoch begins", async () => {
    const { held, documents, text } = setUp();
    const [one, two] = typed(7, "one", "two") as [string, string];
    held.record = written([one], 5);
    documents.heard(BODY, 6, two);
    const before = documents.epoch;
    documents.forget();
    expect(documents.epoch).toBeGreaterThan(before);
    expect(await text()).toBe("one");
  });
});
