// When a message may go: by the clock on its reader's wall, outside quiet hours, and no faster than the campaign's pace. Pure;
// all times are milliseconds since 1970. Hours may go over midnight; on days when clocks change, what clocks pass over is
// taken by the clocks of before.
import { DAY_MS, instantOf, zoneOffset } from "@outrider/shared/kernel";

/** `HH:MM`; the same twice is no quiet at all. */
export interface Quiet { readonly from: string; readonly to: string }

const MINUTE = 60_000;

const ofDay = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;

/** Now, or when the quiet hours that now is in are over there. `zone` must be one. */
export function outOfQuiet(now: number, quiet: Quiet | null, zone: string): number {
  if (quiet === null || quiet.from === quiet.to) return now;
  const offset = zoneOffset(zone);
  const wall = now + offset(now);
  const since = (((wall - ofDay(quiet.from)) % DAY_MS) + DAY_MS) % DAY_MS;
  const length = (ofDay(quiet.to) - ofDay(quiet.from) + DAY_MS) % DAY_MS;
  if (since >= length) return now;
  const end = wall + length - since;
  const at = instantOf(end, offset);
  // Clocks that were put back show the end twice, and its first time is over.
  return at > now ? at : end - offset(now);
}

/** When it is as late in `zone` as it is in `home` at `startsAt`. */
export function goesAt(startsAt: number, home: string, zone: string): number {
  return instantOf(startsAt + zoneOffset(home)(startsAt), zoneOffset(zone));
}

/** What may go now: `tokens` as of `at`. */
export interface Bucket { readonly tokens: number; readonly at: number }

/** As much as one second lets in: in any minute at most that much more than `perMinute` goes. */
const most = (perMinute: number): number => Math.max(1, perMinute / 60);

/** The bucket now. A clock that went back fills nothing. */
export const refilled = ({ tokens, at }: Bucket, now: number, perMinute: number): Bucket => ({ tokens: Math.min(most(perMinute), tokens + (Math.max(0, now - at) * perMinute) / MINUTE), at: now });

/** How many may go now, and if none, in how many ms one may. */
export function roomIn({ tokens }: Bucket, perMinute: number): { readonly room: number; readonly waitMs: number } {
  const room = Math.floor(tokens + 1e-9);
  return { room, waitMs: room > 0 ? 0 : Math.ceil(((1 - tokens) * MINUTE) / perMinute) };
}

const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 4 * 3_600_000;

/** How long after the failed try of this number (from 1) the next one comes. */
export const retryAfter = (tries: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1));
