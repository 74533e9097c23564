// What of the copy that lists look through one person may see: the buckets say so, as on a device.
import { type Bucket, bucketsFollowed, viewerOf } from "@outrider/shared/access";
import type { Read } from "@outrider/shared/records";
import type { Entry, Standing } from "./record-index.ts";

/** Null: no member, or one who was deactivated. */
export function followedBy(standing: Standing, user: string): ReadonlySet<Bucket> | null {
  const viewer = viewerOf(user, (id) => standing.get(id)?.state);
  return viewer && new Set(bucketsFollowed(viewer, [...standing.of("member").values()].map(({ state }) => state)));
}

/** Whether it lies in one of these, which is whether it may be seen. */
export function liesIn({ places }: Entry, followed: ReadonlySet<Bucket>): boolean {
  for (const place of places) if (followed.has(place)) return true;
  return false;
}

/** A record as this person may know it: a list is not ordered by the names of what they may not see. */
export const seenBy = (standing: Standing, followed: ReadonlySet<Bucket>): Read => (id) => {
  const entry = standing.get(id);
  return entry && liesIn(entry, followed) ? entry.state : undefined;
};
