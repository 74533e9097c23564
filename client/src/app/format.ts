// Owns how figures, money, days and times are written for the person, in the language of the browser and by the clocks that
// the person goes by. The only file that names Intl. Makes each formatter once, when it is first used: they are quick to use and
// so slow to make that all of them together were most of what evaluating the files of a start took.
import { DAY_MS, dayOfNumber, lazily } from "@outrider/shared/kernel";
import type { Money } from "@outrider/shared/schema";
import { ownZone, wallAt } from "./own-clock.ts";

const HALF_A_YEAR_DAYS = 183;
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** A formatter for a currency; undefined where the code is none. */
function moneyFormat(currency: string, whole: boolean): Intl.NumberFormat | undefined {
  const key = `${currency} ${whole}`;
  const known = moneyFormats.get(key);
  if (known !== undefined || !/^[A-Za-z]{3}$/.test(currency)) return known;
  const made = new Intl.NumberFormat(undefined, { style: "currency", currency, ...(whole && { maximumFractionDigits: 0 }) });
  moneyFormats.set(key, made);
  return made;
}

/** A formatter of moments, made anew when the person goes by other clocks. */
function byOwnClock(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: { readonly of: string; readonly format: Intl.DateTimeFormat } | undefined;
  return () => {
    const zone = ownZone.read();
    if (made?.of !== zone) made = { of: zone, format: new Intl.DateTimeFormat(undefined, { ...options, ...(zone !== "" && { timeZone: zone }) }) };
    return made.format;
  };
}

const number = lazily(() => new Intl.NumberFormat());
const percent = lazily(() => new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }));
const day = lazily(() => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" }));
const month = lazily(() => new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" }));
const dayOfYear = lazily(() => new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" }));
const date = byOwnClock({ dateStyle: "medium" });
const moment = byOwnClock({ dateStyle: "medium", timeStyle: "short" });
const short = lazily(() => new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 }));
const time = byOwnClock({ timeStyle: "short" });
const sizes = (["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const).map((unit) => lazily(() => new Intl.NumberFormat(undefined, { style: "unit", unit, maximumSignificantDigits: 3 })));
const weekdayDay = lazily(() => new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }));
const weekday = lazily(() => new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" }));
const relative = lazily(() => new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }));

/** The day's number, since 1970. */
const localDay = (at: number): number => Math.floor(wallAt(at) / DAY_MS);

export const format = {
  number: (value: number): string => number().format(value),

  /** A part of a hundred, as it is kept: 75. */
  percent: (value: number): string => percent().format(value / 100),

  money({ amount, currency }: Money): string {
    const known = moneyFormat(currency, Number.isInteger(amount));
    return known === undefined ? `${number().format(amount)} ${currency}` : known.format(amount);
  },

  /** To three figures, in the unit that suits: 12.3 MB. */
  bytes(value: number): string {
    const power = value < 1000 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(value) / 3));
    return (sizes[power] as () => Intl.NumberFormat)().format(value / 1000 ** power);
  },

  /** A calendar day, `YYYY-MM-DD`. */
  day(value: string): string {
    const at = Date.parse(`${value}T00:00:00Z`);
    return Number.isNaN(at) ? value : day().format(at);
  },

  /** The same without the year where it is this one, or no more than half a year away. */
  dayShort(value: string, now: number): string {
    const at = Date.parse(`${value}T00:00:00Z`);
    const near = value.startsWith(format.today(now).slice(0, 5)) || Math.abs(at / DAY_MS - localDay(now)) < HALF_A_YEAR_DAYS;
    return near && !Number.isNaN(at) ? dayOfYear().format(at) : format.day(value);
  },

  /** A calendar day with its weekday and without its year. */
  dayInWords: (value: string): string => weekdayDay().format(Date.parse(`${value}T00:00:00Z`)),

  /** The weekday of a calendar day, in short. */
  weekday: (value: string): string => weekday().format(Date.parse(`${value}T00:00:00Z`)),

  /** A calendar month, `YYYY-MM`. */
  month(value: string): string {
    const at = Date.parse(`${value}-01T00:00:00Z`);
    return Number.isNaN(at) ? value : month().format(at);
  },

  /** ms: the time of day. */
  time: (at: number): string => time().format(at),

  /** ms: the whole of it. */
  moment: (at: number): string => moment().format(at),

  /** ms: the time where it was today, "yesterday", else the day. */
  when(at: number, now: number): string {
    const days = localDay(now) - localDay(at);
    if (days === 0) return time().format(at);
    if (days === 1) return `${relative().format(-1, "day")}, ${time().format(at)}`;
    return date().format(at);
  },

  /** ms: how long ago, in words. */
  ago(at: number, now: number): string {
    const seconds = Math.round((at - now) / 1000);
    if (Math.abs(seconds) < 60) return relative().format(0, "second");
    if (Math.abs(seconds) < 3600) return relative().format(Math.round(seconds / 60), "minute");
    if (Math.abs(seconds) < 86_400) return relative().format(Math.round(seconds / 3600), "hour");
    return relative().format(Math.round(seconds / 86_400), "day");
  },

  /** The day it is here, as `YYYY-MM-DD`. */
  today: (now: number): string => dayOfNumber(localDay(now)),

  /** The days from the first to the last, `YYYY-MM-DD`. */
  days: (from: string, to: string): string => (from === to ? format.day(from) : day().formatRange(Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`))),

  /** A large figure in few signs: 1.2M. */
  short: (value: number): string => short().format(value),

  /** ms as a `datetime-local` control holds it. */
  localInput(at: number): string {
    const minutes = Math.floor((wallAt(at) - localDay(at) * DAY_MS) / 60_000);
    const two = (part: number): string => String(part).padStart(2, "0");
    return `${format.today(at)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  },
};

/** Makes one each of the formatters that nearly every page uses, the slow ones first: what takes long is done in pieces, before it is asked for. */
export const usualFormats: readonly (() => unknown)[] = [date, time, dayOfYear, number, () => moneyFormat("EUR", true)];

/** The signs with which this language divides thousands and decimals. */
export const separators = lazily((): { readonly group: string; readonly decimal: string } => {
  const parts = number().formatToParts(1234567.8);
  const sign = (type: string, otherwise: string): string => parts.find((part) => part.type === type)?.value ?? otherwise;
  const decimal = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1 }).formatToParts(0.5).find((part) => part.type === "decimal")?.value ?? ".";
  return { group: sign("group", ""), decimal };
});

/** On which weekday weeks begin here: 1 is Monday, 7 Sunday. */
export const firstWeekday = lazily((): number => {
  const here = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return here.getWeekInfo?.().firstDay ?? here.weekInfo?.firstDay ?? 1;
});

/** The time zone by whose clocks the person goes, by its name. */
export const localZone = (): string => ownZone.read() || new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface WeekInfo { readonly firstDay?: number }

/** The day with which a week begins here, 1 (Monday) to 7; Monday where the browser does not know. */
export function localWeekStart(): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const locale = new Intl.Locale(number().resolvedOptions().locale) as Intl.Locale & { readonly getWeekInfo?: () => WeekInfo; readonly weekInfo?: WeekInfo };
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  return [1, 2, 3, 4, 5, 6, 7].includes(first) ? (first as 1) : 1;
}
