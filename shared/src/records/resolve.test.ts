import { judge } from "@outrider/shared/access";
import { arrivalOrders, createTestTeam, type TestTeam } from "@outrider/shared/testing";
import { sameJson } from "@outrider/shared/kernel";
import type { Value } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { apply, elementsOf, loserOf, originOf, type RecordState, resolve, textOf, trailOf, valueOf } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// ---- The policy table ------------------------------------------------------------------------------------------------
// What stands: the value "old", written at 100 by edit a.1. Arriving: edit b.5, whose author wrote b.4 before it.

type Base = "equals" | "own earlier" | "foreign" | "null";
type When = "earlier" | "later" | "same time";
type Row = readonly ["latest" | "ask", Base, When, "equal" | "other", "won" | "won, no conflict" | "lost" | "asked" | "agreed"];

const TABLE: readonly Row[] = [
  ["latest", "equals", "earlier", "other", "won, no conflict"],
  ["latest", "equals", "later", "other", "won, no conflict"],
  ["latest", "equals", "same time", "other", "won, no conflict"],
  ["latest", "own earlier", "earlier", "other", "lost"],
  ["latest", "own earlier", "later", "other", "won"],
  ["latest", "own earlier", "same time", "other", "won"],
  ["latest", "foreign", "earlier", "other", "lost"],
  ["latest", "foreign", "later", "other", "won"],
  ["latest", "foreign", "same time", "other", "won"],
  ["latest", "null", "earlier", "other", "lost"],
  ["latest", "null", "later", "other", "won"],
  ["latest", "null", "same time", "other", "won"],
  ["ask", "equals", "earlier", "other", "won, no conflict"],
  ["ask", "equals", "later", "other", "won, no conflict"],
  ["ask", "equals", "same time", "other", "won, no conflict"],
  ["ask", "own earlier", "earlier", "other", "asked"],
  ["ask", "own earlier", "later", "other", "asked"],
  ["ask", "own earlier", "same time", "other", "asked"],
  ["ask", "foreign", "earlier", "other", "asked"],
  ["ask", "foreign", "later", "other", "asked"],
  ["ask", "foreign", "same time", "other", "asked"],
  ["ask", "null", "earlier", "other", "asked"],
  ["ask", "null", "later", "other", "asked"],
  ["ask", "null", "same time", "other", "asked"],
  ...(["latest", "ask"] as const).flatMap((policy) =>
    (["equals", "own earlier", "foreign", "null"] as const).flatMap((base) =>
      (["earlier", "later", "same time"] as const).map((when): Row => [policy, base, when, "equal", "agreed"]))),
];

const FIELD = { latest: "notes", ask: "closeDate" } as const;
const VALUES = { notes: ["old", "new"], closeDate: ["2026-01-01", "2026-02-02"] } as const;
const BASES = { equals: "a.1", "own earlier": "b.4", foreign: "c.7", null: null } as const;
const TIMES = { earlier: 50, later: 150, "same time": 100 } as const;

describe("the policy table", () => {
  it.each(TABLE)("S3 %s: base %s, %s edit, %s value: %s", (policy, base, when, same, expected) => {
    const field = FIELD[policy];
    const [old, other] = VALUES[field];
    const set = (value: string, origin: string | null) => ({ id: "r", kind: "deal", set: { [field]: { value, base: origin } } }) as const;
    const stands = apply(undefined, resolve(undefined, set(old, null), { at: 100, origin: "a.1", by: "ann" }).delta);
    const value = same === "equal" ? old : other;
    const { delta, outcomes } = resolve(stands, set(value, BASES[base]), { at: TIMES[when], origin: "b.5", by: "bob" });
    const state = apply(stands, delta);
    const won = expected.startsWith("won");
    expect(outcomes[0]?.result).toBe(won ? "won" : expected);
    expect(valueOf(state, field)).toBe(won ? other : old);
    if (expected === "won") expect(loserOf(state, field)).toMatchObject({ value: old, by: "ann", at: 100 });
    else if (expected === "lost") expect(loserOf(state, field)).toMatchObject({ value: other, by: "bob", at: TIMES[when] });
    else expect(loserOf(state, field)).toBeNull();
    if (won) expect(state.fields[field]).toMatchObject({ origin: "b.5", by: "bob", at: Math.max(TIMES[when], expected === "won" ? 0 : 101) });
    else expect(state.fields[field]).toEqual(stands.fields[field]);
  });

  it.each(["latest", "ask"] as const)("S3 %s: a field in which nothing stood takes the value, whatever base and time say", (policy) => {
    for (const base of Object.values(BASES)) {
      const field = FIELD[policy];
      const change = { id: "r", kind: "deal", set: { [field]: { value: VALUES[field][1], base } } } as const;
      expect(resolve(undefined, change, { at: -5, origin: "b.5", by: "bob" }).outcomes).toEqual([{ field, result: "won", at: -5, over: null }]);
    }
  });
});

