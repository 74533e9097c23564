// What one person follows: the buckets they may see, and the members' sequence that this rests on. It reads who belongs
// to the workspace and decides nothing about what is sent.
import { bucketsFollowed, type Role, viewerOf } from "@outrider/shared/access";
import type { RecordState } from "@outrider/shared/records";
import type { VisibilityBugs } from "./feed-session-port.ts";
import type { FeedStore } from "./feed-store.ts";

export interface Following {
  readonly buckets: readonly string[];
  has(bucket: string): boolean;
  readonly set: ReadonlySet<string>;
  readonly role: Role;
  /** The members' sequence that `buckets` rests on, or an earlier one. */
  readonly membersSeq: number;
  /** Where the workspace stood when that was last looked at, or before. */
  readonly seq: number;
  /** Looks again: the buckets gained and whether any changed, or null where the person is no longer of the workspace. */
  refresh(): Promise<{ readonly gained: readonly string[]; readonly changed: boolean } | null>;
}

/** What this person follows among these members, and as what; null where they are not an active one of them. */
export function followedBy(user: string, all: readonly RecordState[]): { readonly role: Role; readonly buckets: readonly string[] } | null {
  const members = new Map(all.map((member) => [member.id, member]));
  const viewer = viewerOf(user, (id) => members.get(id));
  return viewer && { role: viewer.role, buckets: bucketsFollowed(viewer, members.values()) };
}

export interface FollowingDeps { readonly store: Pick<FeedStore, "page" | "members">; readonly bugs?: VisibilityBugs }

export function createFollowing({ store, bugs }: FollowingDeps, { workspace, user }: { readonly workspace: string; readonly user: string }): Following {
  let buckets: readonly string[] = [];
  let set: ReadonlySet<string> = new Set();
  let membersSeq = 0;
  let seq = 0;
  let role: Role = "exec";
  return {
    get role() { return role; },
    get buckets() { return buckets; },
    get set() { return set; },
    get membersSeq() { return membersSeq; },
    get seq() { return seq; },
    has: (bucket) => set.has(bucket),
    async refresh() {
      // Asked before the members are read: what comes between is looked at again, and not missed.
      ({ membersSeq, head: seq } = await store.page(workspace, [], 0));
      const found = followedBy(user, await store.members(workspace));
      if (!found) return null;
      const now = bugs?.followsShares ? [...new Set([...found.buckets, ...found.buckets.map((bucket) => bucket.replace(/^u:/, "s:"))])].sort() : found.buckets;
      role = found.role;
      const gained = now.filter((bucket) => !set.has(bucket));
      const changed = gained.length > 0 || now.length !== buckets.length;
      if (changed) {
        buckets = now;
        set = new Set(now);
      }
      return { gained, changed };
    },
  };
}
