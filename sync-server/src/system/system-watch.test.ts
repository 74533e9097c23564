// The watch over the running server: when an admin is told, and when not again.
import { expect, test } from "vitest";
import { alarmMail } from "./alarm-mail.ts";
import { type Alarm, createSystemWatch, LIMITS, type Readings } from "./system-watch.ts";

const WELL: Readings = { devices: 2, programs: 0, lagMs: 0, waiting: 0, jobsWaiting: 0, jobsDead: 0, errors: 0, edits: { p50: 0.004, p99: 0.02 }, database: true };

function setUp() {
  let now = 1_000_000;
  let readings = WELL;
  const told: (readonly [readonly string[], readonly string[]])[] = [];
  const names = (alarms: readonly Alarm[]): string[] => alarms.map(({ of }) => of);
  const watch = createSystemWatch({
    read: () => Promise.resolve(readings), now: () => now, every: () => () => undefined, failed: (error) => { throw error; }, among: () => Promise.resolve([]),
    tell: (begun, over) => void told.push([names(begun), names(over)]),
  });
  return { watch, told, become: (next: Partial<Readings>, later = 15_000) => { readings = { ...readings, ...next }; now += later; } };
}

test("D3 a limit that is passed is told once, again after an hour, and when it is kept again", async () => {
  const { watch, told, become } = setUp();
  expect((await watch.look()).alarms).toEqual([]);
  become({ lagMs: LIMITS.lagMs.most + 1 });
  expect((await watch.look()).alarms).toMatchObject([{ of: "lagMs", value: 30_001, limit: 30_000, since: 1_015_000 }]);
  become({ lagMs: 50_000 });
  expect((await watch.look()).alarms).toMatchObject([{ value: 50_000, since: 1_015_000 }]);
  expect(told).toEqual([[["lagMs"], []]]);
  become({}, 60 * 60_000);
  await watch.look();
  become({ lagMs: 0 });
  expect((await watch.look()).alarms).toEqual([]);
  await watch.look();
  expect(told).toEqual([[["lagMs"], []], [["lagMs"], []], [[], ["lagMs"]]]);
});

test.each([
  ["waiting", { waiting: 5_001 }], ["errors", { errors: 21 }], ["jobsWaiting", { jobsWaiting: 1_001 }], ["jobsDead", { jobsDead: 101 }], ["editMs", { edits: { p50: 0.1, p99: 2.5 } }], ["database", { database: false }],
] as const)("D3 an alarm of %s", async (name, reading) => {
  const { watch, told, become } = setUp();
  become(reading);
  expect((await watch.look()).alarms.map(({ of }) => of)).toEqual([name]);
  expect(told).toEqual([[[name], []]]);
});

test("D3 the mail says what is wrong, by how much, and where to look", () => {
  const mail = alarmMail([{ of: "editMs", value: 2_500, limit: 2_000, since: 0 }], [{ of: "errors", value: 0, limit: 20, since: 0 }], "https://crm.example");
  expect(mail.subject).toBe("Outrider: time of an edit");
  expect(mail.text).toContain("2.5 s or more (limit 2.0 s)");
  expect(mail.text).toContain("Within its limit again: errors.");
  expect(mail.text).toContain("https://crm.example/settings/system");
  expect(alarmMail([], [{ of: "database", value: 0, limit: 0, since: 0 }], "x").subject).toBe("Outrider: fine again (database)");
});
