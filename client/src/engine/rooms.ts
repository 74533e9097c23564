// Rooms that pages are in: a record somebody looks at, a rich text somebody writes in. The engine stands between a page's
// document and everybody else's: what a page types is an edit like any other, durable here before it is said to be saved,
// and only then told to other pages and sent. Invariants: a page is told all that this device knows of the document; a
// client id of a document is in one page at a time; after a refusal every page begins anew from what stands.
import { bodyId } from "@outrider/shared/commands";
import { fromBase64, hash32, toBase64 } from "@outrider/shared/kernel";
import type { Awareness, Present, Typed } from "@outrider/shared/protocol";
import type { RoomMessage } from "@outrider/shared/sync";
import type { Documents } from "./documents.ts";
import type { Timers } from "./ports.ts";
import type { HeardInRoom, RoomOf, SaidInRoom } from "./room-wire.ts";
import type { Outcome } from "./writer.ts";

export interface Rooms {
  /** A page comes in; answers its end of the room. */
  join(of: RoomOf, hear: (heard: HeardInRoom) => void): RoomSeat;
  typed(typed: Typed): void;
  aware(awareness: Awareness): void;
  /** Records look different: documents among them may. */
  changed(ids: ReadonlySet<string> | null): void;
  /** The server refused what was typed into these. */
  refused(bodies: ReadonlySet<string>): void;
  /** There is a connection now, or no more. */
  online(is: boolean): void;
}
export interface RoomSeat { say(said: SaidInRoom): void; leave(): void }

export interface RoomsDeps {
  readonly documents: Pick<Documents, "heard" | "merge" | "ready" | "state" | "written">;
  readonly type: (args: { readonly about: string; readonly slot: string; readonly update: string }) => Promise<Outcome>;
  readonly send: (message: RoomMessage) => void;
  readonly device: () => string;
  readonly timers: Timers;
  /** What was typed before the last start is known again. */
  readonly ready: Promise<unknown>;
  readonly failed: (error: unknown) => void;
  /** More is known of a document than before. */
  readonly grown: (bodies: ReadonlySet<string>) => void;
}

/** What is typed in so many ms is one edit: the first of it goes at once. */
const GATHER_MS = 120;
const AGAIN_MS = 5000;
const MOST_PRESENT = 100;

interface Seat { /** What comes before the document is in it. */ begun: boolean; readonly hear: (heard: HeardInRoom) => void; client: number; place: number; aware: { clock: number; state: Present["state"] } | null; readonly unsaved: { readonly update: Uint8Array; readonly upTo: number }[] }
interface Room { readonly name: string; readonly text: { readonly about: string; readonly slot: string } | null; readonly seats: Set<Seat>; readonly present: Map<number, Present>; writing: boolean; doc: string; callOff: (() => void) | null }

