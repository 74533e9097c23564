import { describe, expect, it } from "vitest";
import { begunBy, readReaches, withReach, without, writeReaches, type Reach } from "./reach-offers.ts";

const NOW = 1_800_000_000_000;
const call = (on: string, at = NOW): Reach => ({ on, who: on, by: "call", at });

describe("calls that were begun by a link", () => {
  it("W2 are kept between visits, newest first, the same person once", () => {
    const kept = [call("a", NOW - 3000), call("b", NOW - 2000), call("a", NOW - 1000)].reduce<readonly Reach[]>(withReach, []);
    expect(readReaches(writeReaches(kept), NOW)).toEqual([call("a", NOW - 1000), call("b", NOW - 2000)]);
    expect(without(kept, call("a"))).toEqual([call("b", NOW - 2000)]);
    expect(writeReaches([])).toBeUndefined();
  });

  it("W2 are not asked about a day later, nor where the clock was wrong, and never more than five", () => {
    const kept = [call("late", NOW - 86_400_000), call("ahead", NOW + 1), ...["1", "2", "3", "4", "5", "6"].map((on) => call(on, NOW))];
    expect(readReaches(JSON.stringify(kept), NOW).map(({ on }) => on)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("W2 what was kept and cannot be read is nothing", () => {
    for (const text of [undefined, "", "{", "null", "7", "[1,null,{\"on\":1}]", "[{\"on\":\"a\",\"who\":\"a\",\"by\":\"fax\",\"at\":1}]"]) expect(readReaches(text, NOW)).toEqual([]);
  });

  it("W2 a link begins a call or a mail by its address alone", () => {
    expect([begunBy("tel:+35312345"), begunBy("MAILTO:a@b.test"), begunBy("https://tel.example"), begunBy("javascript:tel:")]).toEqual(["call", "email", undefined, undefined]);
  });
});
