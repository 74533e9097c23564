// Who is in which room: what each one shows of themselves, kept as long as they are there and told to the others. Some
// are on other servers of the same database; of those it knows what they last told. Invariants: who somebody is, the
// server they are at says, and not they; a client of a room belongs to whoever used it first while that lasts; nobody is
// told of a room they are not in. It decides nothing about who may enter.
import type { Aware, Present } from "@outrider/shared/protocol";

/** One connection. */
export interface Guest {
  readonly user: string;
  tell(room: string, who: readonly Present[], whole: boolean): void;
}

export interface Presence {
  /** False: the room is full; who enters sees and is seen by nobody there. */
  enter(workspace: string, room: string, guest: Guest): boolean;
  leave(workspace: string, room: string, guest: Guest): void;
  /** Why it was not taken, or null. */
  aware(workspace: string, message: Pick<Aware, "room" | "client" | "clock" | "state">, guest: Guest): "not-in-room" | "not-yours" | "too-many" | null;
  /** Told by another server of those in its rooms; of a room that nobody here is in nothing is kept. */
  elsewhere(server: string, workspace: string, room: string, who: readonly Present[], now: number): void;
  /** Those on other servers that nothing was told of since then are there no more. */
  forgetElsewhere(before: number): void;
  /** All rooms that anybody here is in, with those here who show themselves. */
  here(): Iterable<{ readonly workspace: string; readonly room: string; readonly who: readonly Present[] }>;
}

export interface PresenceEvents {
  /** Somebody here shows something else. */
  readonly shown?: (workspace: string, room: string, who: readonly Present[]) => void;
  /** The first one here has come into a room. */
  readonly opened?: (workspace: string, room: string) => void;
}

/** More would cost everybody more than they would see: each tells each. */
export const MAX_IN_ROOM = 50;
const MAX_CLIENTS = 4;
const MAX_ELSEWHERE = 100;

interface Place { readonly at: Guest | { readonly server: string; readonly heard: number }; readonly present: Present }
interface Room { readonly workspace: string; readonly name: string; readonly guests: Set<Guest>; readonly places: Map<number, Place> }

export function createPresence({ shown, opened }: PresenceEvents = {}): Presence {
  const rooms = new Map<string, Room>();
  const keyOf = (workspace: string, room: string): string => `${workspace} ${room}`;

  const tell = (room: Room, from: Guest | null, who: readonly Present[]): void => {
    if (who.length > 0) for (const guest of room.guests) if (guest !== from) guest.tell(room.name, who, false);
  };
  const gone = ({ present }: Place): Present => ({ ...present, clock: present.clock + 1, state: null });
  const of = (room: Room, guest: Guest): Place[] => [...room.places.values()].filter(({ at }) => at === guest);

  return {
    enter(workspace, name, guest) {
      const key = keyOf(workspace, name);
      const known = rooms.get(key);
      const room: Room = known ?? { workspace, name, guests: new Set(), places: new Map() };
      if (!room.guests.has(guest) && room.guests.size >= MAX_IN_ROOM) return false;
      rooms.set(key, room);
      room.guests.add(guest);
      guest.tell(name, [...room.places.values()].filter(({ at }) => at !== guest).map(({ present }) => present), true);
      if (!known) opened?.(workspace, name);
      return true;
    },
    leave(workspace, name, guest) {
      const key = keyOf(workspace, name);
      const room = rooms.get(key);
      if (!room?.guests.delete(guest)) return;
      const left = of(room, guest).map(gone);
      for (const { client } of left) room.places.delete(client);
      tell(room, guest, left);
      if (left.length > 0) shown?.(workspace, name, left);
      if (room.guests.size === 0) rooms.delete(key);
    },
    aware(workspace, { room: name, client, clock, state }, guest) {
      const room = rooms.get(keyOf(workspace, name));
      if (!room?.guests.has(guest)) return "not-in-room";
      const before = room.places.get(client);
      if (before && before.at !== guest) return "not-yours";
      if (before && before.present.clock >= clock) return null;
      if (!before && of(room, guest).length >= MAX_CLIENTS) return "too-many";
      const present: Present = { client, clock, user: guest.user, state };
      if (state === null) room.places.delete(client);
      else room.places.set(client, { at: guest, present });
      tell(room, guest, [present]);
      shown?.(workspace, name, [present]);
      return null;
    },
    elsewhere(server, workspace, name, who, now) {
      const room = rooms.get(keyOf(workspace, name));
      if (!room) return;
      const news: Present[] = [];
      for (const present of who) {
        const before = room.places.get(present.client);
        // Whoever is here keeps what they have.
        if (before && (!("server" in before.at) || before.at.server !== server)) continue;
        const same = before !== undefined && before.present.clock >= present.clock;
        if (same && present.state !== null) room.places.set(present.client, { at: { server, heard: now }, present: before.present });
        if (same) continue;
        if (present.state === null) room.places.delete(present.client);
        else if (room.places.size < MAX_ELSEWHERE) room.places.set(present.client, { at: { server, heard: now }, present });
        news.push(present);
      }
      tell(room, null, news);
    },
    forgetElsewhere(before) {
      for (const room of rooms.values()) {
        const silent = [...room.places.values()].filter(({ at }) => "server" in at && at.heard < before).map(gone);
        for (const { client } of silent) room.places.delete(client);
        tell(room, null, silent);
      }
    },
    *here() {
      for (const { workspace, name, places } of rooms.values()) {
        yield { workspace, room: name, who: [...places.values()].flatMap(({ at, present }) => ("server" in at ? [] : [present])) };
      }
    },
  };
}
