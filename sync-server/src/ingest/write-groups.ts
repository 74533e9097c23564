// Changes of contacts on their way into the feed: in groups as large as an edit may be; where a group is refused, its
// changes one by one, so that one bad change keeps no other out.
import { type Change, MAX_CHANGES, MAX_GROUP } from "@outrider/shared/records";
import type { SystemWrite } from "../feed-port.ts";

/** UTF-16 units of a group's changes: what is around them has room. */
const MOST_TEXT = MAX_GROUP * 0.75;

function* groups(changes: readonly Change[]): Generator<readonly Change[]> {
  let [group, size]: [Change[], number] = [[], 0];
  for (const change of changes) {
    const length = JSON.stringify(change).length;
    if (group.length >= MAX_CHANGES || (group.length > 0 && size + length > MOST_TEXT)) {
      yield group;
      [group, size] = [[], 0];
    }
    group.push(change);
    size += length;
  }
  if (group.length > 0) yield group;
}

/** Answers what was refused, by the id of its record, and why. `wrote` hears each sequence. */
export async function writeGroups(write: SystemWrite, place: { readonly workspace: string; readonly by: string; readonly command: string }, changes: readonly Change[], wrote: (seq: number) => Promise<void> = () => Promise.resolve()): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  for (const group of groups(changes)) {
    const written = await write(place.workspace, place.by, place.command, group);
    if (written.ok) {
      await wrote(written.value);
      continue;
    }
    for (const change of group) {
      const one = group.length === 1 ? written : await write(place.workspace, place.by, place.command, [change]);
      if (!one.ok) refused.set(change.id, one.error.message);
    }
  }
  return refused;
}
