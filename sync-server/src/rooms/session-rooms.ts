// The rooms one device is in: a record somebody looks at, a rich text somebody writes. Who else is there is told, and
// what is typed there as soon as it is committed. Invariants: nothing is told of what lies in no bucket that this person
// follows now; while that is in doubt nothing is told at all; whatever is missed here comes by the feed, so that a room
// may forget and never has to be right.
import { type Aware, MAX_AWARENESS, type Present } from "@outrider/shared/protocol";
import type { Committed } from "../feed/committed.ts";
import type { FeedStore } from "../feed/feed-store.ts";
import { createAllowance } from "./allowance.ts";
import type { Guest, Presence } from "./presence.ts";
import type { Told, ToldEdit } from "./told.ts";

export interface SessionRooms {
  /** False: more rooms than a device may be in. */
  enter(room: string): boolean;
  leave(room: string): void;
  /** Why it was not taken, or null. */
  aware(message: Aware): string | null;
  /** What was committed right now; `sure`: this device stands right before it, so that what this person follows is known as of this commit. */
  committed(committed: Committed, sure: boolean): void;
  /** Something may have been missed, or be seen no more: looks again when the device has caught up. */
  lookAgain(): void;
  close(): void;
}

export interface SessionRoomsDeps {
  readonly store: Pick<FeedStore, "find" | "typed">;
  readonly presence: Presence;
  readonly workspace: string;
  readonly user: string;
  readonly device: () => string | null;
  readonly buckets: () => readonly string[];
  readonly follows: (bucket: string) => boolean;
  /** The members' sequence that what is followed rests on. */
  readonly membersSeq: () => number;
  /** Nothing is known of that would change what is followed. */
  readonly isSure: () => boolean;
  /** Members have changed since: `lookAgain` is called once it is known what is followed now. */
  readonly lookAtMembers: () => void;
  readonly send: (told: Told) => void;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
  readonly bugs?: RoomsBugs;
}

/** Planted bugs, as of the door. */
export interface RoomsBugs {
  /** Tells what is typed whatever the person follows. */
  readonly typedToAll?: boolean;
  /** Goes on by what the person followed before. */
  readonly roomsByOldView?: boolean;
}

export const MAX_ROOMS = 20;
const AT_ONCE = 40;
const A_SECOND = 20;

interface Room {
  /** In it as far as presence goes. */
  present: boolean;
  /** All that was typed up to here has been told, and after it what `told` names. */
  seen: number;
  readonly told: Set<number>;
}

export function createSessionRooms({ store, presence, workspace, user, device, buckets, follows, membersSeq, isSure, lookAtMembers, send, now, failed, bugs }: SessionRoomsDeps): SessionRooms {
  const rooms = new Map<string, Room>();
  const allowed = createAllowance(AT_ONCE, A_SECOND);
  let looking = false;
  let again = false;
  let closed = false;
  /** How often something was committed that this device does not stand right before, and how often that was looked into. */
  let doubts = 0;
  let settled = 0;
  /** Rooms of which something was not told meanwhile. */
  const held = new Set<string>();
  const mayTell = (): boolean => bugs?.roomsByOldView === true || (isSure() && doubts === settled);
  const guest: Guest = {
    user,
    tell(room, who: readonly Present[], whole) {
      if (mayTell()) send({ t: "aware", room, who, ...(whole && { whole: true }) });
      else held.add(room);
    },
  };

  function tell(room: Room, edit: ToldEdit): void {
    if (edit.seq <= room.seen || room.told.has(edit.seq)) return;
    room.told.add(edit.seq);
    send({ t: "typed", edit });
  }

  function come(name: string, room: Room): void {
    if (!room.present) room.present = presence.enter(workspace, name, guest);
  }

  function go(name: string, room: Room): void {
    if (room.present) presence.leave(workspace, name, guest);
    room.present = false;
    // The device forgets what it may not see: when it may again, it is told all.
    room.seen = -1;
    room.told.clear();
  }

  /** What was typed in the rooms since, and what may be seen of them: asked for in this order, so that nothing is told that was typed after it could be seen. */
  async function look(): Promise<void> {
    const names = [...rooms.keys()];
    if (names.length === 0 || (!isSure() && !bugs?.roomsByOldView)) return;
    const at = doubts;
    const typed = new Map(await Promise.all(names.map(async (name) => [name, await store.typed(workspace, name, rooms.get(name)?.seen ?? -1)] as const)));
    const { rows, membersSeq: members } = await store.find(workspace, buckets(), { ids: names }, names.length);
    if (closed || again || at !== doubts) return;
    if (!bugs?.roomsByOldView) {
      if (!isSure()) return;
      if (members !== membersSeq()) return lookAtMembers();
    }
    settled = doubts;
    const seen = new Set(rows.map(({ record }) => record));
    for (const name of names) {
      const room = rooms.get(name);
      if (!room) continue;
      if (!seen.has(name)) {
        go(name, room);
        continue;
      }
      if (held.delete(name)) room.present = false;
      come(name, room);
      const since = typed.get(name) ?? [];
      for (const row of since) tell(room, row);
      room.seen = Math.max(room.seen, since.at(-1)?.seq ?? 0);
      for (const seq of room.told) if (seq <= room.seen) room.told.delete(seq);
    }
  }

  function lookAgain(): void {
    again = true;
    if (looking || closed) return;
    looking = true;
    void (async () => {
      while (again && !closed) {
        again = false;
        await look();
      }
    })().catch(failed).finally(() => void (looking = false));
  }

  return {
    enter(name) {
      if (rooms.has(name)) return true;
      if (rooms.size >= MAX_ROOMS) return false;
      rooms.set(name, { present: false, seen: -1, told: new Set() });
      lookAgain();
      return true;
    },
    leave(name) {
      const room = rooms.get(name);
      if (room) go(name, room);
      rooms.delete(name);
      held.delete(name);
    },
    aware(message) {
      if (!allowed(now())) return "too-many";
      if (message.state !== null && JSON.stringify(message.state).length > MAX_AWARENESS) return "too-large";
      // Not in it yet, or no more: the device says it again.
      if (!rooms.get(message.room)?.present) return null;
      return presence.aware(workspace, message, guest);
    },
    committed(committed, sure) {
      if (rooms.size === 0) return;
      // Whoever calls catches up and has it looked at then.
      if (!sure && !bugs?.roomsByOldView) return void doubts++;
      let unsure = false;
      for (const { record } of committed.gone) {
        const room = rooms.get(record);
        if (!room) continue;
        go(record, room);
        unsure = true;
      }
      for (const row of committed.typed) {
        const room = rooms.get(row.body);
        if (!room || !(row.buckets.some(follows) || bugs?.typedToAll)) continue;
        come(row.body, room);
        if (row.device !== device()) tell(room, row);
      }
      if (unsure || committed.rows.some(({ record }) => rooms.get(record)?.present === false)) lookAgain();
    },
    lookAgain,
    close() {
      closed = true;
      for (const [name, room] of rooms) go(name, room);
      rooms.clear();
    },
  };
}
