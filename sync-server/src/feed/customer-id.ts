// The contact that ingestion makes for an address: its id derives from the address, so that two servers that make it at once
// make one, and so that whoever was erased is not made anew by the next order that comes of them.
import { derivedId } from "@outrider/shared/kernel";

/** The form by which an address is found: two that differ only in case or in how their letters are put together are one. */
export const normalEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase();

export const customerId = (workspace: string, email: string): string => derivedId("customer", workspace, normalEmail(email));
