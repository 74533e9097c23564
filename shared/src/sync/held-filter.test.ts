import { MAX_HELD_TEXT } from "@outrider/shared/protocol";
import { emptyRecord, pack } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { heldText, readHeld } from "./held-filter.ts";
import { createReplica } from "./replica.ts";

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

  it("M1 S6 it takes so many and no more, and says so: what it took is affirmed, and few others are", () => {
    const filter = readHeld(heldText(ids(0, 100)));
    const all = ids(500_000, 60_000);
    const taken = all.filter((id) => filter?.add(id));
    expect(taken.length).toBeGreaterThan(40_000);
    expect(taken.length).toBeLessThan(60_000);
    expect(taken.filter((id) => !filter?.has(id))).toEqual([]);
    expect(ids(1_000_000, 10_000).filter((id) => filter?.has(id)).length).toBeLessThan(300);
  });

  it("M1 S6 a device tells of the customers that lie below where a lane ends, in whichever bucket, and of nothing else", () => {
    const replica = createReplica({ user: "u", offset: () => 0 });
    const [inLane, below, inBoth, apart, deal] = ids(0, 5) as [string, string, string, string, string];
    const places = { [inLane]: { a: 100 }, [below]: { a: 99 }, [inBoth]: { a: 99, b: 120 }, [apart]: { whole: 2 }, [deal]: { a: 5 } };
    replica.load(Object.entries(places).map(([id, of]) => ({ record: pack(emptyRecord(id, id === deal ? "deal" : "contact")), places: of as Readonly<Record<string, number>> })), []);
    const lanes = [{ buckets: ["whole"], seq: 200 }, { buckets: ["a", "b"], seq: 200, below: 100, rest: 50 }];
    const filter = readHeld(replica.holds({ boot: "x", lanes }) ?? "");
    expect(ids(0, 5).filter((id) => filter?.has(id))).toEqual([below, inBoth]);
    // Who holds everything, or stands nowhere, has nothing to tell.
    expect([replica.holds(null), replica.holds({ boot: "x", lanes: lanes.slice(0, 1) })]).toEqual([undefined, undefined]);
  });

  it("M1 S6 more than can be told in few bytes are not told, and what is no such text is not read", () => {
    expect(heldText(ids(0, 110_000))).toBeNull();
    expect(["", "AAAA", "not base64", `${"A".repeat(88)}`, "A".repeat(400_000)].map((text) => readHeld(text))).toEqual([null, null, null, null, null]);
  });

  it("M1 S6 where nothing is held besides nothing is affirmed", () => {
    expect(ids(0, 1_000).filter((id) => readHeld(null)?.has(id))).toEqual([]);
  });
});
