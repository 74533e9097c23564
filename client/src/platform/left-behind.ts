// What a revoked device keeps of an account: that it was revoked, and whose data is to be gone. Invariant: the note is
// on the disk before anything is wiped, so that a browser killed in between still knows and finishes at the next start.
import { accountKey, type Account } from "../engine/wire.ts";
import type { PersonMemory } from "./person-memory.ts";

/** Notes that the account's data goes; nobody is signed in here any more. */
export const noteRevoked = (memory: PersonMemory, account: Account): Promise<void> => memory.write(JSON.stringify({ revoked: accountKey(account) }));

/** Whose data was revoked, as a key of an account; undefined where the memory says something else. */
export function revokedIn(kept: string | undefined): string | undefined {
  try {
    const said: unknown = JSON.parse(kept ?? "null");
    if (typeof said !== "object" || said === null || !("revoked" in said)) return undefined;
    return typeof said.revoked === "string" ? said.revoked : undefined;
  } catch {
    return undefined;
  }
}
