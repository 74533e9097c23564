import { expect, it } from "vitest";
import type { WatchName } from "./api.ts";
import type { Query } from "./api-records.ts";
import { askedOf, createShownKeeper, type Shown } from "./shown.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

const DEALS: Query = { kind: "deal", offset: 0, limit: 150 };

function setUp() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const disk = { shown: [] as readonly Shown[], writes: 0, writing: false };
  let answer = "first";
  const computed: string[] = [];
  const keeper = createShownKeeper({
    timers: time,
    compute(name: WatchName, of: unknown) {
      computed.push(askedOf(name, of));
      return { rows: [answer] };
    },
    store: {
      read: () => Promise.resolve(disk.shown),
      mark: () => (disk.writing ? null : disk.writes),
      keep: async (shown, mark) => {
        if (mark === disk.writes) disk.shown = shown;
      },
    },
  });
  return {
    time, disk, keeper, computed,
    write(next: string) {
      disk.writes += 1;
      disk.shown = [];
      answer = next;
      keeper.changed();
    },
  };
}

it("W4 what pages look at is kept once nothing happens any more, as it is then", async () => {
  const { time, disk, keeper, write } = setUp();
  keeper.looked("query", DEALS);
  keeper.looked("record", "d1");
  await time.pass(1_000);
  expect(disk.shown).toEqual([]);
  write("second");
  await time.pass(1_500);
  expect(disk.shown).toEqual([]);
  await time.pass(1_000);
  expect(disk.shown).toEqual([{ asked: askedOf("query", DEALS), value: { rows: ["second"] } }, { asked: askedOf("record", "d1"), value: { rows: ["second"] } }]);
});

it("W4 nothing is worked out again while nothing has changed", async () => {
  const { time, keeper, computed, write } = setUp();
  keeper.looked("query", DEALS);
  await time.pass(5_000);
  keeper.looked("query", DEALS);
  await time.pass(5_000);
  expect(computed).toHaveLength(1);
  write("second");
  await time.pass(5_000);
  expect(computed).toHaveLength(2);
});

it("W4 what is written while it is worked out, or being written, leaves nothing old behind", async () => {
  const { time, disk, keeper, write, computed } = setUp();
  for (let at = 0; at < 5; at += 1) keeper.looked("record", `d${at}`);
  disk.writing = true;
  await time.pass(3_000);
  expect(computed).toEqual([]);
  disk.writing = false;
  keeper.changed();
  time.after(2_000, () => write("second"));
  await time.pass(2_100);
  expect(disk.shown).toEqual([]);
  await time.pass(3_000);
  expect(disk.shown.map(({ value }) => value)).toEqual(Array(5).fill({ rows: ["second"] }));
});

it("W4 of lists their top is kept, of what was looked for nothing, and no more than the latest", async () => {
  const { time, disk, keeper } = setUp();
  keeper.looked("query", { ...DEALS, offset: 50 });
  keeper.looked("query", { ...DEALS, search: "halden" });
  keeper.looked("status", undefined);
  for (let at = 0; at < 40; at += 1) keeper.looked("record", `d${at}`);
  await time.pass(5_000);
  expect(disk.shown.map(({ asked }) => asked)).toEqual(Array.from({ length: 24 }, (_, at) => askedOf("record", `d${at + 16}`)));
});

it("W4 after its end nothing is kept", async () => {
  const { time, disk, keeper } = setUp();
  keeper.looked("query", DEALS);
  keeper.end();
  await time.pass(5_000);
  expect(disk.shown).toEqual([]);
});
