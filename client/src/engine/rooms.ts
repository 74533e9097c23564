// Rooms that pages are in: a record somebody looks at, a rich text somebody writes in. The engine stands between a page's
// document and everybody else's: what a page types is an edit like any other, durable here before it is said to be saved,
// and only then told to other pages and sent. Invariants: a page is told all that this device knows of the document; a
// client id of a document is in one page at a time, is given out in one life of the engine alone, and stays with a page that had it before;
// after a refusal every page begins anew from what stands; no update is written twice, nor larger than the server takes.
import { bodyId } from "@outrider/shared/commands";
import { fromBase64, hash32, toBase64 } from "@outrider/shared/kernel";
import { MAX_UPDATE } from "@outrider/shared/records";
import type { Awareness, Present, Typed } from "@outrider/shared/protocol";
import type { RoomMessage } from "@outrider/shared/sync";
import type { Documents } from "./documents.ts";
import type { Planted } from "./planted.ts";
import type { Timers } from "./ports.ts";
import type { HeardInRoom, RoomOf, SaidInRoom } from "./room-wire.ts";
import type { Outcome } from "./writer.ts";

export interface Rooms {
  /** A page comes in; answers its end of the room. `held`: the client id it wrote under before the engine was restarted. */
  join(of: RoomOf, hear: (heard: HeardInRoom) => void, held?: number): RoomSeat;
  typed(typed: Typed): void;
  aware(awareness: Awareness): void;
  /** Records look different: documents among them may. */
  changed(ids: ReadonlySet<string> | null): void;
  /** The server refused what was typed into these; null: it may have lost something of any. */
  refused(bodies: ReadonlySet<string> | null): void;
  /** There is a connection now, or no more. */
  online(is: boolean): void;
}
export interface RoomSeat { say(said: SaidInRoom): void; leave(): void }

export interface RoomsDeps {
  readonly documents: Pick<Documents, "epoch" | "heard" | "merge" | "ready" | "state" | "written">;
  readonly type: (args: { readonly about: string; readonly slot: string; readonly update: string }) => Promise<Outcome>;
  readonly send: (message: RoomMessage) => void;
  readonly device: () => string;
  readonly newId: () => string;
  readonly timers: Timers;
  readonly planted: Planted;
  /** What was typed before the last start is known again. */
  readonly ready: Promise<unknown>;
  readonly failed: (error: unknown) => void;
  /** More is known of a document than before. */
  readonly grown: (bodies: ReadonlySet<string>) => void;
}

/** What is typed in so many ms is one edit: the first of it goes at once. With nobody to tell, edits are fewer. */
const GATHER_MS = { online: 120, offline: 1000 } as const;
const AGAIN_MS = 5000;
/** What merging adds to a few updates is some bytes for each. */
const MOST_BYTES = MAX_UPDATE * 0.9;
const MOST_PRESENT = 100;
/** More the server lets no device into; what is typed in the others comes by the feed. */
const MOST_ROOMS = 20;

interface Unsaved { readonly update: Uint8Array; readonly upTo: number }
interface Seat { /** What comes before the document is in it. */ begun: boolean; readonly hear: (heard: HeardInRoom) => void; client: number; aware: { clock: number; state: Present["state"] } | null; unsaved: readonly Unsaved[] }
interface Room { readonly name: string; readonly text: { readonly about: string; readonly slot: string } | null; readonly seats: Set<Seat>; readonly present: Map<number, Present>; writing: boolean; written: Promise<void>; doc: string; callOff: (() => void) | null }

