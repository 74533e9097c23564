// Rooms of the engine with a device that is made of promises: what pages are told, what is written, and in what order.
import { bodyId } from "@outrider/shared/commands";
import * as bodies from "@outrider/shared/bodies";
import type { RoomMessage } from "@outrider/shared/sync";
import { describe, expect, test } from "vitest";
import { NOTHING_PLANTED } from "./planted.ts";
import type { HeardInRoom } from "./room-wire.ts";
import { createRooms, type RoomSeat } from "./rooms.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";
import type { Outcome } from "./writer.ts";

const RECORD = "00000000-0000-4000-8000-00000000000a";
const NOTES = { record: RECORD, slot: "notes" } as const;
const BODY = bodyId(RECORD, "notes");
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function setUp(life = "life") {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const sent: RoomMessage[] = [];
  const written: { readonly update: string; readonly answer: (outcome: Outcome) => void }[] = [];
  const failures: unknown[] = [];
  const held = { state: bytes(0, 0), written: "", epoch: 0 };
  const rooms = createRooms({
    documents: {
      heard: () => undefined, ready: () => Promise.resolve(), state: () => held.state, written: () => held.written, get epoch() { return held.epoch; },
      // Told apart by their length: merged they are put one after the other.
      merge: (updates) => Promise.resolve(Uint8Array.from(updates.flatMap((update) => [...update]))),
    },
    type: ({ update }) => new Promise((answer) => void written.push({ update, answer })),
    send: (message) => void sent.push(message), device: () => "d", newId: () => life, timers: { now: () => time.now(), after: time.after },
    planted: NOTHING_PLANTED, ready: Promise.resolve(), failed: (error) => void failures.push(error), grown: () => undefined,
  });
  function page(of: Parameters<typeof rooms.join>[0] = NOTES) {
    const heard: HeardInRoom[] = [];
    const seat: RoomSeat = rooms.join(of, (one) => void heard.push(one));
    const last = <T extends HeardInRoom["t"]>(t: T) => heard.findLast((one): one is Extract<HeardInRoom, { t: T }> => one.t === t);
    return { seat, heard, last, say: (upTo: number, ...update: number[]) => seat.say({ t: "update", update: bytes(...update), upTo }) };
  }
  const saved = async (index: number): Promise<void> => {
    written[index]?.answer({ ok: true, value: { group: "g", counter: 1, records: [BODY] } });
    await time.pass(0);
  };
  const texts = (): readonly number[][] => written.map(({ update }) => [...(bodies.fromBase64(update) ?? [])]);
  return { time, rooms, sent, written, held, failures, page, saved, texts };
}