// ---- Every arrival order, against a model written apart from the code -------------------------------------------------

interface Fact { readonly device: string; readonly counter: number; readonly at: number; readonly base: string; readonly value: string }
interface Shown { readonly value: Value; readonly by: string; readonly at: number; readonly edit: string }
const nameOf = ({ device, counter }: Fact): string => originOf(device, counter);

/** A register and a pile of proposals, played through in the order of arrival. */
function model(policy: "latest" | "ask", start: Shown, arrivals: readonly Fact[]) {
  let stands = start;
  let other: Shown | null = null;
  const proposed = new Map<string, string>();
  for (const fact of arrivals) {
    const mine: Shown = { value: fact.value, by: fact.device, at: fact.at, edit: nameOf(fact) };
    if (fact.value === stands.value) continue;
    if (fact.base === stands.edit) {
      stands = { ...mine, at: fact.at > stands.at ? fact.at : stands.at + 1 };
      other = null;
    } else if (policy === "ask") {
      proposed.set(fact.device, fact.value);
    } else if (isLater(mine, stands)) {
      other = stands;
      stands = mine;
    } else if (other === null || isLater(mine, other)) {
      other = mine;
    }
  }
  return { stands, other, proposed };
}

function isLater(a: Shown, b: Shown): boolean {
  if (a.at !== b.at) return a.at > b.at;
  const [deviceA = "", counterA] = a.edit.split(".");
  const [deviceB = "", counterB] = b.edit.split(".");
  return deviceA === deviceB ? Number(counterA) > Number(counterB) : a.edit.length === b.edit.length ? deviceA > deviceB : a.edit.length > b.edit.length;
}

const arbFacts = (values: readonly string[]) =>
  fc.array(fc.record({
    device: fc.constantFrom("d1", "d2", "d3"), value: fc.constantFrom(...values), step: fc.nat(3),
    base: fc.constantFrom("start", "own", "foreign", "none"), foreign: fc.nat(3),
  }), { minLength: 1, maxLength: 4 }).map((drawn): Fact[] => {
    const counters = new Map<string, number>();
    const times = new Map<string, number>();
    const names = drawn.map(({ device }) => {
      counters.set(device, (counters.get(device) ?? 8) + 1);
      return { device, counter: counters.get(device) as number };
    });
    return drawn.map(({ device, value, step, base, foreign }, index) => {
      times.set(device, (times.get(device) ?? 98) + step);
      const { counter } = names[index] as { counter: number };
      const chosen = names[foreign % names.length] as { device: string; counter: number };
      const bases = { start: "system.1", own: counter > 9 ? originOf(device, counter - 1) : "system.1", foreign: originOf(chosen.device, chosen.counter), none: "never.1" };
      return { device, counter, at: times.get(device) as number, base: bases[base as "own"], value };
    });
  });

/** Plays the same arrivals through the door, each device being a person of its own who may edit the deal. */
function play(team: TestTeam, field: string, arrivals: readonly Fact[]): ReadonlyMap<string, RecordState> {
  const people: Record<string, string> = { d1: team.eva, d2: team.max, d3: team.ada };
  const records = new Map(team.all().map((state) => [state.id, state]));
  for (const fact of arrivals) {
    const by = people[fact.device] as string;
    const group = {
      id: team.deal, counter: fact.counter, at: 0, schema: 1, command: "edit",
      changes: [{ id: team.deal, kind: "deal" as const, set: { [field]: { value: fact.value, base: fact.base } } }],
    };
    const verdict = judge(group, { viewer: team.viewer(by), read: (id) => records.get(id), stamp: { at: fact.at, origin: nameOf(fact), by } });
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
    for (const [id, state] of verdict.value.after) records.set(id, state);
  }
  return records;
}

