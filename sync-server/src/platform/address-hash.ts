// Addresses as they are compared: two spellings of one mailbox are one. What is kept of an address is a hash that holds for one
// workspace alone, so that nobody learns from it who is written to elsewhere.
import { createHash } from "node:crypto";

/** Mail servers know no two mailboxes that differ in case alone, whatever the standard lets them. */
const plainAddress = (address: string): string => address.trim().normalize("NFKC").toLowerCase();

/** Outlives the server's keys: who unsubscribed stays so when those are changed. */
export const addressHash = (workspace: string, address: string): string => createHash("sha256").update(`${workspace}\n${plainAddress(address)}`).digest("base64url");
