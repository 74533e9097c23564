import { derivedId } from "@outrider/shared/kernel";
import { describe, expect, it } from "vitest";
import { judge } from "./goals.ts";
import { deviceRows } from "./device/figures.ts";
import { BLOCK, blockAt, openDealsIn, plainAt } from "./device/mixed-records.ts";
import { timesBetter, withRatios, type Row } from "./metric.ts";
import { differs, recordAt } from "./record.ts";
import { table } from "./report.ts";
import { median, quantile } from "./statistics.ts";
import { lostEdits } from "./sync/b2-lost-edits.ts";

const row = (part: Partial<Row> & Pick<Row, "id" | "metric" | "peer">): Row => ({ ours: false, value: undefined, runs: 1, ...part });

describe("the figures of a bench", () => {
  it("O4 takes the middle of an odd and of an even number of runs, and nothing of none", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(median([])).toBeUndefined();
  });

  it("O4 reads p99 by nearest rank", () => {
    const samples = Array.from({ length: 200 }, (_, n) => 200 - n);
    expect(quantile(samples, 0.99)).toBe(198);
    expect(quantile(samples, 1)).toBe(200);
    expect(quantile([7], 0.5)).toBe(7);
  });

  it("O4 says how many times better ours is, whichever way the metric points", () => {
    expect(timesBetter("catchUp", 100, 500)).toBe(5);
    expect(timesBetter("accepted", 20_000, 5_000)).toBe(4);
    expect(timesBetter("p99", 0, 3)).toBeUndefined();
  });

  it("O4 compares a peer with ours of the same bench and size only", () => {
    const rows = withRatios([
      row({ id: "B1", metric: "catchUp", of: "2,000 records", peer: "outrider", ours: true, value: 50 }),
      row({ id: "B1", metric: "catchUp", of: "2,000 records", peer: "pouchdb", value: 400 }),
      row({ id: "B1", metric: "catchUp", of: "10,000 records", peer: "pouchdb", value: 4_000 }),
    ]);
    expect(rows.map(({ ratio }) => ratio)).toEqual([undefined, 8, undefined]);
  });

  it("O4 calls a goal met, missed or not measured, never met without a figure", () => {
    const verdict = (rows: readonly Row[], goal: RegExp) => judge(rows).filter((v) => goal.test(v.goal)).map((v) => v.verdict);
    expect(verdict([], /PouchDB/)).toEqual(["not measured"]);
    expect(verdict([row({ id: "B1", metric: "catchUp", peer: "pouchdb", value: 9 })], /PouchDB/)).toEqual(["not measured"]);
    expect(verdict([row({ id: "B1", metric: "catchUp", peer: "pouchdb", value: 9, ratio: 4.9 })], /PouchDB/)).toEqual(["missed"]);
    expect(verdict([row({ id: "B2", metric: "lost", peer: "outrider", ours: true, value: 0 })], /edit lost under kill -9/)).toEqual(["met"]);
    expect(verdict([row({ id: "B2", metric: "lost", peer: "pouchdb", value: 0 })], /edit lost under kill -9/)).toEqual(["not measured"]);
  });

  it("O4 says of a device what was measured how often, and what was not and why", () => {
    const samples = { samples: { usable: [400], whole: [], cold: [900, 700, 800], keystroke: [], editPainted: [5] }, notes: { whole: "too slow" } };
    const rows = deviceRows("outrider", true, "2,000 records", samples);
    const found = (metric: string) => rows.find((each) => each.metric === metric);
    expect(found("cold")).toMatchObject({ id: "device", of: "2,000 records", value: 800, worst: 900, runs: 3, ours: true });
    expect(found("whole")).toMatchObject({ value: undefined, runs: 0, note: "too slow" });
    expect(found("keystroke")).toMatchObject({ value: undefined, runs: 0 });
    const verdicts = (among: readonly Row[]) => judge(among).filter(({ goal }) => /cold start|keystroke/.test(goal)).map(({ verdict }) => verdict);
    expect(verdicts(rows)).toEqual(["met", "not measured", "not measured", "not measured"]);
    const slow = deviceRows("outrider", true, "2,000 records, a quarter of a core", { samples: { cold: [2_900], keystroke: [300] } });
    expect(verdicts(slow)).toEqual(["not measured", "not measured", "not measured", "met"]);
    expect(judge(slow).filter(({ goal }) => /quarter of a core/.test(goal)).map(({ verdict }) => verdict)).toEqual(["met", "missed"]);
  });

  it("O4 gives every store of a device the same records, each with its own id, in the same share of kinds", () => {
    const who = { workspace: "w", user: "u" };
    const records = Array.from({ length: 50 * BLOCK }, (_, n) => plainAt(n, who));
    expect(new Set(records.map(({ id }) => id)).size).toBe(50 * BLOCK);
    expect(records.filter(({ kind }) => kind === "deal")).toHaveLength(100);
    expect(records.filter(({ kind }) => kind === "activity")).toHaveLength(200);
    const closed = ["closed_won", "closed_lost"].map((stage) => derivedId("stage", who.workspace, stage));
    expect(records.filter(({ kind, values }) => kind === "deal" && !closed.includes(String(values["stage"])))).toHaveLength(openDealsIn(records.length));
    expect(openDealsIn(100_000)).toBe(500);
    expect(blockAt(7, who).map(({ id }) => id)).toEqual(records.slice(70, 80).map(({ id }) => id));
  });

  it("O4 counts as lost every accepted edit later than what its record still holds", () => {
    const none = [4, 5];
    expect(lostEdits([0, 1, 2, 3, 4, 5], none)).toBe(0);
    expect(lostEdits([0, 1, 2, 3, 4, 5], [4, 3])).toBe(1);
    expect(lostEdits([0, 1, 2, 3, 4, 5], [-1, -1])).toBe(6);
    expect(lostEdits([0, 1], [4, 5])).toBe(0);
  });

  it("O4 moves 15 fields of about 340 bytes and sees a copy that differs in one", () => {
    const sizes = Array.from({ length: 500 }, (_, n) => JSON.stringify(recordAt(n)).length);
    expect(Object.keys(recordAt(0))).toHaveLength(15);
    expect(median(sizes)).toBeGreaterThan(310);
    expect(median(sizes)).toBeLessThan(370);
    expect(differs(7, { ...recordAt(7) })).toBeUndefined();
    expect(differs(7, { ...recordAt(7), city: "Nowhere" })).toBe("city");
    expect(differs(7, undefined)).toBe("the whole record");
  });

  it("O4 aligns the table", () => {
    const lines = table(["name", "value"], [["a", "1"], ["longer", "1,000"]], ["value"]).split("\n");
    expect(lines).toEqual(["name    value", "------  -----", "a           1", "longer  1,000"]);
  });
});
