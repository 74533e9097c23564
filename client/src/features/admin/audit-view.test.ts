import { expect, it } from "vitest";
import { auditQuery, checkOf, eventWords, rowsOf } from "./audit-view.ts";

it("U6 what the server answers is shown as far as it is what it should be", () => {
  expect(rowsOf([{ id: 3, at: "2026-01-02T03:04:05.006Z", event: "member-changed", userId: "u", name: null, address: "::1", detail: { role: "exec → admin", empty: "", odd: 5 }, erased: false }, { id: "4" }, null, "x"])).toEqual([
    { id: 3, at: Date.UTC(2026, 0, 2, 3, 4, 5, 6), event: "member-changed", name: null, address: "::1", detail: [["role", "exec → admin"]], erased: false },
  ]);
  expect(rowsOf({})).toEqual([]);
  expect(checkOf({ holds: false, rows: 4, erased: 1, fault: { ordinal: 3, why: "changed" }, common: true })).toEqual({ holds: false, rows: 4, erased: 1, brokenAt: 3, common: true });
  expect(checkOf(null)).toEqual({ holds: false, rows: 0, erased: 0, brokenAt: null, common: false });
  expect(eventWords("sign-in-refused")).toBe("Sign in refused");
});

it("U6 the last day that is asked for belongs to what is found, and nothing empty is asked", () => {
  expect(auditQuery("w", { q: " ", event: "", from: "", to: "" })).toBe("workspace=w");
  const asked = new URLSearchParams(auditQuery("w", { q: "a&b", event: "signed-in", from: "2026-01-31", to: "2026-01-31" }, 7));
  expect(Object.fromEntries([...asked].filter(([name]) => name !== "from" && name !== "to"))).toEqual({ workspace: "w", q: "a&b", event: "signed-in", before: "7" });
  expect(Date.parse(asked.get("to") ?? "") - Date.parse(asked.get("from") ?? "")).toBe(24 * 3_600_000);
});
