import { expect, it } from "vitest";
import { allowsAll, isAll, isGood, keysOf, readsAll, scopesOf } from "./key-view.ts";

const told = { id: "k1", name: "Shop", prefix: "ork_abc", scopes: ["leads:read", "leads:write", "deals:read"], madeBy: "ann", createdAt: "2026-11-03T10:00:00.000Z", expiresAt: null, lastUsedAt: null, revokedAt: null };
const NOW = Date.parse("2026-12-01T00:00:00.000Z");

it("I4 keys that are good come first, and what a key may do is read from its scopes", () => {
  const keys = keysOf([{ ...told, id: "gone", revokedAt: told.createdAt }, { ...told, id: "old", expiresAt: told.createdAt }, told, null, { name: "no id" }], NOW);
  expect(keys.map(({ id }) => id)).toEqual(["k1", "gone", "old"]);
  expect(keys[0]).toMatchObject({ reads: ["leads", "deals"], writes: ["leads"], createdAt: Date.parse(told.createdAt), expiresAt: null });
  expect(keys.map((key) => isGood(key, NOW))).toEqual([true, false, false]);
  expect(keysOf({}, NOW)).toEqual([]);
});

it("I4 everything is everything there is, and definitions are never written", () => {
  expect(scopesOf(readsAll).every((scope) => scope.endsWith(":read"))).toBe(true);
  expect(scopesOf(allowsAll)).toContain("deals:write");
  expect(scopesOf(allowsAll)).not.toContain("stages:write");
  expect([isAll(readsAll, allowsAll), isAll(allowsAll, allowsAll)]).toEqual([false, true]);
});
