import { MAX_HELD_TEXT } from "@outrider/shared/protocol";
import { describe, expect, it } from "vitest";
import { heldText, readHeld } from "./held-filter.ts";

const ids = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => `${String(from + at).padStart(8, "0")}-0000-4000-8000-000000000000`);

describe("what a device holds besides", () => {
  it.each([0, 1, 50, 51, 5_000, 100_000])("M1 S6 of %i ids told none is denied, and few others are affirmed", (count) => {
    const text = heldText(ids(0, count));
    expect(text?.length ?? 0).toBeLessThanOrEqual(MAX_HELD_TEXT);
    const filter = readHeld(text);
    expect(ids(0, count).filter((id) => !filter?.has(id))).toEqual([]);
    expect(ids(1_000_000, 10_000).filter((id) => filter?.has(id)).length).toBeLessThan(300);
  });

  it("M1 S6 what is added later is affirmed too, and what was told before still is", () => {
    const filter = readHeld(heldText(ids(0, 1_000)));
    for (const id of ids(500_000, 20_000)) filter?.add(id);
    expect([...ids(0, 1_000), ...ids(500_000, 20_000)].filter((id) => !filter?.has(id))).toEqual([]);
    expect(ids(1_000_000, 10_000).filter((id) => filter?.has(id)).length).toBeLessThan(300);
  });

  it("M1 S6 more than can be told in few bytes are not told, and what is no such text is not read", () => {
    expect(heldText(ids(0, 110_000))).toBeNull();
    expect(["", "AAAA", "not base64", `${"A".repeat(88)}`, "A".repeat(400_000)].map((text) => readHeld(text))).toEqual([null, null, null, null, null]);
  });

  it("M1 S6 where nothing is held besides nothing is affirmed", () => {
    expect(ids(0, 1_000).filter((id) => readHeld(null)?.has(id))).toEqual([]);
  });
});
