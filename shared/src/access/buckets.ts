// Where a record lies in the feed, and what a person follows: visibility as buckets, so that a device reads by index.
// `w` is the workspace's, `a` the admins' (what has no owner or root to be had), `u:<member>` what that member owns, `s:<member>` what is shared with that member: apart from
// `u:`, because a manager sees what the team owns and not what strangers share with one of them;
// `n:<member>` what is that member's alone; `t:<team>` what somebody lets a team see, which admins have from `a`.
// Invariant (property-tested): a record lies in a bucket that a viewer follows if and only if the viewer may see it.
import { elementsOf, type Read, type RecordState, textOf } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";
import { audienceOf, rootOf } from "./relation.ts";
import type { Viewer } from "./viewer.ts";

export type Bucket = string;
/** What is everybody's: companies, stages, members, definitions. */
export const WORKSPACE_BUCKET: Bucket = "w";
/** What admins alone follow: what has no owner or root to be had, and what somebody lets a team see. */
export const ORPHANS_BUCKET: Bucket = "a";
const owned = (member: string): Bucket => `u:${member}`;
const shared = (member: string): Bucket => `s:${member}`;
const ofTeam = (team: string): Bucket => `t:${team}`;
/** What is one member's alone, whatever anybody else's role is. member: an id. */
export const privateBucket = (member: string): Bucket => `n:${member}`;

/** The buckets a record lies in, sorted. */
export function bucketsOf(state: RecordState, read: Read): readonly Bucket[] {
  const root = rootOf(state, read);
  if (!root) return [ORPHANS_BUCKET];
  const { belongs, ownerField } = entityOf(root.kind);
  if (belongs === "workspace") return [WORKSPACE_BUCKET];
  const owner = ownerField === null ? "" : textOf(root, ownerField);
  if (owner === "") return [ORPHANS_BUCKET];
  if (belongs === "person") return [privateBucket(owner)];
  if (belongs === "audience") {
    const { audience, team } = audienceOf(root);
    return audience === "workspace" ? [WORKSPACE_BUCKET] : audience === "team" ? [ORPHANS_BUCKET, privateBucket(owner), ofTeam(team)].sort() : [privateBucket(owner)];
  }
  return [owned(owner), ...elementsOf(root, "sharedWith").map(shared)].sort();
}

/** The buckets a person follows, sorted. `members` are all member records of the workspace. */
export function bucketsFollowed(viewer: Viewer, members: Iterable<RecordState>): readonly Bucket[] {
  const buckets = new Set([WORKSPACE_BUCKET, owned(viewer.id), shared(viewer.id), privateBucket(viewer.id)]);
  if (viewer.role === "admin") buckets.add(ORPHANS_BUCKET);
  if (viewer.team !== "") buckets.add(ofTeam(viewer.team));
  for (const member of members) {
    const inTeam = viewer.team !== "" && textOf(member, "team") === viewer.team;
    if (viewer.role === "admin" || (viewer.role === "manager" && inTeam)) buckets.add(owned(member.id));
  }
  return [...buckets].sort();
}