export function createRooms({ documents, type, send, device, newId, timers, planted, ready, grown, failed }: RoomsDeps): Rooms {
  const rooms = new Map<string, Room>();
  /** Those that the server was told of on this connection. */
  const entered = new Set<string>();
  /** What pages that are gone typed last is being kept. */
  const ending = new Map<string, Promise<void>>();
  let isOnline = false;
  /** Rises with each refusal: ids that the server may have seen in what it refused are used no more. */
  let generation = 0;

  /** Of this life of the engine: a page may come that holds, under an id of an earlier one, what was never kept. */
  let life = "";

  /** The same for the same place, so that a document does not gather ids with every page that is opened. */
  function clientOf(room: Room, place: number): number {
    life ||= newId();
    return hash32(`${device()} ${life} ${room.name} ${place} ${generation} ${documents.epoch}`) >>> 0;
  }

  /** The first that no page here has. */
  function freeClient(room: Room, but: Seat | null): number {
    const taken = new Set([...room.seats].filter((seat) => seat !== but).map(({ client }) => client));
    for (let place = 0; ; place++) {
      const client = clientOf(room, place);
      if (!taken.has(client)) return client;
    }
  }

  const isHeld = (room: Room, client: number): boolean => [...room.seats].some((seat) => seat.client === client);

  const tellOthers = (room: Room, from: Seat | null, heard: HeardInRoom): void => {
    for (const seat of room.seats) if (seat !== from && (heard.t !== "update" || seat.begun)) seat.hear(heard);
  };

  async function begin(room: Room, seat: Seat): Promise<void> {
    if (!room.text) return;
    await ready;
    seat.begun = false;
    await documents.ready();
    await ending.get(room.name);
    if (!room.seats.has(seat)) return;
    // In one go, so that nothing typed elsewhere falls between.
    seat.begun = true;
    seat.hear({ t: "document", state: documents.state(room.name), client: seat.client });
  }

  /** As many as the server takes, those first that were come into first. */
  function enter(): void {
    for (const name of isOnline ? rooms.keys() : []) {
      if (entered.size >= MOST_ROOMS) return;
      if (entered.has(name)) continue;
      entered.add(name);
      send({ t: "enter", room: name });
    }
  }

  /** What a page shows of its person. */
  function tellAware(room: Room, seat: Seat): void {
    if (seat.aware && entered.has(room.name)) send({ t: "aware", room: room.name, client: seat.client, ...seat.aware });
  }

  /** The server keeps what a page shows only once it has let this device in, which takes a moment: then it is said again. */
  function sayAgain(room: Room): void {
    for (const seat of room.seats) {
      if (!seat.aware) continue;
      seat.aware = { ...seat.aware, clock: seat.aware.clock + 1 };
      tellAware(room, seat);
    }
  }

  /** A page has gone: until what it typed last is kept, nobody begins from the document without it. */
  function end(room: Room, text: NonNullable<Room["text"]>, seat: Seat): void {
    const ended = room.written.then(async () => {
      for (let left = seat.unsaved.length; left > 0; left = seat.unsaved.length) {
        await write(room, text, seat);
        if (seat.unsaved.length === left) return;
      }
    }).catch(failed).finally(() => {
      if (ending.get(room.name) === ended) ending.delete(room.name);
    });
    ending.set(room.name, ended);
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
    room.written = write(room, room.text, seat).catch(failed).finally(() => {
      room.callOff = timers.after(isOnline ? GATHER_MS.online : GATHER_MS.offline, () => {
        room.writing = false;
        room.callOff = null;
        flush(room);
      });
    });
  }

  /** As much of what waits as goes into one update, in order. */
  function gathered(unsaved: readonly Unsaved[]): readonly Unsaved[] {
    let bytes = 0;
    const most = unsaved.findIndex(({ update }, at) => (bytes += update.length) > MOST_BYTES && at > 0);
    return most < 0 ? unsaved : unsaved.slice(0, most);
  }

  async function write(room: Room, text: NonNullable<Room["text"]>, seat: Seat): Promise<void> {
    const all = gathered(seat.unsaved);
    const last = all.at(-1);
    if (!last) return;
    const update = await documents.merge(all.map((one) => one.update));
    const outcome = await type({ ...text, update: toBase64(update) });
    if (!outcome.ok) {
      const again = outcome.error.code === "storage-full" || outcome.error.code === "not-kept" || outcome.error.code === "not-ready";
      seat.hear({ t: "unsaved", why: outcome.error, again });
      if (again) await new Promise<void>((resolve) => void timers.after(AGAIN_MS, resolve));
      // What the rules refuse stays in the page to be copied, with what was typed on top of it, and is asked no second time.
      else seat.unsaved = [];
      return;
    }
    seat.unsaved = seat.unsaved.filter((one) => !all.includes(one));
    seat.hear({ t: "saved", upTo: last.upTo });
    tellOthers(room, seat, { t: "update", update });
    grown(new Set([room.name]));
  }

  return {
    join(of, hear, held) {
      const name = "slot" in of ? bodyId(of.record, of.slot) : of.record;
      const room = rooms.get(name) ?? { name, text: "slot" in of ? { about: of.record, slot: of.slot } : null, seats: new Set(), present: new Map(), writing: false, written: Promise.resolve(), doc: documents.written(name), callOff: null };
      rooms.set(name, room);
      enter();
      const seat: Seat = { begun: false, hear, client: held === undefined || isHeld(room, held) ? freeClient(room, null) : held, aware: null, unsaved: [] };
      room.seats.add(seat);
      void begin(room, seat).catch(failed);
      hear({ t: "online", is: isOnline });
      hear({ t: "present", who: present(room, seat) });
      return {
        say(said) {
          switch (said.t) {
            case "update":
              seat.unsaved = [...seat.unsaved, { update: said.update, upTo: said.upTo }];
              return flush(room);
            case "aware": {
              seat.aware = { clock: (seat.aware?.clock ?? 0) + 1, state: said.state };
              tellAware(room, seat);
              for (const other of room.seats) if (other !== seat) other.hear({ t: "present", who: present(room, other) });
            }
          }
        },
        leave() {
          room.seats.delete(seat);
          if (seat.aware) seat.aware = { clock: seat.aware.clock + 1, state: null };
          tellAware(room, seat);
          for (const other of room.seats) other.hear({ t: "present", who: present(room, other) });
          // What it typed last is kept, after what is being written just now.
          if (planted.has("leave-writes-twice") && room.text) void write(room, room.text, seat).catch(failed);
          else if (room.text && seat.unsaved.length > 0) end(room, room.text, seat);
          if (room.seats.size > 0) return;
          room.callOff?.();
          rooms.delete(name);
          if (entered.delete(name)) send({ t: "leave", room: name });
          enter();
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
      if (whole) {
        room.present.clear();
        sayAgain(room);
      }
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
      for (const room of rooms.values()) {
        if (!room.text || (bodies !== null && !bodies.has(room.name))) continue;
        for (const seat of room.seats) {
          seat.unsaved = [];
          if (seat.aware) seat.aware = { clock: seat.aware.clock + 1, state: null };
          tellAware(room, seat);
          seat.aware = null;
          seat.client = freeClient(room, seat);
          seat.hear({ t: "refused" });
          void begin(room, seat).catch(failed);
        }
      }
    },
    online(is) {
      if (is === isOnline) return;
      isOnline = is;
      entered.clear();
      enter();
      for (const room of rooms.values()) {
        if (is) sayAgain(room);
        else room.present.clear();
        for (const seat of room.seats) {
          seat.hear({ t: "online", is });
          seat.hear({ t: "present", who: present(room, seat) });
        }
      }
    },
  };
}
