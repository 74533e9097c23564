// What a page does on a device that was revoked: it says so, and finishes what a wipe that was broken off left.
import { forgetRecordTexts } from "../platform/record-texts.ts";
import { removeAccount } from "../platform/remove-account.ts";

export { revokedIn } from "../platform/left-behind.ts";

/** `key`: of the account whose data is to be gone. Safe to repeat. */
export function clearRevoked(key: string): void {
  forgetRecordTexts();
  void removeAccount(key);
}
