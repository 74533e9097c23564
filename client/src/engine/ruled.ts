// A record as a rule looks at it, and the days by which a rule counts.
import { DAY_MS, dayOfNumber, zoneOffset } from "@outrider/shared/kernel";
import { derivedAt, type Touched, valuesAt } from "@outrider/shared/projection";
import type { Read, RecordState } from "@outrider/shared/records";
import type { Subject } from "@outrider/shared/segments";

/** Its fields, those of what it links to, and what follows from it and from what happened with it. */
export const subjectOf = (state: RecordState, read: Read, touched: Touched): Subject => (path) => derivedAt(state, path, read, touched) ?? valuesAt(state, path, read);

const two = (part: number): string => String(part).padStart(2, "0");

/** The day of a moment (ms) in a time zone, by its IANA name. "": that of this device. */
export const dayIn = (zone: string): ((at: number) => string) => {
  if (zone === "") return localDay;
  const offset = zoneOffset(zone);
  return (at) => dayOfNumber(Math.floor((at + offset(at)) / DAY_MS));
};

/** Asked of all records: without the platform's tables of zones. */
export function localDay(at: number): string {
  const then = new Date(at);
  return `${String(then.getFullYear()).padStart(4, "0")}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}
