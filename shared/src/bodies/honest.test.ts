import { createRandom } from "@outrider/shared/kernel";
import * as Y from "yjs";
import { describe, expect, it, vi } from "vitest";
import { createNoteWriter, type NoteWriter } from "../testing/index.ts";
import { type KnownClients, BODY_ROOT, LIMITS, checkAgainst, clocksOf, keepOnly, mergeBodies, missingFrom, openCopy, textOfBody, tryOn, vectorOf, walkUpdate } from "./index.ts";

vi.setConfig({ testTimeout: 240_000 });

/** A server's share: the same steps in the same order, without a database. */
function createDoor() {
  const copy = openCopy("note", mergeBodies([]), []);
  const known = new Map<number, { clock: number; author: string }>();
  return {
    copy,
    known: known as KnownClients,
    taken: 0,
    bytes: 0,
    /** The code it is refused with, or null. */
    take(update: Uint8Array, author: string): string | null {
      const walked = walkUpdate(update);
      if (!walked.ok) return `walk ${walked.error.code}`;
      const clocks = checkAgainst(walked.value, known, author);
      if (!clocks.ok) return `check ${clocks.error.code}`;
      const trial = tryOn(copy, update);
      if (trial.kind !== "kept") return trial.kind === "refused" ? `trial ${trial.fault.code}` : "trial pending";
      for (const [client, clock] of clocks.value) known.set(client, { clock, author });
      this.taken += 1;
      this.bytes += update.length;
      return null;
    },
  };
}

const shown = (doc: Y.Doc): string => doc.getXmlFragment(BODY_ROOT).toString();

describe("honest writers", () => {
  it("S5 S3 R8 three thousand edits of people who write at once, on the way and offline, are all taken, and all hold the same", () => {
    let taken = 0;
    let handshakes = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(`honest ${seed}`);
      const door = createDoor();
      const writers = Array.from({ length: 4 }, (_, i) => ({ name: `user${i}/device`, pen: createNoteWriter(random.stream(`pen ${i}`)), outbox: [] as Uint8Array[], inbox: [] as Uint8Array[], away: false }));
      const others = (of: NoteWriter): typeof writers => writers.filter(({ pen }) => pen !== of);
      const send = (writer: (typeof writers)[number], updates: readonly Uint8Array[]): void => {
        for (const update of updates) {
          expect(door.take(update, writer.name)).toBeNull();
          for (const other of others(writer.pen)) other.inbox.push(update);
        }
      };
      const flush = (writer: (typeof writers)[number]): void => {
        const updates = writer.outbox.splice(0);
        const way = random.int(3);
        if (updates.length === 0) return;
        if (way === 0) send(writer, updates);
        else if (way === 1) send(writer, [mergeBodies(updates)]);
        else {
          // As y-websocket does it: whatever the server's vector lacks, of everybody, of which only his own is kept.
          handshakes += 1;
          const server = Y.encodeStateAsUpdate(door.copy.doc);
          const step = missingFrom(Y.encodeStateAsUpdate(writer.pen.doc), vectorOf(server));
          const kept = keepOnly(step, (client) => client === writer.pen.doc.clientID, (client) => door.known.get(client)?.clock ?? 0);
          if (kept !== null) send(writer, [kept]);
        }
      };
      for (let step = 0; step < 720; step++) {
        const writer = random.pick(writers);
        if (random.chance(0.03)) writer.away = !writer.away;
        writer.outbox.push(...writer.pen.act());
        if (writer.away) continue;
        flush(writer);
        for (const update of writer.inbox.splice(0, random.int(12))) writer.outbox.push(...writer.pen.receive(update));
        flush(writer);
      }
      for (let round = 0; round < 4; round++) {
        for (const writer of writers) {
          for (const update of writer.inbox.splice(0)) writer.outbox.push(...writer.pen.receive(update));
          flush(writer);
        }
      }
      for (const { pen } of writers) expect(shown(pen.doc)).toBe(shown(door.copy.doc));
      const state = Y.encodeStateAsUpdate(door.copy.doc);
      expect(clocksOf(state)).toEqual(new Map([...door.known].map(([client, { clock }]) => [client, clock]).filter(([, clock]) => (clock ?? 0) > 0) as [number, number][]));
      expect(textOfBody(state)).not.toMatch(/[\u0000<>]/);
      expect(door.copy.steps).toBeLessThan(LIMITS.updateSteps);
      taken += door.taken;
    }
    console.log(`${taken} updates of honest writers taken, ${handshakes} of them by handshake`);
    expect(taken).toBeGreaterThanOrEqual(3_000);
    expect(handshakes).toBeGreaterThan(100);
  });
});

describe("many at one place", () => {
  const offline = (write: (fragment: Y.XmlFragment, line: Y.XmlElement) => void): Uint8Array[] => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 150; i++) {
      const line = new Y.XmlElement("paragraph");
      line.insert(0, [new Y.XmlText(`line ${i}`)]);
      write(doc.getXmlFragment(BODY_ROOT), line);
    }
    return updates;
  };

  it.each([
    ["below the last", (fragment: Y.XmlFragment, line: Y.XmlElement) => fragment.push([line])],
    ["above the last", (fragment: Y.XmlFragment, line: Y.XmlElement) => fragment.insert(0, [line])],
  ])("S5 S3 R8 ten people who each write 150 lines offline in an empty note, each line %s, are all taken", (_, write) => {
    const door = createDoor();
    for (let person = 0; person < 10; person++) {
      const updates = offline(write);
      for (const update of person % 2 === 0 ? updates : [mergeBodies(updates)]) expect(door.take(update, `${person}`)).toBeNull();
    }
    expect(openCopy("note", Y.encodeStateAsUpdate(door.copy.doc), []).steps).toBeLessThan(LIMITS.bodySteps / 100);
  });
});
