// Who is in which room on this server: what each one shows of themselves, kept as long as they are there and told to the
// others. Invariants: who somebody is, the server says, and not they; a client of a room belongs to the connection that
// used it first while that lasts; nobody is told of a room they are not in. It decides nothing about who may enter.
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
}

/** More would cost everybody more than they would see: each tells each. */
export const MAX_IN_ROOM = 50;
const MAX_CLIENTS = 4;

interface Place { readonly guest: Guest; readonly present: Present }
interface Room { readonly guests: Set<Guest>; readonly places: Map<number, Place> }

export function createPresence(): Presence {
  const rooms = new Map<string, Room>();
  const keyOf = (workspace: string, room: string): string => `${workspace} ${room}`;

  function tellOthers(room: string, { guests }: Room, from: Guest, who: readonly Present[]): void {
    for (const guest of guests) if (guest !== from) guest.tell(room, who, false);
  }

  return {
    enter(workspace, name, guest) {
      const key = keyOf(workspace, name);
      const room = rooms.get(key) ?? { guests: new Set(), places: new Map() };
      rooms.set(key, room);
      if (!room.guests.has(guest) && room.guests.size >= MAX_IN_ROOM) return false;
      room.guests.add(guest);
      guest.tell(name, [...room.places.values()].filter((place) => place.guest !== guest).map(({ present }) => present), true);
      return true;
    },
    leave(workspace, name, guest) {
      const key = keyOf(workspace, name);
      const room = rooms.get(key);
      if (!room?.guests.delete(guest)) return;
      const gone = [...room.places.values()].filter((place) => place.guest === guest).map(({ present }) => ({ ...present, clock: present.clock + 1, state: null }));
      for (const { client } of gone) room.places.delete(client);
      if (gone.length > 0) tellOthers(name, room, guest, gone);
      if (room.guests.size === 0) rooms.delete(key);
    },
    aware(workspace, { room: name, client, clock, state }, guest) {
      const room = rooms.get(keyOf(workspace, name));
      if (!room?.guests.has(guest)) return "not-in-room";
      const before = room.places.get(client);
      if (before && before.guest !== guest) return "not-yours";
      if (before && before.present.clock >= clock) return null;
      if (!before && [...room.places.values()].filter((place) => place.guest === guest).length >= MAX_CLIENTS) return "too-many";
      const present: Present = { client, clock, user: guest.user, state: state as Present["state"] };
      if (state === null) room.places.delete(client);
      else room.places.set(client, { guest, present });
      tellOthers(name, room, guest, [present]);
      return null;
    },
  };
}
