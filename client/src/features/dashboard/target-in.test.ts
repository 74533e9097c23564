import { expect, test } from "vitest";
import { changeOf } from "./kpis.tsx";
import { targetIn } from "./target-in.ts";

test("D1 a target is typed as numbers are written here; what is no number above zero is none", () => {
  const english = { group: ",", decimal: "." };
  expect(["50,000", " 1 200.5 ", "7"].map((typed) => targetIn(typed, english))).toEqual([50_000, 1200.5, 7]);
  expect(targetIn("50.000,25", { group: ".", decimal: "," })).toBe(50_000.25);
  expect(["", "0", "-5", "many", "1e9", "NaN", "9".repeat(30)].map((typed) => targetIn(typed, english))).toEqual(Array.from({ length: 7 }));
});

test("D1 a change says which way and by how much, and nothing where there is nothing before", () => {
  const say = (by: number): string => String(Math.round(by));
  expect([{ now: 5, before: 2 }, { now: 2, before: 5 }, { now: 2.2, before: 2 }, { now: 2, before: null }].map((figure) => changeOf(figure, say).sign)).toEqual(["up", "down", "same", "none"]);
  expect(changeOf({ now: 5, before: 2 }, say).said).toContain("3");
});
