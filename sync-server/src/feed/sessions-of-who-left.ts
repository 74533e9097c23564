// Whoever is deactivated is signed out everywhere at once: after a commit that changed members, the sessions of those who
// are no longer active in any workspace end. It looks at what was committed and not at who asked for it, so that an edit
// sent again after a rewind counts like the first. It is haste, not the lock: each call asks anew who is active, so one
// that is missed here (the server dies in between) is turned away there.
import { viewerOf } from "@outrider/shared/access";
import { type PackedRecord, unpack } from "@outrider/shared/records";
import type { Members } from "../auth/members.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { Farewell } from "../auth/sync-tickets.ts";
import type { Committed } from "./committed.ts";
import type { Feed } from "./feed.ts";
import { NO_MEMBER } from "./feed-session-port.ts";

export interface WhoLeftDeps {
  readonly members: Pick<Members, "find">;
  readonly sessions: Pick<Sessions, "revokeAll">;
  /** Tells his devices that are connected, which then take what they hold away: a sign-in that has ended tells them less. */
  readonly tell: (user: string) => void;
  readonly failed: (error: unknown) => void;
}

export function endSessionsOfWhoLeft({ members, sessions, tell, failed }: WhoLeftDeps): (committed: Committed) => void {
  async function leave(user: string): Promise<void> {
    const elsewhere = (await members.find(user)).some(({ active }) => active);
    if (elsewhere) return;
    tell(user);
    await sessions.revokeAll(user);
  }
  return ({ membersChanged, rows }) => {
    if (!membersChanged) return;
    for (const { record, packed } of rows) {
      const state = unpack(JSON.parse(packed) as PackedRecord);
      if (state.kind === "member" && !viewerOf(record, () => state)) leave(record).catch(failed);
    }
  };
}

/**
 * What a server says before a sign-in that has ended, here or elsewhere, closes its sockets. The commit that deactivated
 * its person came before the end of the sign-in, so whoever hears of the second finds the first, on every server.
 */
export const createFarewell = (feed: Pick<Feed, "hub" | "members">): Farewell => async ({ userId, workspaceId }) => {
  const members = new Map((await feed.members(workspaceId)).map((member) => [member.id, member]));
  if (viewerOf(userId, (id) => members.get(id))) return;
  for (const session of feed.hub.sessions()) if (session.who.user === userId && session.who.workspace === workspaceId) session.bye("deactivated", NO_MEMBER);
};
