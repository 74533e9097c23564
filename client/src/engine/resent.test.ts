import { expect, test } from "vitest";
import { runsOf } from "./resent.ts";
import type { SentRow } from "./store.ts";

const sent = (counter: number, signature: string, at = counter): SentRow => ({
  group: { id: `g${counter}`, counter, at, schema: 1, command: "edit", changes: [] }, at,
  verdict: { group: `g${counter}`, counter, result: "applied", seq: 1, receipt: { group: `g${counter}`, device: "d", by: "u", counter, at, except: {} }, signature, conflicts: [] },
});

test("S2 what is sent again keeps the order of its making, each edit once, with its receipt where there is one", () => {
  // A clock that was put back makes a later edit look older.
  const runs = runsOf([sent(4, "s", 1), sent(1, "s"), sent(3, "", 2), sent(2, ""), sent(5, ""), sent(5, "s", 9)]);
  expect(runs.map(({ signed, rows }) => [signed, rows.map(({ group }) => group.counter)])).toEqual([[true, [1]], [false, [2, 3]], [true, [4, 5]]]);
});
