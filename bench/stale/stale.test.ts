import { createRandom } from "@outrider/shared/kernel";
import { describe, expect, it } from "vitest";
import { outriderAsking, outriderNewest } from "./outrider.ts";

const DAY = 24 * 60 * 60 * 1000;

describe.each([outriderNewest, outriderAsking])("a stale edit on $name", ({ trials }) => {
  it.each([
    { later: 1, clocksOff: 0 },
    { later: 5, clocksOff: DAY },
  ])("S3 O4 made offline never replaces what is newer, and is kept beside it (%o)", { timeout: 60_000 }, async (circumstances) => {
    const outcomes = await trials(30, circumstances, createRandom("a test"));
    expect(outcomes).toHaveLength(30);
    expect(outcomes.filter(({ replaced }) => replaced)).toEqual([]);
    expect(outcomes.filter(({ kept, apart }) => !kept || apart)).toEqual([]);
  });
});