describe("every arrival order of up to four edits", () => {
  const cases = [
    ["latest", "notes", ["a", "b", "c", "d"]],
    ["ask", "closeDate", ["2026-12-31", "2026-01-01", "2026-02-02", "2026-03-03"]],
  ] as const;

  it.each(cases)("S3 %s: what stands, what lost and what is proposed are as the rule says", (policy, field, values) => {
    const team = createTestTeam();
    const people: Record<string, string> = { d1: team.eva, d2: team.max, d3: team.ada };
    if (policy === "latest") {
      // One field that all start from, as the date of the other case has.
      team.put(apply(team.read(team.deal), resolve(team.read(team.deal), { id: team.deal, kind: "deal", set: { notes: { value: "a", base: null } } }, { at: 1, origin: "system.1", by: "system" }).delta));
    }
    const start: Shown = { value: values[0], by: "system", at: 1, edit: "system.1" };
    fc.assert(fc.property(arbFacts(values), (facts) => {
      for (const order of arrivalOrders(facts, ({ device }) => device)) {
        const { stands, other, proposed } = model(policy, start, order);
        const records = play(team, field, order);
        const state = records.get(team.deal) as RecordState;
        expect(state.fields[field]).toEqual({ value: stands.value, at: stands.at, origin: stands.edit, by: people[stands.by] ?? "system" });
        const loser = loserOf(state, field);
        if (other === null) expect(loser).toBeNull();
        else expect(loser).toMatchObject({ value: other.value, at: other.at, origin: other.edit, by: people[other.by] ?? "system" });
        const proposals = [...records.values()].filter((record) => record.kind === "proposal");
        expect(new Map(proposals.map((one) => [textOf(one, "author"), valueOf(one, "proposed")])))
          .toEqual(new Map([...proposed].map(([device, value]) => [people[device], value])));
        for (const one of proposals) expect([textOf(one, "field"), textOf(one, "about"), textOf(one, "root"), textOf(one, "status")]).toEqual([field, team.deal, team.deal, "open"]);
      }
    }), { numRuns: 200 });
  });

  it("S3 latest: of edits made apart, the one made last stands in every order, and the runner-up is one tap away", () => {
    const team = createTestTeam();
    const arbApart = fc.uniqueArray(fc.nat(50), { minLength: 2, maxLength: 3 });
    fc.assert(fc.property(arbApart, (times) => {
      const facts = times.map((at, index): Fact => ({ device: `d${index + 1}`, counter: 1, at, base: "never.1", value: `v${at}` }));
      for (const order of arrivalOrders(facts, ({ device }) => device)) {
        const state = play(team, "notes", order).get(team.deal) as RecordState;
        expect(valueOf(state, "notes")).toBe(`v${Math.max(...times)}`);
        expect(loserOf(state, "notes")).not.toBeNull();
        if (times.length === 2) expect(loserOf(state, "notes")?.value).toBe(`v${Math.min(...times)}`);
      }
    }));
  });

  it("S3 ask: of edits made apart, the first to arrive stands in every order, and the others are proposals", () => {
    const team = createTestTeam();
    const facts = ["2026-01-01", "2026-02-02", "2026-03-03"].map((value, index): Fact => ({ device: `d${index + 1}`, counter: 1, at: 90 - index, base: "never.1", value }));
    const noDate = { ...(team.read(team.deal) as RecordState) };
    const { closeDate: _, ...fields } = noDate.fields;
    team.put({ ...noDate, fields });
    for (const order of arrivalOrders(facts, ({ device }) => device)) {
      const records = play(team, "closeDate", order);
      expect(valueOf(records.get(team.deal) as RecordState, "closeDate")).toBe(order[0]?.value);
      const proposals = [...records.values()].filter(({ kind }) => kind === "proposal").map((one) => textOf(one, "proposed"));
      expect(proposals.toSorted()).toEqual(order.slice(1).map(({ value }) => value).toSorted());
    }
  });

  it("S3 one's own edits stand in one's own order, whatever their clock said", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 12 }), fc.constantFrom("notes", "closeDate"), (times, field) => {
      let state: RecordState | undefined;
      for (const [index, at] of times.entries()) {
        const value = field === "notes" ? `${index}` : `2026-01-${String(index + 10)}`;
        const change = { id: "r", kind: "deal", set: { [field]: { value, base: index === 0 ? null : originOf("d", index) } } } as const;
        state = apply(state, resolve(state, change, { at, origin: originOf("d", index + 1), by: "p" }).delta);
        expect(valueOf(state, field)).toBe(value);
      }
    }));
  });

  it("S3 sets merge by element: the same elements in every order, removal taking only what its author saw", () => {
    const arbSetEdits = fc.array(fc.record({ device: fc.constantFrom("d1", "d2", "d3"), tag: fc.constantFrom("red", "green", "toString"), add: fc.boolean() }), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(arbSetEdits, (drawn) => {
      const counters = new Map<string, number>();
      const edits = drawn.map((edit) => {
        counters.set(edit.device, (counters.get(edit.device) ?? 0) + 1);
        return { ...edit, origin: originOf(edit.device, counters.get(edit.device) as number) };
      });
      // Every author saw the start and his own edits: what he removes is the start's and his own.
      const expected = ["green", "red", "toString"].filter((tag) => {
        const last = new Map(edits.filter((edit) => edit.tag === tag).map(({ device, add }) => [device, add]));
        const removedByAny = edits.some((edit) => edit.tag === tag && !edit.add);
        return [...last.values()].includes(true) || (tag === "red" && !removedByAny);
      });
      const start = apply(undefined, resolve(undefined, { id: "r", kind: "deal", add: { tags: ["red"] } }, { at: 0, origin: "s.1", by: "s" }).delta);
      for (const order of arrivalOrders(edits, ({ device }) => device)) {
        let state = start;
        for (const { device, tag, add, origin } of order) {
          const seen = ["s.1", ...order.filter((other) => other.device === device && other.tag === tag && other.add && other.origin < origin).map((other) => other.origin)];
          const change = add ? { add: { tags: [tag] } } : { remove: { tags: { [tag]: seen } } };
          state = apply(state, resolve(state, { id: "r", kind: "deal", ...change }, { at: 1, origin, by: device }).delta);
        }
        expect(elementsOf(state, "tags")).toEqual(expected);
      }
    }), { numRuns: 300 });
  });
});

