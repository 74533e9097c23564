import { afterEach, expect, test, vi } from "vitest";
import { format, localZone } from "./format.ts";
import { atOnDay, hourOfDay, momentTyped, startOfDay } from "./local-time.ts";
import { atWall, ownZone, wallAt } from "./own-clock.ts";
import { chooseOwnZone } from "./own-zone.ts";

afterEach(() => {
  chooseOwnZone("");
  vi.unstubAllGlobals();
});

const utc = (text: string): number => Date.parse(`${text}Z`);

test("R16 days, times and what is typed go by the person's zone, wherever the device is", () => {
  chooseOwnZone("Asia/Kolkata");
  const late = utc("2026-12-31T20:00");
  expect([format.today(late), format.localInput(late), localZone()]).toEqual(["2027-01-01", "2027-01-01T01:30", "Asia/Kolkata"]);
  expect([startOfDay("2027-01-01"), hourOfDay("2027-01-01", 9), momentTyped("2027-01-01T01:30")]).toEqual([utc("2026-12-31T18:30"), utc("2027-01-01T03:30"), late]);
  const inKolkata = new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: "Asia/Kolkata" });
  expect([format.time(late), format.when(late, late + 3_600_000)]).toEqual([inKolkata.format(late), inKolkata.format(late)]);
  chooseOwnZone("America/New_York");
  expect([format.today(late), format.localInput(late)]).toEqual(["2026-12-31", "2026-12-31T15:00"]);
  // No time at all is none, and the end of time is no reason to stop.
  expect([momentTyped(""), momentTyped("soon"), wallAt(Number.NaN), atWall(9e15)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});

test("R16 in a zone that changes its clocks a day stays one day, and an hour that is passed over is taken by the clocks of before", () => {
  chooseOwnZone("America/New_York");
  expect(startOfDay("2026-03-09") - startOfDay("2026-03-08")).toBe(23 * 3_600_000);
  expect(atOnDay(utc("2026-03-07T20:00"), "2026-03-09")).toBe(utc("2026-03-09T19:00"));
  expect(momentTyped("2026-03-08T02:30")).toBe(utc("2026-03-08T07:30"));
  expect(momentTyped("2026-11-01T01:30")).toBe(utc("2026-11-01T05:30"));
  for (let at = utc("2026-01-01T00:00"); at < utc("2027-01-01T00:00"); at += 5 * 3_600_000 + 60_000) {
    const day = format.today(at);
    expect(startOfDay(day) <= at && at < startOfDay(day) + 25 * 3_600_000).toBe(true);
  }
});

test("R16 without a zone of one's own, and with one that is none, it is the device's", () => {
  const at = utc("2026-06-15T12:34");
  const here = new Date(at);
  const two = (part: number): string => String(part).padStart(2, "0");
  const shown = `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}T${two(here.getHours())}:${two(here.getMinutes())}`;
  for (const zone of ["", "Moon/Base"]) {
    chooseOwnZone(zone);
    expect([format.localInput(at), startOfDay("2026-06-15"), momentTyped("2026-06-15T07:05")]).toEqual([shown, new Date(2026, 5, 15).getTime(), new Date(2026, 5, 15, 7, 5).getTime()]);
    expect(localZone()).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  }
});

test("R16 who shows a time hears of another zone at once, and it stands again after a restart", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value), removeItem: (key: string) => stored.delete(key) });
  let told = 0;
  const leave = ownZone.subscribe(() => void told++);
  chooseOwnZone("Asia/Tokyo");
  chooseOwnZone("Asia/Tokyo");
  leave();
  expect(told).toBe(1);
  vi.resetModules();
  const [clock, kept] = [await import("./own-clock.ts"), await import("./own-zone.ts")];
  expect(clock.ownZone.read()).toBe("");
  kept.takeKeptZone();
  expect(clock.ownZone.read()).toBe("Asia/Tokyo");
  kept.chooseOwnZone("");
  expect(stored.size).toBe(0);
});
