// For how long a device that hears nothing from the server still opens what it holds. Pure: clocks are arguments.
// Invariant: time counts as passed that this device has seen pass, whatever its clock says later: one that is put back
// gains nothing over the latest time it ever showed, and one put back before the last contact by more than the
// tolerance (a flat battery, or somebody's trick) is taken for past the lease. One that is put forward past it must sign
// in, which needs the network that would put it right.
import { DAY_MS } from "@outrider/shared/kernel";
export interface Lease {
  /** Days, as the workspace has it. */
  readonly days: number;
  /** The server's clock up to which the device opens, ms. */
  readonly until: number;
  /** Server's clock less the device's at the last contact, ms. */
  readonly offset: number;
  /** The device's clock at the last contact, and the latest it was ever seen to show, ms. */
  readonly contact: number;
  readonly seen: number;
}

export const DEFAULT_LEASE_DAYS = 14;
/** A clock may be set right by so much without anybody being locked out. */
export const TURNED_BACK_MS = DAY_MS;

/** From a contact with the server: what was seen before it counts no more, the server's clock does. */
export const leaseFrom = (now: number, serverNow: number, days: number): Lease => ({ days, until: serverNow + days * DAY_MS, offset: serverNow - now, contact: now, seen: now });

/** The server was heard again on an open connection. */
export const leaseHeard = (lease: Lease, now: number): Lease => leaseFrom(now, now + lease.offset, lease.days);

export const leaseSeen = (lease: Lease, now: number): Lease => (now > lease.seen ? { ...lease, seen: now } : lease);

export function leaseIsOver({ until, offset, contact, seen }: Lease, now: number): boolean {
  return now < contact - TURNED_BACK_MS || Math.max(now, seen) + offset > until;
}
