// Whether a contact may be written to, and where: asked when the audience is gathered and again right before each mail is handed
// over. One rule for both, so that what was taken back in between counts.
import { isZone } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { addressHash } from "../platform/address-hash.ts";

/** Why somebody was left out, in words for people. */
export const LEFT_OUT = {
  gone: "The contact is no more.",
  merged: "The contact was merged into another.",
  refused: "The contact does not want campaigns by e-mail.",
  noAddress: "The contact has no e-mail address.",
  otherAddress: "The contact no longer has this address.",
  suppressed: "The address is on the suppression list.",
  twice: "Another contact of the audience has the same address.",
  cancelled: "The campaign was cancelled.",
  erased: "The contact was erased.",
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