describe("rooms of the engine", () => {
  test("R8 a page begins with the document and a client of its own, and others are told what it typed once it is saved", async () => {
    const { page, saved, time, texts } = setUp();
    const [one, two] = [page(), page()];
    await time.pass(1);
    expect(one.last("document")?.client).not.toBe(two.last("document")?.client);
    one.say(1, 5);
    await time.pass(1);
    expect(texts()).toEqual([[5]]);
    expect(one.last("saved")).toBeUndefined();
    expect(two.last("update")).toBeUndefined();
    await saved(0);
    expect(one.last("saved")?.upTo).toBe(1);
    expect(two.last("update")?.update).toEqual(bytes(5));
  });

  test("S2 a page that leaves while it is being saved has every word written once, and nobody begins before", async () => {
    const { page, saved, time, texts } = setUp();
    const one = page();
    await time.pass(1);
    one.say(1, 5);
    one.say(2, 6);
    one.seat.leave();
    const next = page();
    await time.pass(1);
    expect(texts()).toEqual([[5]]);
    await saved(0);
    await time.pass(500);
    expect(next.last("document")).toBeUndefined();
    await saved(1);
    await time.pass(500);
    expect(texts()).toEqual([[5], [6]]);
    expect(next.last("document")).toBeDefined();
  });

  test("S2 what a page said between two edits is written at once when it leaves", async () => {
    const { page, saved, time, texts } = setUp();
    const one = page();
    await time.pass(1);
    one.say(1, 5);
    await time.pass(1);
    await saved(0);
    one.say(2, 6);
    one.seat.leave();
    await time.pass(0);
    expect(texts()).toEqual([[5], [6]]);
  });

  test("S5 after a refusal every page begins anew under another client", async () => {
    const { page, rooms, time, saved, texts } = setUp();
    const [one, two] = [page(), page()];
    await time.pass(1);
    const clients = [one, two].map(({ last }) => last("document")?.client);
    one.say(1, 5);
    await time.pass(1);
    rooms.refused(new Set([BODY]));
    await time.pass(1);
    for (const { heard } of [one, two]) expect(heard.slice(-2).map(({ t }) => t)).toEqual(["refused", "document"]);
    const later = [one, two].map(({ last }) => last("document")?.client);
    expect(new Set([...clients, ...later]).size).toBe(4);
    // What was being written then ends, and takes nothing with it that was said since.
    one.say(2, 7);
    await saved(0);
    await time.pass(1500);
    await saved(1);
    expect(texts()).toEqual([[5], [7]]);
    expect(one.last("saved")?.upTo).toBe(2);
  });

  test("S2 no client comes again in a later life of the engine or after a rewind, for what was written under it may come back", async () => {
    const { page, held, time } = setUp();
    const one = page();
    await time.pass(1);
    const first = one.last("document")?.client;
    one.seat.leave();
    held.epoch += 1;
    const two = page();
    await time.pass(1);
    expect(two.last("document")?.client).not.toBe(first);
    const other = setUp("a later life");
    const elsewhere = other.page();
    await other.time.pass(1);
    expect(elsewhere.last("document")?.client).not.toBe(first);
  });

  test("S14 what cannot be kept for want of space is tried again; what the rules refuse is not", async () => {
    const { page, time, written, texts } = setUp();
    const one = page();
    await time.pass(1);
    one.say(1, 5);
    await time.pass(1);
    written[0]?.answer({ ok: false, error: { code: "storage-full", message: "Full." } });
    await time.pass(100);
    expect(one.last("unsaved")).toEqual({ t: "unsaved", why: { code: "storage-full", message: "Full." }, again: true });
    await time.pass(7000);
    expect(texts()).toEqual([[5], [5]]);
    written[1]?.answer({ ok: false, error: { code: "not-allowed", message: "No." } });
    await time.pass(6000);
    expect(one.last("unsaved")?.again).toBe(false);
    expect(texts()).toEqual([[5], [5]]);
  });

  test("S2 a long text that waited is written in parts that one edit may hold", async () => {
    const { page, time, saved, texts } = setUp();
    const one = page();
    await time.pass(1);
    one.say(1, 5);
    await time.pass(1);
    for (let upTo = 2; upTo < 6; upTo++) one.seat.say({ t: "update", update: new Uint8Array(30_000), upTo });
    for (const index of [0, 1]) {
      await saved(index);
      await time.pass(1500);
    }
    expect(texts().map(({ length }) => length)).toEqual([1, 30_000, 30_000]);
  });

  test("S8 what a page shows is said again once the server has let the device in, and taken back when it leaves", async () => {
    const { page, rooms, sent, time } = setUp();
    const one = page({ record: RECORD });
    one.seat.say({ t: "aware", state: { field: "name" } });
    expect(sent).toEqual([]);
    rooms.online(true);
    expect(sent[0]).toEqual({ t: "enter", room: RECORD });
    rooms.aware({ t: "aware", room: RECORD, who: [], whole: true });
    expect(sent.at(-1)).toMatchObject({ t: "aware", room: RECORD, state: { field: "name" } });
    one.seat.leave();
    expect(sent.slice(-2)).toMatchObject([{ t: "aware", state: null }, { t: "leave", room: RECORD }]);
    await time.pass(1);
  });

  test("S8 a device is in twenty rooms at most, and comes into the next when it leaves one", () => {
    const { page, rooms, sent } = setUp();
    rooms.online(true);
    const pages = Array.from({ length: 22 }, (_, index) => page({ record: `r${index}` }));
    expect(sent.filter(({ t }) => t === "enter").length).toBe(20);
    pages[3]?.seat.leave();
    expect(sent.slice(-2)).toEqual([{ t: "leave", room: "r3" }, { t: "enter", room: "r20" }]);
    rooms.online(false);
    rooms.online(true);
    expect(sent.filter(({ t }) => t === "enter").length).toBe(41);
  });
});
