import { expect, it } from "vitest";
import { createLives } from "./live.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

const time = () => createVirtualTime(() => new Promise((done) => setImmediate(done)));

it("W4 many changes are shown once in 50 ms, the first at once, the last always", async () => {
  const clock = time();
  const lives = createLives(clock);
  let [value, computed] = [0, 0];
  const shown: number[] = [];
  lives.watch({ compute: () => (computed++, value), touched: () => true }, (next) => shown.push(next));
  for (let n = 1; n <= 100; n++) {
    value = n;
    lives.changed(new Set());
    await clock.pass(2);
  }
  await clock.pass(100);
  expect(shown[0]).toBe(0);
  expect(shown[1]).toBe(1);
  expect(shown.at(-1)).toBe(100);
  expect(computed).toBeLessThan(9);
});

it("S10 what looks the same is not shown again, and what is no longer watched not at all", async () => {
  const clock = time();
  const lives = createLives(clock);
  let value = "a";
  const shown: string[] = [];
  const closed: true[] = [];
  const stop = lives.watch({ compute: () => ({ value }), touched: (ids) => ids?.has("x") ?? true, close: () => void closed.push(true) }, (next) => shown.push(next.value));
  lives.changed(new Set(["x"]));
  await clock.pass(100);
  value = "b";
  lives.changed(new Set(["y"]));
  await clock.pass(100);
  expect(shown).toEqual(["a"]);
  lives.changed(null);
  await clock.pass(100);
  stop();
  value = "c";
  lives.changed(null);
  await clock.pass(100);
  expect([shown, closed]).toEqual([["a", "b"], [true]]);
});

it("W4 what the person did is shown at once though something was shown a moment ago", async () => {
  const clock = time();
  const lives = createLives(clock);
  const shown: string[] = [];
  let value = "";
  lives.watch({ compute: () => value, touched: () => true }, (next) => shown.push(next));
  const change = (to: string, own: boolean): void => {
    value = to;
    lives.changed(new Set(), own);
  };
  change("somebody's", false);
  await clock.pass(1);
  change("another's", false);
  await clock.pass(10);
  expect(shown).toEqual(["", "somebody's"]);
  change("mine", true);
  await clock.pass(1);
  expect(shown).toEqual(["", "somebody's", "mine"]);
});

it("W4 a clock that is put back puts nothing off", async () => {
  const clock = time();
  let back = 0;
  const lives = createLives({ ...clock, now: () => clock.now() - back });
  const shown: number[] = [];
  let value = 0;
  lives.watch({ compute: () => value, touched: () => true }, (next) => shown.push(next));
  for (value = 1; value <= 2; value++) {
    lives.changed(new Set());
    await clock.pass(60);
    back += 3_600_000;
  }
  expect(shown).toEqual([0, 1, 2]);
});