export function createRooms({ documents, type, send, device, timers, ready, grown, failed }: RoomsDeps): Rooms {
  const rooms = new Map<string, Room>();
  let isOnline = false;
  /** Rises with each refusal: ids that the server may have seen in what it refused are used no more. */
  let generation = 0;

  /** The same for the same place at the same device, so that a document does not gather ids with every page that is opened. */
  const clientOf = (room: Room, place: number): number => hash32(`${device()} ${room.name} ${place} ${generation}`) >>> 0;

  function freePlace(room: Room): number {
    const taken = new Set([...room.seats].map(({ place }) => place));
    for (let place = 0; ; place++) if (!taken.has(place)) return place;
  }

  const tellOthers = (room: Room, from: Seat | null, heard: HeardInRoom): void => {
    for (const seat of room.seats) if (seat !== from && (heard.t !== "update" || seat.begun)) seat.hear(heard);
  };

  async function begin(room: Room, seat: Seat): Promise<void> {
    seat.client = clientOf(room, seat.place);
    if (!room.text) return;
    await ready;
    seat.begun = false;
    await documents.ready();
    if (!room.seats.has(seat)) return;
    // In one go, so that nothing typed elsewhere falls between.
    seat.begun = true;
    seat.hear({ t: "document", state: documents.state(room.name), client: seat.client });
  }

  /** Who is there besides this seat: on other devices, and in other pages of this one. */
  function present(room: Room, but: Seat | null): readonly Present[] {
    const here = [...room.seats].flatMap((seat) => (seat !== but && seat.aware ? [{ client: seat.client, clock: seat.aware.clock, user: "", state: seat.aware.state }] : []));
    return [...room.present.values(), ...here];
  }

  function flush(room: Room): void {
    if (room.writing || !room.text) return;
    const seat = [...room.seats].find(({ unsaved }) => unsaved.length > 0);
    if (!seat) return;
    room.writing = true;
    void write(room, room.text, seat).catch(failed).finally(() => {
      room.callOff = timers.after(GATHER_MS, () => {
        room.writing = false;
        room.callOff = null;
        flush(room);
      });
    });
  }

  async function write(room: Room, text: NonNullable<Room["text"]>, seat: Seat): Promise<void> {
    const all = [...seat.unsaved];
    const last = all.at(-1);
    if (!last) return;
    const update = await documents.merge(all.map((one) => one.update));
    const outcome = await type({ ...text, update: toBase64(update) });
    if (!outcome.ok) {
      const again = outcome.error.code === "storage-full" || outcome.error.code === "not-kept" || outcome.error.code === "not-ready";
      seat.hear({ t: "unsaved", message: outcome.error.message, again });
      // What the rules refuse stays in the page to be copied, and is asked no second time.
      if (again) await new Promise<void>((resolve) => void timers.after(AGAIN_MS, resolve));
      else seat.unsaved.splice(0, all.length);
      return;
    }
    seat.unsaved.splice(0, all.length);
    seat.hear({ t: "saved", upTo: last.upTo });
    tellOthers(room, seat, { t: "update", update });
    grown(new Set([room.name]));
  }

  return {
    join(of, hear) {
      const name = "slot" in of ? bodyId(of.record, of.slot) : of.record;
      const room = rooms.get(name) ?? { name, text: "slot" in of ? { about: of.record, slot: of.slot } : null, seats: new Set(), present: new Map(), writing: false, doc: documents.written(name), callOff: null };
      if (!rooms.has(name) && isOnline) send({ t: "enter", room: name });
      rooms.set(name, room);
      const seat: Seat = { begun: false, hear, client: 0, place: freePlace(room), aware: null, unsaved: [] };
      room.seats.add(seat);
      void begin(room, seat).catch(failed);
      hear({ t: "online", is: isOnline });
      hear({ t: "present", who: present(room, seat) });
      return {
        say(said) {
          switch (said.t) {
            case "update":
              seat.unsaved.push({ update: said.update, upTo: said.upTo });
              return flush(room);
            case "aware": {
              seat.aware = { clock: (seat.aware?.clock ?? 0) + 1, state: said.state };
              if (isOnline) send({ t: "aware", room: name, client: seat.client, ...seat.aware });
              for (const other of room.seats) if (other !== seat) other.hear({ t: "present", who: present(room, other) });
            }
          }
        },
        leave() {
          room.seats.delete(seat);
          if (isOnline && seat.aware) send({ t: "aware", room: name, client: seat.client, clock: seat.aware.clock + 1, state: null });
          for (const other of room.seats) other.hear({ t: "present", who: present(room, other) });
          // What it typed last is kept before the room is forgotten.
          if (seat.unsaved.length > 0 && room.text) void write(room, room.text, seat).catch(failed);
          if (room.seats.size > 0) return;
          room.callOff?.();
          rooms.delete(name);
          if (isOnline) send({ t: "leave", room: name });
        },
      };
    },
    typed({ body, seq, update }) {
      documents.heard(body, seq, update);
      const bytes = fromBase64(update);
      const room = rooms.get(body);
      if (room && bytes) tellOthers(room, null, { t: "update", update: bytes });
      grown(new Set([body]));
    },
    aware({ room: name, who, whole }) {
      const room = rooms.get(name);
      if (!room) return;
      if (whole) room.present.clear();
      for (const one of who) {
        if (one.state === null) room.present.delete(one.client);
        else if (room.present.size < MOST_PRESENT) room.present.set(one.client, one);
      }
      for (const seat of room.seats) seat.hear({ t: "present", who: present(room, seat) });
    },
    changed(ids) {
      for (const room of rooms.values()) {
        if (!room.text || (ids !== null && !ids.has(room.name))) continue;
        const doc = documents.written(room.name);
        if (doc === room.doc) continue;
        room.doc = doc;
        void documents.ready().then(() => tellOthers(room, null, { t: "update", update: documents.state(room.name) })).catch(failed);
      }
    },
    refused(bodies) {
      generation += 1;
      for (const body of bodies) {
        const room = rooms.get(body);
        if (!room) continue;
        for (const seat of room.seats) {
          seat.unsaved.length = 0;
          void begin(room, seat).then(() => seat.hear({ t: "refused" }), failed);
        }
      }
    },
    online(is) {
      if (is === isOnline) return;
      isOnline = is;
      for (const room of rooms.values()) {
        if (is) {
          send({ t: "enter", room: room.name });
          for (const seat of room.seats) {
            if (!seat.aware) continue;
            seat.aware = { ...seat.aware, clock: seat.aware.clock + 1 };
            send({ t: "aware", room: room.name, client: seat.client, ...seat.aware });
          }
        } else room.present.clear();
        for (const seat of room.seats) {
          seat.hear({ t: "online", is });
          seat.hear({ t: "present", who: present(room, seat) });
        }
      }
    },
  };
}
