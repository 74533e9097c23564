import { BODY_ROOT, mergeBodies, openDoc, vectorOf } from "@outrider/shared/bodies";
import type { Json } from "@outrider/shared/kernel";
import type { Present } from "@outrider/shared/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { type Doc, XmlElement, XmlText, encodeStateAsUpdate } from "yjs";
import type { HeardInRoom, SaidInRoom } from "../engine/room-wire.ts";
import { createNoteRoom, type NoteRoom } from "./note-room.ts";

interface FakeSeat { readonly hear: (heard: HeardInRoom) => void; client: number; aware: Present["state"]; left: boolean; readonly said: SaidInRoom[] }

/** The engine's side of one room: keeps what is typed, tells it to the other seats, and can be restarted. */
function fakeEngine() {
  let document: Uint8Array = new Uint8Array([0, 0]);
  let seats: FakeSeat[] = [];
  let keeping = true;
  let clients = 100;
  const begin = (seat: FakeSeat): void => seat.hear({ t: "document", state: document, client: seat.client });
  const present = (): void => {
    for (const seat of seats) {
      const who = seats.filter((other) => other !== seat && other.aware !== null).map((other): Present => ({ client: other.client, clock: 1, user: `user-${other.client}`, state: other.aware }));
      seat.hear({ t: "present", who });
    }
  };
  return {
    get document() { return document; },
    get seats() { return seats; },
    set keeping(is: boolean) { keeping = is; },
    join: (_: unknown, hear: (heard: HeardInRoom) => void) => {
      const seat: FakeSeat = { hear, client: ++clients, aware: null, left: false, said: [] };
      seats.push(seat);
      queueMicrotask(() => {
        begin(seat);
        hear({ t: "online", is: true });
        present();
      });
      return {
        say(said: SaidInRoom) {
          seat.said.push(said);
          if (said.t === "aware") {
            seat.aware = said.state;
            return present();
          }
          if (!keeping) return;
          document = mergeBodies([document, said.update]);
          seat.hear({ t: "saved", upTo: said.upTo });
          for (const other of seats) if (other !== seat) other.hear({ t: "update", update: said.update });
        },
        leave() {
          seats = seats.filter((other) => other !== seat);
          seat.left = true;
          present();
        },
      };
    },
    /** What was not kept is gone; every page gets the document again. */
    restart() {
      keeping = true;
      for (const seat of seats) begin(seat);
    },
    /** The document as it was, and every page told. */
    refuse(back: Uint8Array) {
      document = back;
      for (const seat of seats) seat.hear({ t: "refused" });
    },
  };
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const never = () => () => undefined;

async function pageAt(engine: ReturnType<typeof fakeEngine>): Promise<NoteRoom & { close(): void }> {
  const room = createNoteRoom({ join: engine.join, about: "deal", slot: "notes", user: "ada", somebody: "Somebody", every: never, after: (_ms, run) => { queueMicrotask(run); return () => undefined; } });
  room.may(true);
  const close = room.subscribe(() => undefined);
  open.push(close);
  await settle();
  return { ...room, close };
}
const docOf = (room: NoteRoom): Doc => {
  const { document } = room.read();
  if (!document) throw new Error("not begun");
  return document.doc;
};
const write = (room: NoteRoom, text: string): void => {
  const paragraph = new XmlElement("paragraph");
  paragraph.insert(0, [new XmlText(text)]);
  const root = docOf(room).getXmlFragment(BODY_ROOT);
  root.insert(root.length, [paragraph]);
};
const text = (room: NoteRoom): string => docOf(room).getXmlFragment(BODY_ROOT).toArray().map((part) => String(part)).join("").replace(/<\/?paragraph>/g, "|");

describe("a note in a page", () => {
  it("R8 S3 several pages that write at once come to the same text, by updates of the ids they were given", async () => {
    const engine = fakeEngine();
    const pages = [await pageAt(engine), await pageAt(engine), await pageAt(engine)];
    for (const [at, page] of pages.entries()) write(page, `page ${at}`);
    await settle();
    for (const page of pages) write(page, "again");
    await settle();
    const texts = new Set(pages.map(text));
    expect(texts.size).toBe(1);
    expect([...texts][0]?.match(/again/g)).toHaveLength(3);
    const held = openDoc("check", engine.document);
    expect([...held.store.clients.keys()].sort()).toEqual([101, 102, 103]);
    expect(pages.map((page) => page.read().saving)).toEqual(["saved", "saved", "saved"]);
  });

  it("S2 what the engine had not kept when it was restarted is said again, in the same bytes and once", async () => {
    const engine = fakeEngine();
    const page = await pageAt(engine);
    write(page, "kept");
    engine.keeping = false;
    write(page, "typed while the engine was away");
    await settle();
    expect(page.read().saving).toBe("saving");
    const before = text(page);
    engine.restart();
    await settle();
    expect(page.read().saving).toBe("saved");
    expect(text(page)).toBe(before);
    const updates = engine.seats[0]?.said.flatMap((said) => (said.t === "update" ? [Buffer.from(said.update).toString("hex")] : [])) ?? [];
    expect(updates).toHaveLength(3);
    expect(updates[2]).toBe(updates[1]);
    const late = await pageAt(engine);
    expect(text(late)).toBe(before);
  });

  it("S5 after a refusal every page begins anew from what stands, and what it said can be copied", async () => {
    const engine = fakeEngine();
    const [one, two] = [await pageAt(engine), await pageAt(engine)];
    write(one, "stands");
    await settle();
    const stands = engine.document;
    write(one, "refused words");
    await settle();
    expect(text(two)).toContain("refused words");
    const old = docOf(one);
    engine.refuse(stands);
    await settle();
    for (const page of [one, two]) {
      expect(text(page)).toBe("|stands|");
      expect(page.read().before?.text).toContain("refused words");
      expect(page.read().before?.why).toBeNull();
    }
    expect(docOf(one)).not.toBe(old);
    write(one, "goes on");
    await settle();
    expect(text(two)).toBe("|stands||goes on|");
    expect([...vectorOf(engine.document)].length).toBeGreaterThan(1);
    one.dismiss();
    expect(one.read().before).toBeNull();
  });

  it("S5 what the device itself does not take is said, and the page begins anew without it", async () => {
    const engine = fakeEngine();
    const page = await pageAt(engine);
    engine.keeping = false;
    write(page, "too much");
    const [seat] = engine.seats;
    seat?.hear({ t: "unsaved", why: { message: "The storage is full." }, again: true });
    expect(page.read().saving).toEqual({ why: { message: "The storage is full." }, again: true });
    expect(text(page)).toContain("too much");
    seat?.hear({ t: "unsaved", why: { message: "You may not change this." }, again: false });
    await settle();
    expect(page.read().before).toMatchObject({ why: { message: "You may not change this." } });
    expect(page.read().before?.text).toContain("too much");
    expect(text(page)).toBe("");
  });

  it("S2 an id that another page has by now is given up, and what was typed under it is not lost silently", async () => {
    const engine = fakeEngine();
    const page = await pageAt(engine);
    engine.keeping = false;
    write(page, "on my own");
    const [seat] = engine.seats;
    if (seat) seat.client = 999;
    engine.restart();
    await settle();
    expect(seat?.left).toBe(true);
    expect(page.read().before?.text).toContain("on my own");
    expect(docOf(page).clientID).not.toBe(999);
  });

  it("S8 of people only the caret goes out, and their names come from the members and from nobody else", async () => {
    const engine = fakeEngine();
    const [one, two] = [await pageAt(engine), await pageAt(engine)];
    write(one, "text");
    await settle();
    const { awareness } = one.read().document ?? {};
    const caret: Json = { type: null, tname: BODY_ROOT, item: null, assoc: 0 };
    awareness?.setLocalState({ user: { name: "The Director", id: "boss" }, cursor: { anchor: caret, head: caret } });
    await settle();
    expect(engine.seats[0]?.aware).toEqual({ cursor: { anchor: caret, head: caret } });
    const seen = (): unknown => two.read().document?.awareness.getStates().get(101);
    expect(seen()).toMatchObject({ user: { id: "user-101", name: "Somebody" }, cursor: { head: caret } });
    two.people(new Map([["user-101", "Ada King"]]));
    expect(seen()).toMatchObject({ user: { id: "user-101", name: "Ada King" } });
    // Its own state is this page's own, whatever is told.
    expect(two.read().document?.awareness.getLocalState()).toEqual({});
    awareness?.setLocalState({ cursor: { anchor: { tname: "__proto__" }, head: { item: { client: "x", clock: -1 } } } });
    await settle();
    expect(seen()).toBeUndefined();
    one.close();
    await settle();
    expect(two.read().document?.awareness.getStates().size).toBe(1);
  });

  it("R8 who may not type changes nothing, whatever an editor does to the document", async () => {
    const engine = fakeEngine();
    const page = await pageAt(engine);
    page.may(false);
    write(page, "not mine to say");
    await settle();
    expect(engine.seats[0]?.said.filter(({ t }) => t === "update")).toEqual([]);
    expect(encodeStateAsUpdate(openDoc("check", engine.document))).toEqual(new Uint8Array([0, 0]));
  });
});
