import { expect, test } from "vitest";
import { dashboardSearch, ownDays } from "./dashboard-search.ts";

test("D1 the address of the dashboard holds which days and whose; what is not understood is left out", () => {
  expect(dashboardSearch({ range: "month", step: "day", team: "north", owner: "", from: "soon", bin: true })).toEqual({ range: "month", step: "day", team: "north" });
  expect(dashboardSearch({ range: "ever", step: "hour", owner: 7 })).toEqual({});
  expect(ownDays({ from: "2026-01-01", to: "2026-01-31" })).toEqual({ from: "2026-01-01", to: "2026-01-31" });
  expect([ownDays({ from: "2026-02-01", to: "2026-01-31" }), ownDays({ from: "2026-02-01" }), ownDays({})]).toEqual([null, null, null]);
});
