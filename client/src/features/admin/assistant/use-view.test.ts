import { expect, it } from "vitest";
import { periodOf, useOf } from "./use-view.ts";

it("D2 days on which nobody asked are there too, and what is missing is nothing", () => {
  const use = useOf({ period: { from: "2026-11-20", to: "2026-11-22" }, requests: 3, days: [{ day: "2026-11-21", requests: 3 }], latency: { half: 800, most: 2_000 }, outcomes: [{ key: "model", requests: 3 }], people: [{ key: "u", name: "Eva", requests: 3 }] });
  expect(use.days).toEqual([{ day: "2026-11-20", requests: 0 }, { day: "2026-11-21", requests: 3 }, { day: "2026-11-22", requests: 0 }]);
  expect(use).toMatchObject({ requests: 3, latency: { half: 800, most: 2_000 }, outcomes: [{ key: "model", name: "", requests: 3 }], people: [{ name: "Eva" }], reasons: [] });
  expect(useOf(null)).toMatchObject({ requests: 0, latency: null, days: [] });
  expect(useOf({ period: { from: "x", to: "2026-11-22" } }).days).toEqual([]);
});

it("D2 a period ends today and has so many days", () => {
  expect(periodOf(7, Date.UTC(2026, 10, 22, 23, 59))).toEqual({ from: "2026-11-16", to: "2026-11-22" });
});
