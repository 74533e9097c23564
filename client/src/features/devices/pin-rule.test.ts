import { expect, it } from "vitest";
import { pinTrouble } from "./pin-rule.ts";

const pins = [
  ["12345", "short"], ["", "short"], ["123456", "easy"], ["987654", "easy"], ["111111", "easy"], ["121212", "easy"], ["123123", "easy"], ["abcdef", "easy"],
  ["271828", undefined], ["a rainy day", undefined],
] as const;

it.each(pins)("P3 the PIN %s is %s", (pin, trouble) => {
  expect(pinTrouble(pin)).toBe(trouble);
});
