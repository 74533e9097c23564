// Whether a contact may be written to, and where: asked when the audience is gathered and again right before each mail is handed
// over. One rule for both, so that what was taken back in between counts.
import { isZone } from "@outrider/shared/kernel";
import { problemSentences } from "@outrider/shared/protocol";
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { addressHash } from "../platform/address-hash.ts";

/** Why somebody was left out, in words for people. */
export const LEFT_OUT = {
  gone: problemSentences["left-out-gone"],
  merged: problemSentences["left-out-merged"],
  refused: problemSentences["left-out-refused"],
  noAddress: problemSentences["left-out-no-address"],
  otherAddress: problemSentences["left-out-other-address"],
  suppressed: problemSentences["left-out-suppressed"],
  twice: problemSentences["left-out-twice"],
  cancelled: problemSentences["left-out-cancelled"],
  erased: problemSentences["left-out-erased"],
} as const;

/** What keeps a contact from being written to, whatever the address; null: nothing. */
export function refusalOf(contact: RecordState | undefined): string | null {
  if (!contact || contact.kind !== "contact" || isDeleted(contact)) return LEFT_OUT.gone;
  if (textOf(contact, "mergedInto") !== "") return LEFT_OUT.merged;
  return textOf(contact, "mail") === "no" ? LEFT_OUT.refused : null;
}

export interface Mailbox { readonly address: string; readonly hash: string }

/** All addresses of a contact, in their order. */
export const mailboxesOf = (workspace: string, contact: RecordState): readonly Mailbox[] => elementsOf(contact, "emails").map((address) => ({ address, hash: addressHash(workspace, address) }));

/** Whether opens and clicks may be counted. */
export const mayTrack = (contact: RecordState): boolean => valueOf(contact, "tracking") === "yes";

/** The contact's own time zone, or null where it is not known or is none. */
export function zoneOf(contact: RecordState): string | null {
  const zone = textOf(contact, "timeZone");
  return zone !== "" && isZone(zone) ? zone : null;
}
