// The rooms one device is in: a record somebody looks at, a rich text somebody writes. Who else is there is told, and
// what is typed there as soon as it is committed. Invariants: nothing is told of what lies in no bucket that this person
// follows now; whatever is missed here comes by the feed, so that a room may forget and never has to be right.
import type { Aware, Present } from "@outrider/shared/protocol";
import type { Committed, CommittedTyped } from "../feed/committed.ts";
import type { FeedStore } from "../feed/feed-store.ts";
import { createAllowance } from "./allowance.ts";
import type { Guest, Presence } from "./presence.ts";

export interface SessionRooms {
  /** False: more rooms than a device may be in. */
  enter(room: string): boolean;
  leave(room: string): void;
  /** Why it was not taken, or null. */
  aware(message: Aware): string | null;
  /** What was committed right now; `sure`: what this person follows is known as of this commit. */
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
  readonly send: (text: string) => void;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

export const MAX_ROOMS = 20;
const MAX_STATE = 2048;
const AT_ONCE = 40;
const A_SECOND = 20;

interface Room {
  /** In it as far as presence goes. */
  present: boolean;
  /** All that was typed up to here has been told, and after it what `told` names. */
  seen: number;
  readonly told: Set<number>;
}

export function createSessionRooms({ store, presence, workspace, user, device, buckets, follows, send, now, failed }: SessionRoomsDeps): SessionRooms {
  const rooms = new Map<string, Room>();
  const allowed = createAllowance(AT_ONCE, A_SECOND);
  let looking = false;
  let again = false;
  let closed = false;
  const guest: Guest = {
    user,
    tell: (room, who: readonly Present[], whole) => send(JSON.stringify({ t: "aware", room, who, ...(whole && { whole: true }) })),
  };

  function tell(room: Room, { body, seq, update }: Pick<CommittedTyped, "body" | "seq" | "update">): void {
    if (seq <= room.seen || room.told.has(seq)) return;
    room.told.add(seq);
    send(`{"t":"typed","body":${JSON.stringify(body)},"seq":${seq},"update":"${update}"}`);
  }

  function come(name: string, room: Room): void {
    if (!room.present) room.present = presence.enter(workspace, name, guest);
  }

  function go(name: string, room: Room): void {
    if (room.present) presence.leave(workspace, name, guest);
    room.present = false;
  }

  /** What may be seen of the rooms now, and what was typed there since. */
  async function look(): Promise<void> {
    const names = [...rooms.keys()];
    if (names.length === 0) return;
    const { rows } = await store.find(workspace, buckets(), { ids: names }, names.length);
    const seen = new Set(rows.map(({ record }) => record));
    for (const name of names) {
      const room = rooms.get(name);
      if (!room || closed) continue;
      if (!seen.has(name)) {
        go(name, room);
        continue;
      }
      come(name, room);
      const typed = await store.typed(workspace, name, room.seen);
      if (rooms.get(name) !== room || again) continue;
      for (const row of typed) tell(room, row);
      room.seen = Math.max(room.seen, typed.at(-1)?.seq ?? 0);
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
    },
    aware(message) {
      if (!allowed(now())) return "too-many";
      if (message.state !== null && JSON.stringify(message.state).length > MAX_STATE) return "too-large";
      // Not in it yet, or no more: the device says it again.
      if (!rooms.get(message.room)?.present) return null;
      return presence.aware(workspace, message, guest);
    },
    committed(committed, sure) {
      if (rooms.size === 0) return;
      if (!sure) return lookAgain();
      let unsure = false;
      for (const { record } of committed.gone) {
        const room = rooms.get(record);
        if (!room) continue;
        go(record, room);
        unsure = true;
      }
      for (const row of committed.typed) {
        const room = rooms.get(row.body);
        if (!room || !row.buckets.some(follows)) continue;
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
