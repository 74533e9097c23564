// Words that were typed beside others' words which no record has yet: both are there after a start with no network.
import * as bodies from "@outrider/shared/bodies";
import { openDoc, textOfBody, toBase64 } from "@outrider/shared/bodies";
import { creationOf } from "@outrider/shared/commands";
import type { Checkpoint, Cursor, Row } from "@outrider/shared/protocol";
import { apply, type Change, type Group, pack, type PackedRecord, resolve } from "@outrider/shared/records";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { openDevice } from "./device.ts";
import { afterStep, withTyped } from "./heard-words.ts";
import { copyDisk, createMemoryDisk, createMemoryStore, type MemoryDisk } from "./memory-store.ts";
import { NOTHING_PLANTED } from "./planted.ts";
import type { OutboxRow } from "./store.ts";

const ADA = "00000000-0000-4000-8000-000000000001";
const DEAL = "00000000-0000-4000-8000-00000000000a";
const BODY = "00000000-0000-4000-8000-00000000000b";
const OTHER = "00000000-0000-4000-8000-00000000000c";

/** Each author's word leans on the words before it, whoever typed them. */
function typed(...words: readonly (readonly [client: number, word: string])[]): readonly string[] {
  let state = Y.encodeStateAsUpdate(openDoc(BODY, null));
  return words.map(([client, word]) => {
    const doc = openDoc(BODY, null);
    Y.applyUpdate(doc, state);
    doc.clientID = client;
    const before = Y.encodeStateVector(doc);
    const paragraph = new Y.XmlElement("paragraph");
    doc.transact(() => {
      doc.getXmlFragment(bodies.BODY_ROOT).push([paragraph]);
      paragraph.insert(0, [new Y.XmlText(word)]);
    });
    state = Y.encodeStateAsUpdate(doc);
    return toBase64(Y.encodeStateAsUpdate(doc, before));
  });
}

const recordOf = (change: Change): PackedRecord => pack(apply(undefined, resolve(undefined, change, { at: 1, origin: "s.1", by: "" }).delta));
function written(updates: readonly string[], upTo: number): PackedRecord {
  const doc = bodies.mergeBodies(updates.map((update) => bodies.fromBase64(update) as Uint8Array));
  return recordOf({ id: BODY, kind: "body", create: true, set: Object.fromEntries(Object.entries({ root: DEAL, doc: toBase64(doc), text: textOfBody(doc), upTo }).map(([field, value]) => [field, { value, base: null }])) });
}

const cursorAt = (seq: number): Cursor => ({ boot: "b", lanes: [{ buckets: ["w"], seq }] });
const rowAt = (seq: number, record: PackedRecord): Row => ({ places: [["w", seq]], record });
const checkpointAt = (seq: number, applied = 0): Checkpoint => ({ t: "checkpoint", cursor: cursorAt(seq), applied });

async function setUp() {
  const [one, two, three] = typed([7, "one"], [7, "two"], [9, "three"]) as [string, string, string];
  const disk = createMemoryDisk();
  const open = (of: MemoryDisk) => openDevice({
    store: createMemoryStore(of), sentinel: { held: () => Promise.resolve(null), set: () => Promise.resolve(), clear: () => Promise.resolve() },
    user: ADA, now: () => 1000, planted: NOTHING_PLANTED, bodyTools: () => Promise.resolve(bodies), changed: () => undefined,
  });
  const device = await open(disk);
  await device.adopt({ t: "welcome", protocol: 5, schema: 3, device: { id: "d", token: "t" }, now: 1000, applied: 0, fresh: ["w"], resendWithin: null, total: 0 });
  const members = recordOf(creationOf(ADA, { kind: "member", values: { name: "Ada", role: "admin", active: true } }));
  const deal = recordOf(creationOf(DEAL, { kind: "lead", values: { name: "Lead", owner: ADA } }));
  await device.page({ t: "page", cursor: cursorAt(5), rows: [rowAt(1, members), rowAt(2, deal), rowAt(5, written([one], 5))], gone: [] });
  await device.checkpoint(checkpointAt(5));
  /** The word of this device, after what it heard. */
  const type = async (): Promise<void> => {
    const group: Group = { id: "00000000-0000-4000-8000-0000000000ff", counter: 1, at: 1000, schema: 3, command: "typeInto", changes: [{ id: BODY, kind: "body", update: three }] };
    expect(device.replica.admit(group, "d")).toMatchObject({ ok: true });
    const row: OutboxRow = { group, undo: { origin: "d.1", changes: group.changes, before: {} } as unknown as OutboxRow["undo"], applied: null };
    await device.append([row]);
  };
  const text = async (of: typeof device): Promise<string> => {
    await Promise.all([of.typedLately, of.documents.ready()]);
    return textOfBody(of.documents.state(BODY));
  };
  return { device, disk, open, type, text, updates: [one, two, three] as const };
}

