import { expect, it } from "vitest";
import { passage } from "./passage.ts";

const long = `${"Opening words of a long note. ".repeat(10)}The board decides on the cold-chain rollout in March, says Marta. ${"And more after it. ".repeat(10)}`;

it("R8 R12 what is shown of a note is the line in which the words stand", () => {
  expect(passage(long, "cold-CHAIN march")).toMatch(/^….*cold-chain rollout in March.*…$/);
  expect(passage(long, "cold-chain").length).toBeLessThanOrEqual(122);
  expect(passage("Short\nnote", "note")).toBe("Short note");
  expect(passage(long, "nothing of it")).toMatch(/^Opening words/);
});
