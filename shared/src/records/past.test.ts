import { describe, expect, it } from "vitest";
import { originOf, type Change, type Group } from "./change.ts";
import { addedBy, byNewest, gathered, pastOf, type PastEntry, toldBy } from "./past.ts";
import { exceptions, meetings, type Receipt, recall, restamp } from "./receipt.ts";
import { apply, resolve } from "./resolve.ts";
import type { RecordState } from "./state.ts";

const ID = "00000000-0000-4000-8000-000000000001";
interface Edit { readonly device: string; readonly counter: number; readonly at: number; readonly change: Omit<Change, "id" | "kind"> }

/** Applies edits in the order in which they come to a server; answers what it keeps of each and how it stands. */
function play(edits: readonly Edit[]) {
  let state: RecordState | undefined;
  const kept: PastEntry[] = [];
  const done: { group: Group; receipt: Receipt }[] = [];
  for (const { device, counter, at, change } of edits) {
    const group: Group = { id: `${device}.${counter}`, counter, at, schema: 1, command: "edit", changes: [{ id: ID, kind: "lead", ...change }] };
    const stamp = { at, origin: originOf(device, counter), by: device };
    const { delta, outcomes } = resolve(state, group.changes[0] as Change, stamp);
    const after = apply(state, delta);
    const receipt: Receipt = { group: group.id, device, by: device, counter, at, except: exceptions(0, at, outcomes), met: meetings(0, outcomes) };
    const before = state;
    kept.push(...pastOf(group, receipt, () => before, () => after));
    state = after;
    done.push({ group, receipt });
  }
  return { state: state as RecordState, kept, done };
}
const set = (values: Readonly<Record<string, string>>, base: string | null): Edit["change"] => ({ set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base }])) });
const made: Edit = { device: "a", counter: 1, at: 100, change: { create: true, ...set({ name: "Ada", owner: "a" }, null) } };
const told = (entries: readonly PastEntry[], field: string) => entries.filter((entry) => entry.field === field).map(({ value, by, how }) => [value, by, how]);

const ordersOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length < 2 ? [all] : all.flatMap((one, index) => ordersOf(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

describe("the past of a record", () => {
  it("S3 keeps only what the record itself no longer tells", () => {
    const { state, kept } = play([made, { device: "a", counter: 2, at: 200, change: set({ name: "Ada L." }, "a.1") }]);
    expect(kept.map(({ field, value }) => [field, value])).toEqual([["name", "Ada"]]);
    expect(told(gathered(kept, toldBy(state)), "name")).toEqual([["Ada L.", "a", "set"], ["Ada", "a", "set"]]);
    expect(toldBy(state, "owner").map(({ value }) => value)).toEqual(["a"]);
  });

  it("S3 what gave way without having been seen is told as such, however many gave way", () => {
    const { state, kept } = play([
      made, { device: "a", counter: 2, at: 300, change: set({ name: "of a" }, "a.1") },
      { device: "b", counter: 1, at: 200, change: set({ name: "of b" }, "a.1") }, { device: "c", counter: 1, at: 400, change: set({ name: "of c" }, "a.1") },
    ]);
    expect(told(gathered(kept, toldBy(state)), "name")).toEqual([["of c", "c", "set"], ["of a", "a", "gave-way"], ["of b", "b", "gave-way"], ["Ada", "a", "set"]]);
  });

  it("S3 is the same whether edits are judged or come back by their receipts, in any order", () => {
    const { state, kept, done } = play([
      made, { device: "a", counter: 2, at: 300, change: set({ name: "of a" }, "a.1") },
      { device: "b", counter: 1, at: 200, change: set({ name: "of b" }, "a.1") }, { device: "c", counter: 1, at: 400, change: set({ name: "of c" }, "a.1") },
      { device: "c", counter: 2, at: 500, change: set({ name: "of c again" }, "c.1") },
    ]);
    const whole = told(gathered(kept, toldBy(state)), "name");
    const [first, ...others] = done as [(typeof done)[number], ...typeof done];
    // A device sends its own in their order; between devices there is none.
    for (const order of ordersOf(others).filter((all) => all.findIndex(({ group }) => group.id === "c.1") < all.findIndex(({ group }) => group.id === "c.2"))) {
      let back: RecordState | undefined;
      const again: PastEntry[] = [];
      for (const { group, receipt } of [first, ...order]) {
        const [before, after]: (RecordState | undefined)[] = [back, recall(back, restamp(group, receipt)[0] as RecordState)];
        again.push(...pastOf(group, receipt, () => before, () => after));
        back = after;
      }
      expect(told(gathered(again, toldBy(back as RecordState)), "name")).toEqual(whole);
    }
  });

  it("S3 what is only proposed and what a proposal says of itself is not told", () => {
    const stage = { stage: { value: "won", base: "nothing" } };
    const receipt: Receipt = { group: "g", device: "b", by: "b", counter: 1, at: 5, except: { "0.stage": null } };
    const { state } = play([made]);
    expect(pastOf({ id: "g", counter: 1, at: 5, schema: 1, command: "edit", changes: [{ id: ID, kind: "deal", set: stage }] }, receipt, () => state, () => state)).toEqual([]);
    const settled: Change = { id: ID, kind: "proposal", set: { status: { value: "accepted", base: null } } };
    expect(pastOf({ id: "g", counter: 1, at: 5, schema: 1, command: "settle", changes: [settled] }, { ...receipt, except: {} }, () => state, () => state)).toEqual([]);
  });

  it("S3 elements of sets are told by the edit that added or removed them; of two lists the first has the word", () => {
    const { state, kept } = play([
      { ...made, change: { ...made.change, add: { tags: ["vip"] } } }, { device: "b", counter: 1, at: 200, change: { add: { tags: ["tall"] }, remove: { tags: { vip: ["a.1"] } } } },
    ]);
    expect(kept.map(({ value, how }) => [value, how])).toEqual([[{ added: ["tall"], removed: ["vip"] }, "changed"]]);
    expect([...addedBy(state, "tags")]).toEqual([["b.1", ["tall"]], ["a.1", ["vip"]]]);
    const [entry] = kept as [PastEntry];
    expect(gathered([{ ...entry, how: "set" }], [entry]).map(({ how }) => how)).toEqual(["set"]);
    expect(byNewest({ at: 1, origin: "b", field: "x" }, { at: 1, origin: "a", field: "x" })).toBeLessThan(0);
  });
});
