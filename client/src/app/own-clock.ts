// The clocks that the person goes by: of the time zone of their profile, or of this device where it names none. The one door
// through which a zone enters what the page reckons and shows. Knows no zone: the rules of one come with its name (own-zone.ts),
// for nearly everybody goes by the device's clocks and pays for no others.
import { instantOf, type ZoneOffset } from "@outrider/shared/kernel";

const ofDevice: ZoneOffset = (at) => Math.round(new Date(at).getTimezoneOffset() * -60_000);
let [zone, offset] = ["", ofDevice];
const heard = new Set<() => void>();

export const ownZone = {
  /** By its IANA name; "": that of this device. */
  read: (): string => zone,
  subscribe(listener: () => void): () => void {
    heard.add(listener);
    return () => void heard.delete(listener);
  },
  /** From now on, until the page is closed. "": that of the device. */
  take(name: string, ahead: ZoneOffset = ofDevice): void {
    offset = ahead;
    if (name === zone) return;
    zone = name;
    for (const listener of heard) listener();
  },
};

/** What the clocks show at a time (ms), as if it were UTC (ms). NaN where there is no such time. */
export const wallAt = (at: number): number => at + offset(at);

/** The time (ms) at which they show that: of two the first; what they pass over is taken by the clocks of before. NaN as above. */
export const atWall = (wall: number): number => instantOf(wall, offset);
