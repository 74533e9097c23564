// What a connection keeps back of the facts that come in crowds, and what it must not.
import type { Lane } from "@outrider/shared/protocol";
import { heldText } from "@outrider/shared/sync";
import { describe, expect, it } from "vitest";
import type { PageRow } from "./feed-store.ts";
import { createHeldBesides, type HeldBesides } from "./held-besides.ts";

const rests = (below: number, ...buckets: readonly string[]): Lane => ({ buckets: [...buckets], seq: 1_000, below, rest: 50 });
const whole = (...buckets: readonly string[]): Lane => ({ buckets: [...buckets], seq: 1_000 });
const row = (record: string, places: Readonly<Record<string, number>>, facts = true): PageRow =>
  ({ record, packed: "{}", places: Object.entries(places).map(([bucket, seq]) => ({ bucket, seq })), ...(facts && { facts: true as const }) });
const names = (rows: readonly PageRow[]): readonly string[] => rows.map(({ record }) => record);

function begun(holds: readonly string[] | null, lanes: readonly Lane[]): HeldBesides {
  const besides = createHeldBesides({ withhold: false });
  besides.begin(holds === null ? undefined : (heldText(holds) ?? ""), lanes);
  return besides;
}

describe("what a device holds besides", () => {
  it("M1 S4 of facts it is sent those of what its lanes hold, of what it told, asked for or was sent, and no others", () => {
    const lanes = [whole("w"), rests(100, "a", "b")];
    const besides = begun(["told"], lanes);
    besides.sent(["asked"]);
    const rows = [row("told", { a: 5 }), row("asked", { b: 6 }), row("far", { a: 7 }), row("near", { a: 100 }), row("one", { a: 7, b: 100 }), row("everybody's", { w: 3, a: 3 }), row("written", { a: 8 }, false)];
    expect(names(besides.wanted(rows, lanes))).toEqual(["told", "asked", "near", "one", "everybody's", "written"]);
    // What was written came, so it is held, though no lane says it.
    expect(names(besides.wanted([row("written", { a: 8 }), row("far", { a: 7 })], lanes))).toEqual(["written"]);
    expect(besides.wanted([row("far", { a: 7 })], lanes)).toEqual([]);
  });

  it("M1 S4 lanes that are joined end higher, and what they held stays held", () => {
    const apart = [rests(100, "a"), rests(200, "b")];
    const besides = begun([], apart);
    expect(names(besides.wanted([row("held", { a: 150 })], apart))).toEqual(["held"]);
    const joined = [rests(200, "a", "b")];
    expect(names(besides.wanted([row("held", { a: 150 }), row("far", { a: 99 })], joined))).toEqual(["held"]);
  });

  it("M1 S4 buckets that come to rest later are looked at too, and one that is whole is told in full", () => {
    const besides = begun(null, []);
    const rows = [row("far", { a: 5 }), row("further", { b: 5 })];
    expect(besides.wanted(rows, [whole("a", "b")])).toBe(rows);
    besides.sent(["open"]);
    expect(names(besides.wanted([...rows, row("open", { a: 6 })], [rests(100, "a"), whole("b")]))).toEqual(["further", "open"]);
    expect(names(besides.wanted([...rows, row("open", { a: 6 })], [rests(100, "a", "b")]))).toEqual(["open"]);
  });

  it.each([
    ["a device of before says nothing", (lanes: readonly Lane[]) => begun(null, lanes)],
    ["what it says cannot be read", (lanes: readonly Lane[]) => {
      const besides = createHeldBesides({ withhold: false });
      besides.begin("AAAA", lanes);
      return besides;
    }],
    ["what it follows has changed", (lanes: readonly Lane[]) => {
      const besides = begun([], lanes);
      besides.moved();
      return besides;
    }],
  ] as const)("M1 S4 S12 nothing is kept back where %s", (_, make) => {
    const lanes = [rests(100, "a")];
    expect(names(make(lanes).wanted([row("far", { a: 5 })], lanes))).toEqual(["far"]);
  });

  it("M1 S4 where more was asked for than is kept in mind nothing is kept back from then on", () => {
    const lanes = [rests(100, "a")];
    const besides = begun([], lanes);
    const asked = Array.from({ length: 50_000 }, (_, at) => `customer ${at}`);
    besides.sent(asked.slice(0, 30_000));
    expect(besides.wanted([row("far", { a: 5 })], lanes)).toEqual([]);
    besides.sent(asked.slice(30_000));
    expect(names(besides.wanted([row("far", { a: 5 }), row(asked[0] as string, { a: 5 })], lanes))).toEqual(["far", asked[0]]);
  });
});
