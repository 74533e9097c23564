// Time zones as a person finds and reads them: by the city that names the zone, what the zone is called, and how far it is
// from UTC now. Only who chooses one needs it: it makes a formatter a zone.
import { lazily } from "@outrider/shared/kernel";

export interface TimeZone {
  /** As it is kept: `Asia/Kolkata`. */
  readonly id: string;
  readonly city: string;
  /** What the browser calls it: "India Standard Time". */
  readonly name: string;
  /** "UTC+5:30". */
  readonly offset: string;
  /** In minutes, to order by. */
  readonly ahead: number;
}

const part = (id: string, timeZoneName: "longGeneric" | "longOffset", now: number): string | undefined => {
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: id, timeZoneName }).formatToParts(now).find(({ type }) => type === "timeZoneName")?.value;
  } catch {
    return undefined;
  }
};

const cityOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1).replaceAll("_", " ");

/** "GMT+05:30" as the browser writes it. */
function aheadOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = /([+\-\u2212])(\d{1,2}):?(\d{2})?/.exec(offset) ?? [];
  return (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) || 0;
}

function offsetWord(ahead: number): string {
  const [hours, minutes] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  return `UTC${ahead < 0 ? "\u2212" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
}

/** Undefined where this browser knows no zone of that name. now: ms, for what is an hour ahead in summer. */
export function timeZone(id: string, now: number): TimeZone | undefined {
  const offset = id === "" ? undefined : part(id, "longOffset", now);
  if (offset === undefined) return undefined;
  const ahead = aheadOf(offset);
  return { id, city: cityOf(id), name: part(id, "longGeneric", now) ?? "", offset: offsetWord(ahead), ahead };
}

const ids = lazily((): readonly string[] => {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes("UTC") ? known : [...known, "UTC"];
});

/** All that this browser knows, from west to east. */
export const timeZones = (now: number): readonly TimeZone[] =>
  ids().flatMap((id) => timeZone(id, now) ?? []).sort((a, b) => a.ahead - b.ahead || (a.city < b.city ? -1 : 1));

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ");

/** Those that have every word that is typed, in their name, their city or their distance from UTC. */
export function findZones(zones: readonly TimeZone[], typed: string): readonly TimeZone[] {
  const words = folded(typed).replaceAll("-", "\u2212").split(/\s+/).filter((word) => word !== "");
  const starts = (zone: TimeZone): number => (words[0] !== undefined && folded(zone.city).startsWith(words[0]) ? 0 : 1);
  return zones.filter((zone) => {
    const hay = folded(`${zone.id} ${zone.name} ${zone.offset}`);
    return words.every((word) => hay.includes(word));
  }).sort((a, b) => starts(a) - starts(b));
}

/** "Kolkata, UTC+5:30"; what is no zone is shown as it came. */
export function zoneWords(id: string, now: number): string {
  const zone = timeZone(id, now);
  return zone === undefined ? id : `${zone.city}, ${zone.offset}`;
}
