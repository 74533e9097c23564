// Whether somebody else has changed a field between the moment its editing began and the moment it is saved.
import { sameJson } from "@outrider/shared/kernel";
import type { Value } from "@outrider/shared/schema";

export interface Seen { readonly value: Value; readonly by: string }

/** What stands now where it is another person's new value, else null. A change of one's own (another tab) is no surprise. */
export const changedSince = (seen: Seen | undefined, now: Seen | undefined, me: string): Seen | null =>
  seen === undefined || now === undefined || now.by === me || sameJson(seen.value, now.value) ? null : now;