describe("what goes with a stage", () => {
  const set = (values: Record<string, [Value, string | null]>) =>
    ({ id: "r", kind: "deal", set: Object.fromEntries(Object.entries(values).map(([field, [value, base]]) => [field, { value, base }])) }) as const;
  const stands = apply(undefined, resolve(undefined, set({ stage: ["s1", null], probability: [10, null] }), { at: 100, origin: "a.1", by: "ann" }).delta);

  it("R4 where a stage is only asked for, its probability and reason are asked for with it", () => {
    const { delta, outcomes } = resolve(stands, set({ probability: [90, null], reason: ["why", null], stage: ["s2", null], notes: ["n", null] }), { at: 200, origin: "b.1", by: "bob" });
    expect(outcomes.map(({ field, result }) => [field, result])).toEqual([["probability", "asked"], ["reason", "asked"], ["stage", "asked"], ["notes", "won"]]);
    expect(Object.keys(delta.fields)).toEqual(["notes"]);
  });

  it("R4 a probability on its own, or with a stage that stands, follows its own policy", () => {
    expect(resolve(stands, set({ probability: [90, null] }), { at: 200, origin: "b.1", by: "bob" }).outcomes[0]?.result).toBe("won");
    expect(resolve(stands, set({ stage: ["s1", null], probability: [90, null] }), { at: 200, origin: "b.1", by: "bob" }).outcomes.map(({ result }) => result)).toEqual(["agreed", "won"]);
    expect(resolve(stands, set({ stage: ["s2", "a.1"], probability: [10, null] }), { at: 200, origin: "b.1", by: "bob" }).outcomes.map(({ result }) => result)).toEqual(["won", "agreed"]);
  });

  it("R3 the trail keeps every stage that stood, oldest first, with who and when, and none that was only asked for", () => {
    let state = stands;
    for (const [value, base, origin, at] of [["s2", "a.1", "b.1", 150], ["s3", "a.1", "c.1", 160], ["s4", "b.1", "b.2", 90]] as const) {
      state = apply(state, resolve(state, set({ stage: [value, base] }), { at, origin, by: origin.slice(0, 1) }).delta);
    }
    expect(trailOf(state, "stage").map(({ value, by, at }) => [value, by, at])).toEqual([["s1", "ann", 100], ["s2", "b", 150], ["s4", "b", 151]]);
  });

  it("S3 an edit applied twice changes nothing the second time", () => {
    const change = set({ stage: ["s2", "a.1"], notes: ["n", null] });
    const stamp = { at: 200, origin: "b.1", by: "bob" };
    const once = apply(stands, resolve(stands, change, stamp).delta);
    expect(apply(once, resolve(once, change, stamp).delta)).toEqual(once);
    expect(sameJson(valueOf(once, "stage"), "s2")).toBe(true);
  });
});
