// Who is connected to this server, by workspace: a commit is handed to all of them; a hint from another server wakes them.
import type { Committed } from "./committed.ts";
import type { FeedSession } from "./feed-session-port.ts";
import type { Head } from "./feed-store.ts";

export interface Hub {
  add(session: FeedSession): void;
  remove(session: FeedSession): void;
  committed(workspace: string, committed: Committed): void;
  /** Another server has committed, or may have. */
  hint(workspace: string, members: boolean): void;
  /** The workspace stands here now: who stands behind reads on. */
  standing(workspace: string, head: Pick<Head, "seq" | "membersSeq">): void;
  /** A device that comes again takes the place of its older connection. */
  replace(session: FeedSession): void;
  sessions(): Iterable<FeedSession>;
  workspaces(): Iterable<string>;
}

export function createHub(): Hub {
  const rooms = new Map<string, Set<FeedSession>>();
  const room = (workspace: string): ReadonlySet<FeedSession> => rooms.get(workspace) ?? new Set();
  return {
    add(session) {
      const { workspace } = session.who;
      const sessions = rooms.get(workspace) ?? new Set();
      rooms.set(workspace, sessions.add(session));
    },
    remove(session) {
      const sessions = rooms.get(session.who.workspace);
      sessions?.delete(session);
      if (sessions?.size === 0) rooms.delete(session.who.workspace);
    },
    committed(workspace, committed) {
      for (const session of room(workspace)) session.committed(committed);
    },
    hint(workspace, members) {
      for (const session of room(workspace)) session.wake(members);
    },
    standing(workspace, head) {
      for (const session of room(workspace)) session.catchUp(head);
    },
    replace(session) {
      for (const other of room(session.who.workspace)) {
        if (other !== session && other.device() === session.device()) other.bye("replaced", "This device has connected again.");
      }
    },
    *sessions() {
      for (const sessions of rooms.values()) yield* sessions;
    },
    workspaces: () => rooms.keys(),
  };
}
