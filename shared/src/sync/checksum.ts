// The checksum of a bucket: the sum of a hash of each row's record and sequence, modulo 2^32, so that both sides can
// keep it up row by row. It finds accidents (a lost page, a damaged disk), not attackers.
import { hash32 } from "@outrider/shared/kernel";

/** What one row adds to the sum of its bucket, 0 to 2^32 - 1. */
export const rowSum = (record: string, seq: number): number => hash32(`${record}:${seq}`);
/** A sum with a row in it. */
export const addSum = (sum: number, by: number): number => (sum + by) >>> 0;
/** A sum without a row that was in it. */
export const subtractSum = (sum: number, by: number): number => (sum - by) >>> 0;