test("S1 S2 R8 words typed beside others' words that were heard a moment before are shown after a cold start with no network", async () => {
  const { device, disk, open, type, text, updates: [, two] } = await setUp();
  device.documents.heard(BODY, 6, two);
  expect(disk.meta.heard).toEqual([]);
  await type();
  expect(await text(device)).toBe("one\ntwo\nthree");
  expect(await text(await open(copyDisk(disk)))).toBe("one\ntwo\nthree");
  // Also from a disk of which only the edit is there, as before it was kept: nothing is lost, and the words wait for the others.
  expect(await text(await open({ ...copyDisk(disk), meta: { ...disk.meta, heard: [] } }))).toBe("one");
});

test("S2 what was heard is kept until the record has it, and no longer", async () => {
  const { device, disk, type, updates } = await setUp();
  device.documents.heard(BODY, 6, updates[1]);
  await type();
  await device.page({ t: "page", cursor: cursorAt(6), rows: [rowAt(2, recordOf(creationOf(DEAL, { kind: "lead", values: { name: "Lead again", owner: ADA } })))], gone: [] });
  await device.checkpoint(checkpointAt(6));
  expect(disk.meta.heard.map(({ body, seq }) => [body, seq])).toEqual([[BODY, 6]]);
  await device.page({ t: "page", cursor: cursorAt(8), rows: [rowAt(8, written(updates, 7))], gone: [] });
  expect(disk.meta.heard).toEqual([]);
});

test("S6 what was heard of a text that the device may not see any more goes with it", async () => {
  const { device, disk, type, updates: [, two] } = await setUp();
  device.documents.heard(BODY, 6, two);
  await type();
  expect(disk.meta.heard).toHaveLength(1);
  await device.page({ t: "page", cursor: cursorAt(9), rows: [], gone: [{ id: BODY, bucket: "w", seq: 9 }] });
  await device.checkpoint(checkpointAt(9));
  expect(disk.meta.heard).toEqual([]);
  const again = await setUp();
  again.device.documents.heard(BODY, 6, two);
  await again.type();
  await again.device.clear();
  expect(again.disk.meta.heard).toEqual([]);
});

test("S14 so much that it would fill the device is not kept, and of texts that are not held nothing is", () => {
  const words = (body: string, update = "AAA=") => ({ body, seq: 6, update });
  expect(withTyped([words(BODY), words(OTHER)], new Set([BODY]), [words(BODY, "BBB=")])).toEqual([words(OTHER), words(BODY, "BBB=")]);
  expect(withTyped([words(OTHER)], new Set([BODY]), [words(BODY, "A".repeat(600_000))])).toEqual([]);
  expect(afterStep([words(BODY), words(OTHER)], [], [], (body) => body === OTHER)).toEqual({ heard: [words(OTHER)] });
  expect(afterStep([words(BODY)], [], [], null)).toBeNull();
});
