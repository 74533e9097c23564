import { describe, expect, it } from "vitest";
import { createConfirmations } from "./confirmations.ts";

function setting(fails = false) {
  const written: (readonly [string, Readonly<Record<string, number>>])[] = [];
  const errors: unknown[] = [];
  const wakes: (() => void)[] = [];
  const confirmations = createConfirmations({
    store: {
      confirm: (workspace, counters) => {
        written.push([workspace, Object.fromEntries(counters)]);
        return fails ? Promise.reject(new Error("no disk")) : Promise.resolve();
      },
    },
    sleep: () => new Promise((resolve) => void wakes.push(resolve)),
    failed: (error) => errors.push(error),
  });
  const pass = async (): Promise<void> => {
    for (const wake of wakes.splice(0)) wake();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { confirmations, written, errors, pass };
}

describe("confirmations", () => {
  it("S2 what comes in one interval is written once a workspace, each device at its highest counter", async () => {
    const { confirmations, written, pass } = setting();
    for (const counter of [1, 3, 2]) confirmations.note("w1", "d1", counter);
    confirmations.note("w1", "d2", 7);
    confirmations.note("w2", "d3", 1);
    expect(written).toEqual([]);
    await pass();
    expect(written).toEqual([["w1", { d1: 3, d2: 7 }], ["w2", { d3: 1 }]]);
    confirmations.note("w1", "d1", 4);
    await pass();
    expect(written.at(-1)).toEqual(["w1", { d1: 4 }]);
  });

  it("S2 many devices go in several statements, one after the other", async () => {
    const { confirmations, written, pass } = setting();
    for (let device = 0; device < 50; device++) confirmations.note("w1", `d${device}`, device + 1);
    for (let turn = 0; turn < 10; turn++) await pass();
    expect(written.length).toBeGreaterThan(2);
    expect(Object.assign({}, ...written.map(([, counters]) => counters))).toEqual(Object.fromEntries(Array.from({ length: 50 }, (_, device) => [`d${device}`, device + 1])));
  });

  it("S2 one that could not be written is reported, and the next goes its way", async () => {
    const { confirmations, written, errors, pass } = setting(true);
    confirmations.note("w1", "d1", 1);
    await pass();
    confirmations.note("w1", "d1", 2);
    await pass();
    expect(written).toHaveLength(2);
    expect(errors).toHaveLength(2);
  });
});
