import { expect, it } from "vitest";
import { changedSince } from "./meanwhile.ts";

it("S3 another person's value that came while one typed is noticed, one's own and an equal one are not", () => {
  const seen = { value: { amount: 1, currency: "EUR" }, by: "ada" };
  expect(changedSince(seen, { value: { currency: "EUR", amount: 2 }, by: "max" }, "ada")).toEqual({ value: { currency: "EUR", amount: 2 }, by: "max" });
  expect(changedSince(seen, { value: { currency: "EUR", amount: 1 }, by: "max" }, "ada")).toBe(null);
  expect(changedSince(seen, { value: null, by: "ada" }, "ada")).toBe(null);
  expect(changedSince(undefined, { value: 1, by: "max" }, "ada")).toBe(null);
});
