import { stateOf } from "@outrider/shared/testing";
import { glanceOf, type RecordState } from "@outrider/shared/records";
import { customName, type Kind, type Rule, type Value } from "@outrider/shared/schema";
import { understand } from "@outrider/shared/segments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Query, QueryAnswer } from "./api-records.ts";
import { createHaystacks } from "./haystacks.ts";
import { createQueries } from "./queries.ts";
import { createCompanySizes } from "./company-sizes.ts";
import { createRelations, type View } from "./relations.ts";
import { createWorkedOut } from "./worked-out.ts";
import { localDay } from "./ruled.ts";

const NOW = 1_800_000_000_000;
const WHOLE = { reach: () => ({ complete: true }), want: () => undefined, turn: 0 };

const idAt = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function world(onRead: (id: string) => void = () => undefined) {
  const records = new Map<string, RecordState>();
  const view: View = {
    read(id) {
      onRead(id);
      return records.get(id);
    },
    peek: (id) => records.get(id),
    glance(id) {
      const state = records.get(id);
      return state && glanceOf(state);
    },
    *ids(kind: Kind) {
      for (const state of records.values()) if (state.kind === kind) yield state.id;
    },
  };
  const haystacks = createHaystacks(view);
  const relations = createRelations(view);
  const sizes = createCompanySizes(view);
  const queries = createQueries({ view, haystacks, relations, workedOut: createWorkedOut({ relations, sizes, now: () => NOW }), beyond: WHOLE, pendingOf: () => new Set(), keeps: () => false });
  return {
    records, queries,
    change(states: readonly RecordState[], gone: readonly string[] = []): ReadonlySet<string> {
      for (const state of states) records.set(state.id, state);
      for (const id of gone) records.delete(id);
      const ids = new Set([...states.map(({ id }) => id), ...gone]);
      haystacks.changed(ids);
      relations.changed(ids);
      sizes.changed(ids);
      queries.changed(ids);
      return ids;
    },
    /** What a query answers that was never asked before. */
    afresh(query: Query): QueryAnswer {
      const again = createRelations(view);
      return createQueries({ view, haystacks: createHaystacks(view), relations: again, workedOut: createWorkedOut({ relations: again, sizes: createCompanySizes(view), now: () => NOW }), beyond: WHOLE, pendingOf: () => new Set(), keeps: () => false }).live(query).compute();
    },
  };
}

const ruled = (rule: Rule) => ({ rule, me: "u", today: localDay(3) });

const QUERIES: readonly Query[] = [
  { kind: "deal" },
  { kind: ["deal", "task"], sort: { by: "updatedAt", descending: true }, limit: 2 },
  { kind: "deal", sort: { by: "probability", descending: true }, limit: 3, offset: 1 },
  { kind: ["deal", "company"], search: "a b" },
  { kind: "deal", where: [{ field: "company.name", op: "contains", value: "a" }], sort: { by: "company" } },
  { kind: "deal", bin: true, sort: { by: "updatedAt" } },
  { kind: ["deal", "company"], search: "a", sort: { by: "updatedAt", descending: true }, limit: 2 },
  { kind: ["deal", "company"], search: "abdc", alike: ["deal", "company", "activity"] },
  { kind: "deal", search: "c abcde", alike: ["deal"], sort: { by: "title" } },
  { kind: "deal", bin: true, search: "b", sort: { by: "updatedAt" } },
  { kind: ["activity", "task"], root: idAt(0), sort: { by: "updatedAt", descending: true } },
  { kind: "deal", group: { by: "company", order: "company.name", descending: true }, sort: { by: "title" }, sum: "probability", limit: 2 },
  { kind: "deal", group: { by: "probability" }, search: "a" },
  { kind: "deal", group: { by: "closeDate", part: "month" }, sum: "value", weight: ["stage.probability"] },
  { kind: "deal", rule: ruled({ or: [{ field: "company.name", op: "contains", value: "a" }, { and: [{ field: "probability", op: "<", value: 2 }, { not: { field: "title", op: "==", value: "b" } }] }] }), sort: { by: "title" }, limit: 3 },
  { kind: ["deal", "company"], search: "a", where: [{ field: "probability", op: "filled" }], rule: ruled({ not: { field: "company", op: "empty" } }), group: { by: "probability" }, sum: "probability" },
  { kind: "deal", rule: ruled({ not: { field: "contactedOn", op: "filled" } }), sort: { by: "title" } },
  { kind: "company", rule: ruled({ field: "contactedOn", op: "filled" }), sort: { by: "title" } },
  { kind: "deal", rule: ruled({ field: "updatedAt", op: "==", value: { days: 0 } }), sort: { by: "updatedAt", descending: true } },
];

interface Drawn { n: number; text: string; probability: number | null; link: number; deleted: boolean; merged: boolean; at: number }
const arbState: fc.Arbitrary<Drawn> = fc.record({
  n: fc.integer({ min: 0, max: 11 }), text: fc.constantFrom("a", "b", "ab", "A b", "", "c a", "abcd", "abdc", "c abcde f"),
  probability: fc.option(fc.integer({ min: 0, max: 3 })), link: fc.integer({ min: 0, max: 11 }), deleted: fc.boolean(), merged: fc.boolean(), at: fc.integer({ min: 1, max: 5 }),
});

/** A record's kind follows from its number: a record never changes its kind. */
const stateFrom = ({ n, text, probability, link, deleted, merged, at }: Drawn): RecordState => {
  const kind = (["deal", "deal", "company", "activity", "task", "deal"] as const)[n % 6] as Kind;
  const target = { deal: { company: idAt(2 + 6 * (link % 2)), probability }, company: {}, activity: { root: idAt(link % 2), at }, task: { root: idAt(link % 2) } };
  const named = { deal: "title", company: "name", activity: "text", task: "title" };
  const values = { ...target[kind as "deal"], [named[kind as "deal"]]: text, ...(deleted && { deletedAt: 5 }), ...(merged && kind === "deal" && n !== 0 && { mergedInto: idAt(0) }) };
  return stateOf(kind, idAt(n), { values }, { at, origin: `d.${at}`, by: "u" });
};

describe("live queries", () => {
  it("S10 a list kept up change by change is the list found afresh", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ put: fc.array(arbState, { maxLength: 4 }), gone: fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 1 }) }), { minLength: 1, maxLength: 12 }), (steps) => {
        const { queries, change, afresh } = world();
        const lives = QUERIES.map((query) => queries.live(query));
        const shown = lives.map((live) => live.compute());
        for (const { put, gone } of steps) {
          const changed = change(put.map(stateFrom), gone.map(idAt));
          for (const [index, live] of lives.entries()) {
            if (live.touched(changed)) shown[index] = live.compute();
            expect(shown[index]).toEqual(afresh(QUERIES[index] as Query));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("R12 what is typed letter by letter, taken back and typed on finds what it finds when it is asked for the first time, whatever changes meanwhile", () => {
    const arbTyped = fc.array(fc.constantFrom("a", "b", "c", "d", " ", "<"), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(arbState, { maxLength: 12 }), arbTyped, fc.nat({ max: 10 }), arbState, (states, keys, when, later) => {
        const { queries, change, afresh } = world();
        change(states.map(stateFrom));
        let typed = "";
        for (const [at, key] of keys.entries()) {
          typed = key === "<" ? typed.slice(0, -1) : typed + key;
          if (at === when) change([stateFrom(later)]);
          const query: Query = { kind: ["deal", "company", "activity"], search: typed, alike: ["deal", "company", "activity"], limit: 4 };
          expect(queries.live(query).compute()).toEqual(afresh(query));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("A12 who was not in touch for two weeks is found, and is not any more once a call is logged; what is planned and a note are no contact", () => {
    const { queries, change } = world();
    const day = 86_400_000;
    const on = (n: number, root: number, type: string, at: number) => stateOf("activity", idAt(n), { values: { root: idAt(root), type, at } });
    const deal = (n: number, title: string) => stateOf("deal", idAt(n), { values: { title } });
    change([deal(0, "Called"), deal(1, "Silent"), deal(2, "Planned"), deal(3, "Noted"), on(20, 0, "call", 98 * day), on(21, 1, "call", 80 * day), on(22, 2, "meeting", 105 * day), on(23, 3, "note", 99 * day)]);
    const { rule } = understand("deals with no contact for two weeks", { members: [], stages: [], values: [], fields: [] });
    const live = queries.live({ kind: "deal", rule: { rule: rule as Rule, me: "u", today: localDay(100 * day) }, sort: { by: "title" } });
    expect(live.compute().rows.map(({ title }) => title)).toEqual(["Noted", "Planned", "Silent"]);
    expect(live.touched(change([on(24, 1, "email", 100 * day)]))).toBe(true);
    expect(live.compute().rows.map(({ title }) => title)).toEqual(["Noted", "Planned"]);
    expect(live.touched(change([], [idAt(24)]))).toBe(true);
    expect(live.compute().total).toBe(3);
  });

  it("R12 names that begin with what was typed come before names that hold it, and those before other fields", () => {
    const { queries, change } = world();
    const make = (n: number, name: string, notes = "") => stateOf("company", idAt(n), { values: { name, notes } });
    change([make(1, "Zeta", "acme is a customer"), make(2, "New Acme"), make(3, "Acme two"), make(4, "acme One"), make(5, "Other")]);
    expect(queries.live({ kind: "company", search: "ACME" }).compute().rows.map(({ title }) => title)).toEqual(["acme One", "Acme two", "New Acme", "Zeta"]);
  });

  it("R12 a mistyped word finds what the nearest words find, after what is found as it was typed, and says what it was taken for", () => {
    const { queries, change } = world();
    const make = (n: number, name: string, notes = "") => stateOf("company", idAt(n), { values: { name, notes } });
    change([make(1, "Smith Brothers"), make(2, "Blacksmith Ltd"), make(3, "Other", "asked by smith"), make(4, "Rotterdam Port"), make(5, "Anna Rotterdam"), stateOf("deal", idAt(6), { values: { title: "Smits rails" } })]);
    const ask = (search: string, kinds: readonly Kind[] = ["company", "deal"]) => queries.live({ kind: kinds, search, alike: kinds });
    const shown = (search: string) => {
      const { rows, taken } = ask(search).compute();
      return [rows.map(({ title }) => title), taken];
    };
    expect(shown("smiht")).toEqual([["Smith Brothers", "Blacksmith Ltd", "Other"], { words: [{ typed: "smiht", as: ["smith"] }], exactly: 0 }]);
    // Enough is found as it is typed: nothing is guessed.
    expect(shown("smith")).toEqual([["Smith Brothers", "Blacksmith Ltd", "Other"], undefined]);
    // One is found exactly, and comes first.
    expect(shown("smits")).toEqual([["Smits rails", "Smith Brothers", "Blacksmith Ltd", "Other"], { words: [{ typed: "smits", as: ["smith"] }], exactly: 1 }]);
    // The word that is there is not touched, the one that is not is; a word still being typed is enough.
    expect(shown("anna roterd")).toEqual([["Anna Rotterdam"], { words: [{ typed: "roterd", as: ["rotterdam"] }], exactly: 0 }]);
    // Each is there, and not together.
    expect(shown("smits port")[0]).toEqual([]);
    expect(shown("zzzzzz")).toEqual([[], undefined]);
    // Without being asked for, nothing is guessed.
    expect(queries.live({ kind: "company", search: "smiht" }).compute().total).toBe(0);
    // It follows what changes, and what is called so from now on is what was meant.
    const live = ask("smiht");
    expect(live.compute().total).toBe(3);
    expect(live.touched(change([make(3, "Other"), make(4, "Smiht and Co")]))).toBe(true);
    expect(live.compute().rows.map(({ title }) => title)).toEqual(["Smiht and Co", "Smith Brothers", "Blacksmith Ltd"]);
    expect(live.touched(change([], [idAt(1)]))).toBe(true);
    expect(live.compute().rows.map(({ title }) => title)).toEqual(["Smiht and Co", "Smits rails"]);
  });

  it("S10 the newest of many in which words are found are found by reading those that are shown", () => {
    const read = new Set<string>();
    const { queries, change } = world((id) => read.add(id));
    const at = (n: number) => ({ at: n, origin: `d.${n}`, by: "u" });
    change(Array.from({ length: 100 }, (_, n) => stateOf("company", idAt(n), { values: { name: `Acme ${n}` } }, at(n + 1))));
    const live = queries.live({ kind: "company", search: "acme", sort: { by: "updatedAt", descending: true }, limit: 3 });
    read.clear();
    const { rows, total } = live.compute();
    expect([total, rows.map(({ title }) => title)]).toEqual([100, ["Acme 99", "Acme 98", "Acme 97"]]);
    expect([...read].sort()).toEqual([idAt(97), idAt(98), idAt(99)]);
  });

  it("R14 what hung on a merged record hangs on the one that stands for it", () => {
    const { queries, change } = world();
    const deal = (n: number, mergedInto?: string) => stateOf("deal", idAt(n), { values: { title: `D${n}`, ...(mergedInto && { mergedInto }) } });
    change([deal(1), deal(2), stateOf("activity", idAt(3), { values: { root: idAt(2), text: "Call" } })]);
    const live = queries.live({ kind: "activity", root: idAt(1) });
    expect(live.compute().total).toBe(0);
    expect(live.touched(change([deal(2, idAt(1))]))).toBe(true);
    expect(live.compute().rows.map(({ title }) => title)).toEqual(["Call"]);
    expect(queries.live({ kind: "deal" }).compute().rows.map(({ id }) => id)).toEqual([idAt(1)]);
  });

  it("R8 R14 what was written on a merged record is found by its words, and hangs on the one that stands for it", () => {
    const { queries, change } = world();
    const contact = (n: number, mergedInto?: string) => stateOf("contact", idAt(n), { values: { name: `C${n}`, ...(mergedInto && { mergedInto }) } });
    change([contact(1), contact(2, idAt(1)), stateOf("body", idAt(3), { values: { root: idAt(2), about: idAt(2), slot: "notes", text: "Likes the harbour" } })]);
    expect(queries.live({ kind: "body", search: "harbour" }).compute().rows.map(({ id }) => id)).toEqual([idAt(3)]);
    expect(queries.live({ kind: "body", root: idAt(1) }).compute().total).toBe(1);
  });

  it("R10 R11 a rule asks for the workspace's own fields and for what follows from a record as for any other", () => {
    const { queries, change } = world();
    const [budget, tier] = [customName("money", idAt(90)), customName("choice", idAt(91))];
    const stage = (n: number, outcome: string) => stateOf("stage", idAt(n), { values: { name: outcome, outcome } });
    const deal = (n: number, values: Readonly<Record<string, Value>>) => stateOf("deal", idAt(n), { values: { title: `D${n}`, stage: idAt(10), ...values } });
    change([stage(10, "open"), stage(11, "won"), deal(1, { [budget]: { amount: 500, currency: "EUR" }, [tier]: "Gold" }), deal(2, { [budget]: { amount: 5000, currency: "EUR" } }), deal(3, { stage: idAt(11), closeDate: "2026-11-05", [tier]: "Silver" })]);
    const found = (rule: Rule) => queries.live({ kind: "deal", rule: { rule, me: idAt(0), today: "2026-11-22" }, sort: { by: "title" } }).compute().rows.map(({ title }) => title);
    expect(found({ field: budget, op: ">=", value: 1000 })).toEqual(["D2"]);
    expect(found({ and: [{ field: tier, op: "in", value: ["Gold", "Silver"] }, { not: { field: budget, op: "empty" } }] })).toEqual(["D1"]);
    expect(found({ field: tier, op: "empty" })).toEqual(["D2"]);
    expect(found({ field: "closedOn", op: "between", value: ["2026-11-01", "2026-11-30"] })).toEqual(["D3"]);
    expect(found({ field: "beenIn", op: "in", value: [idAt(11)] })).toEqual(["D3"]);
    expect(found({ field: "createdAt", op: ">", value: "2030-01-01" })).toEqual([]);
  });

  it("R14 what links to a merged record is found, named and grouped by the one that stands for it, and goes back with it", () => {
    const { queries, change } = world();
    const company = (n: number, mergedInto?: string) => stateOf("company", idAt(n), { values: { name: `C${n}`, ...(mergedInto && { mergedInto }) } });
    const deal = (n: number, of: number) => stateOf("deal", idAt(n), { values: { title: `D${n}`, company: idAt(of) } });
    change([company(1), company(2), deal(3, 1), deal(4, 2)]);
    const titles = (live: { compute(): QueryAnswer }) => live.compute().rows.map(({ title }) => title);
    const [is, within, not] = (["is", "in", "not"] as const).map((op) => queries.live({ kind: "deal", where: [{ field: "company", op, value: op === "in" ? [idAt(1)] : idAt(1) } as never], sort: { by: "title" } })) as [never, never, never];
    const grouped = queries.live({ kind: "deal", group: { by: "company", order: "company.name" }, sort: { by: "title" } });
    expect([titles(is), titles(within), titles(not)]).toEqual([["D3"], ["D3"], ["D4"]]);
    change([company(2, idAt(1))]);
    expect([titles(is), titles(within), titles(not)]).toEqual([["D3", "D4"], ["D3", "D4"], []]);
    expect(grouped.compute().groups).toMatchObject([{ value: idAt(1), title: "C1", count: 2 }]);
    expect(grouped.compute().rows.map(({ titles: named, values }) => named[String(values["company"])])).toEqual(["C1", "C1"]);
    change([company(2)]);
    expect([titles(is), titles(not)]).toEqual([["D3"], ["D4"]]);
    expect(grouped.compute().groups).toHaveLength(2);
  });

  it("R4 a list in groups says where each begins, how many it holds and what they add up to, whatever its window shows", () => {
    const { queries, change } = world();
    const stage = (n: number, name: string, order: number) => stateOf("stage", idAt(n), { values: { name, order } });
    const deal = (n: number, of: number | null, amount: number, currency = "EUR") => stateOf("deal", idAt(n), { values: { title: `D${n}`, value: { amount, currency }, ...(of !== null && { stage: idAt(of) }) } });
    change([stage(1, "Won", 2), stage(2, "Lost", 2), stage(3, "New", 1), deal(10, 1, 5), deal(11, 3, 7), deal(12, 1, 1), deal(13, null, 4), deal(14, 1, 2, "USD"), deal(15, 2, 9)]);
    const query: Query = { kind: "deal", group: { by: "stage", order: "stage.order" }, sort: { by: "value", descending: true }, sum: "value", offset: 1, limit: 2 };
    const live = queries.live(query);
    const shown = live.compute();
    expect(shown.groups).toEqual([
      { value: idAt(3), title: "New", from: 0, count: 1, totals: [{ currency: "EUR", amount: 7 }] },
      { value: idAt(1), title: "Won", from: 1, count: 3, totals: [{ currency: "EUR", amount: 6 }, { currency: "USD", amount: 2 }] },
      { value: idAt(2), title: "Lost", from: 4, count: 1, totals: [{ currency: "EUR", amount: 9 }] },
      { value: null, from: 5, count: 1, totals: [{ currency: "EUR", amount: 4 }] },
    ]);
    expect(shown.totals).toEqual([{ currency: "EUR", amount: 26 }, { currency: "USD", amount: 2 }]);
    expect(shown.rows.map(({ title }) => title)).toEqual(["D10", "D14"]);
    // A group that is renamed, and one that a record moves to.
    expect(live.touched(change([stage(1, "Bought", 0)]))).toBe(true);
    expect(live.compute().groups?.map(({ title, count }) => [title, count])).toEqual([["Bought", 3], ["New", 1], ["Lost", 1], [undefined, 1]]);
    expect(live.touched(change([deal(13, 3, 4)]))).toBe(true);
    expect(live.compute().groups?.map(({ title, from, count }) => [title, from, count])).toEqual([["Bought", 0, 3], ["New", 3, 2], ["Lost", 5, 1]]);
  });

  it("R4 days are grouped by month, and a sum is weighted by each record's own percentage or that of its stage", () => {
    const { queries, change } = world();
    const stage = (probability: number) => stateOf("stage", idAt(1), { values: { name: "New", probability } });
    const deal = (n: number, closeDate: string | null, amount: number, probability: number | null = null) =>
      stateOf("deal", idAt(n), { values: { title: `D${n}`, value: { amount, currency: "EUR" }, stage: idAt(1), ...(closeDate && { closeDate }), ...(probability !== null && { probability }) } });
    change([stage(50), deal(10, "2026-11-30", 100), deal(11, "2026-11-01", 10, 0), deal(12, "2027-01-15", 8, 25), deal(13, null, 1), deal(14, "2026-12-31", 4)]);
    const live = queries.live({ kind: "deal", group: { by: "closeDate", part: "month" }, sort: { by: "value", descending: true }, sum: "value", weight: ["probability", "stage.probability"], limit: 0 });
    const months = () => live.compute().groups?.map(({ value, from, count, totals }) => [value, from, count, totals?.[0]?.amount, totals?.[0]?.weighted]);
    expect(months()).toEqual([["2026-11", 0, 2, 110, 50], ["2026-12", 2, 1, 4, 2], ["2027-01", 3, 1, 8, 2], [null, 4, 1, 1, 0.5]]);
    expect(live.compute().totals).toEqual([{ currency: "EUR", amount: 123, weighted: 54.5 }]);
    expect(live.touched(change([stage(10)]))).toBe(true);
    expect(months()?.[0]).toEqual(["2026-11", 0, 2, 110, 10]);
    expect(live.touched(change([deal(11, "2027-01-02", 10, 0)]))).toBe(true);
    expect(months()?.map(([month, , count]) => [month, count])).toEqual([["2026-11", 1], ["2026-12", 1], ["2027-01", 2], [null, 1]]);
  });

  it("R1 leads are in order of their scores, given or worked out, and move when something happens with one", () => {
    const { queries, change, afresh } = world();
    const lead = (n: number, values: Readonly<Record<string, string | number>>) => stateOf("lead", idAt(n), { values: { name: `L${n}`, ...values } });
    const call = (n: number, root: number, more = {}) => stateOf("activity", idAt(n), { values: { root: idAt(root), type: "meeting", at: NOW - 86_400_000, ...more } });
    const query: Query = { kind: "lead", worked: true, sort: { by: "score", descending: true } };
    const live = queries.live(query);
    const scores = () => live.compute().rows.map(({ title, values, worked }) => [title, values["score"] ?? null, worked?.["score"] ?? null]);
    change([lead(1, { source: "partner" }), lead(2, { score: 25 }), lead(3, {})]);
    expect(scores()).toEqual([["L2", 25, null], ["L1", null, 16], ["L3", null, 0]]);
    expect(live.touched(change([call(10, 3)]))).toBe(true);
    expect(scores()).toEqual([["L3", null, 30], ["L2", 25, null], ["L1", null, 16]]);
    expect(live.touched(change([call(10, 1)]))).toBe(true);
    expect(scores()).toEqual([["L1", null, 46], ["L2", 25, null], ["L3", null, 0]]);
    // A lead that was merged into another one brings what happened with it.
    expect(live.touched(change([lead(1, { source: "partner", mergedInto: idAt(3) })]))).toBe(true);
    expect(scores()).toEqual([["L3", null, 30], ["L2", 25, null]]);
    expect(live.compute()).toEqual(afresh(query));
    expect(live.touched(change([call(10, 3, { deletedAt: 5 })]))).toBe(true);
    expect(scores().at(-1)).toEqual(["L3", null, 0]);
  });

  it("R1 a filter by the score finds leads by what is given and by what is worked out, as their rows show it, and follows what happens with them", () => {
    const { queries, change, afresh } = world();
    const lead = (n: number, values: Readonly<Record<string, string | number>>) => stateOf("lead", idAt(n), { values: { name: `L${n}`, ...values } });
    const meeting = (n: number, root: number, more = {}) => stateOf("activity", idAt(n), { values: { root: idAt(root), type: "meeting", at: NOW - 86_400_000, ...more } });
    const query = (rule: Rule): Query => ({ kind: "lead", worked: true, rule: ruled(rule), sort: { by: "name" } });
    const promising = query({ field: "score", op: ">=", value: 20 });
    change([lead(1, { source: "partner" }), lead(2, { score: 25 }), lead(3, {}), lead(4, { score: 3, source: "referral" })]);
    const live = queries.live(promising);
    const names = (shown: QueryAnswer) => shown.rows.map(({ title }) => title);
    expect(names(live.compute())).toEqual(["L2"]);
    // What somebody gave stands before what would be worked out.
    expect(names(afresh(query({ field: "score", op: "<", value: 10 })))).toEqual(["L3", "L4"]);
    expect(names(afresh(query({ field: "score", op: "between", value: [10, 20] })))).toEqual(["L1"]);
    expect(live.touched(change([meeting(10, 3)]))).toBe(true);
    expect(names(live.compute())).toEqual(["L2", "L3"]);
    expect(live.touched(change([meeting(10, 1)]))).toBe(true);
    expect(names(live.compute())).toEqual(["L1", "L2"]);
    expect(live.touched(change([lead(2, { score: 4 })]))).toBe(true);
    expect(names(live.compute())).toEqual(["L1"]);
    expect(live.touched(change([lead(1, { source: "partner", mergedInto: idAt(3) })]))).toBe(true);
    expect(names(live.compute())).toEqual(["L3"]);
    expect(live.compute()).toEqual(afresh(promising));
    // Every lead has one; a list that does not work them out knows what was given alone.
    expect(names(afresh(query({ not: { field: "score", op: "filled" } })))).toEqual([]);
    expect(names(afresh({ kind: "lead", rule: ruled({ field: "score", op: "empty" }), sort: { by: "name" } }))).toEqual(["L3"]);
  });

  it("R1 in a list in another order a score is shown anew too when something happens with the lead", () => {
    const { queries, change } = world();
    change([stateOf("lead", idAt(1), { values: { name: "L1" } })]);
    const live = queries.live({ kind: "lead", worked: true, sort: { by: "name" } });
    expect(live.compute().rows[0]?.worked).toEqual({ score: 0 });
    expect(live.touched(change([stateOf("activity", idAt(2), { values: { root: idAt(1), type: "call", at: NOW } })]))).toBe(true);
    expect(live.compute().rows[0]?.worked).toEqual({ score: 26 });
    // Who does not ask is not told, and nothing is read for it.
    expect(queries.live({ kind: "lead" }).compute().rows[0]?.worked).toBeUndefined();
  });

  it("R1 how large its company is counts for a lead, and follows what is known of the company", () => {
    const { queries, change, afresh } = world();
    const lead = (n: number, company: string, more = {}) => stateOf("lead", idAt(n), { values: { name: `L${n}`, company, ...more } });
    const company = (n: number, name: string, more = {}) => stateOf("company", idAt(n), { values: { name, ...more } });
    change([lead(1, " ACMÉ gmbh"), lead(2, "Nobody"), company(10, "Acmé GmbH")]);
    for (const sort of [{ by: "score", descending: true }, { by: "name" }]) {
      change([company(10, "Acmé GmbH"), company(11, "Other")]);
      const query: Query = { kind: "lead", worked: true, sort };
      const live = queries.live(query);
      const scores = () => live.compute().rows.map(({ title, worked }) => [title, worked?.["score"]]);
      expect(scores()).toEqual([["L1", 5], ["L2", 5]]);
      expect(live.touched(change([company(10, "Acmé GmbH", { employees: 300 })]))).toBe(true);
      expect(scores()).toEqual([["L1", 13], ["L2", 5]]);
      // Of two of one name the larger one; one that was merged away is the one it was merged into.
      expect(live.touched(change([company(11, "acme GMBH", { employees: 5000 })]))).toBe(true);
      expect(scores()[0]).toEqual(["L1", 15]);
      expect(live.touched(change([company(11, "acme GMBH", { employees: 5000, mergedInto: idAt(10) })]))).toBe(true);
      expect(scores()[0]).toEqual(["L1", 13]);
      // One that comes by the name a lead says, and goes again.
      expect(live.touched(change([company(12, "Nobody", { employees: 20 })]))).toBe(true);
      expect(scores()[1]).toEqual(["L2", 9]);
      expect(live.compute()).toEqual(afresh(query));
      expect(live.touched(change([company(12, "Nobody", { employees: 20, deletedAt: 5 })]))).toBe(true);
      expect(scores()[1]).toEqual(["L2", 5]);
      live.touched(change([], [idAt(12)]));
    }
    // What a lead was converted to stands before its name.
    change([company(13, "New name", { employees: 40 }), lead(2, "Acmé GmbH", { convertedCompany: idAt(13) })]);
    expect(afresh({ kind: "lead", worked: true, sort: { by: "name" } }).rows[1]?.worked).toEqual({ score: 9 });
  });

  it("R11 a rule narrows a list with its groups, counts and sums, by whoever looks and the day it is there", () => {
    const { queries, change } = world();
    const noon = new Date(2026, 2, 30, 12).getTime();
    const deal = (n: number, owner: string, probability: number | null, at: number) => stateOf("deal", idAt(n), { values: { title: `D${n}`, owner, ...(probability !== null && { probability }) }, sets: { tags: n % 2 === 0 ? ["even"] : [] } }, { at, origin: `d.${at}`, by: "u" });
    change([deal(1, idAt(90), 10, noon), deal(2, idAt(90), 80, noon), deal(3, idAt(91), 80, noon), deal(4, idAt(90), null, noon - 5 * 86_400_000)]);
    const found = (rule: Rule, today = "2026-03-31") => queries.live({ kind: "deal", rule: { rule, me: idAt(90), today }, sort: { by: "title" } }).compute().rows.map(({ title }) => title);
    expect(found({ and: [{ field: "owner", op: "==", value: { me: true } }, { or: [{ field: "probability", op: ">", value: 50 }, { field: "probability", op: "empty" }] }] })).toEqual(["D2", "D4"]);
    expect(found({ field: "updatedAt", op: "==", value: { days: -1 } })).toEqual(["D1", "D2", "D3"]);
    expect(found({ field: "updatedAt", op: "==", value: { days: -1 } }, "2026-04-01")).toEqual([]);
    const live = queries.live({ kind: "deal", rule: { rule: { field: "tags", op: "==", value: "even" }, me: "", today: "2026-03-31" }, group: { by: "owner" }, sum: "probability", limit: 1 });
    expect(live.compute()).toMatchObject({ total: 2, groups: [{ value: idAt(90), count: 2 }], totals: [{ amount: 80 }] });
    expect(live.touched(change([deal(6, idAt(91), 5, noon)]))).toBe(true);
    expect(live.compute()).toMatchObject({ total: 3, totals: [{ amount: 85 }] });
  });

  it("S10 two windows of one list are two parts of one order", () => {
    const { queries, change } = world();
    change(Array.from({ length: 250 }, (_, n) => stateOf("company", idAt(n), { values: { name: `C${String(n).padStart(3, "0")}` } })));
    const [first, second] = [queries.live({ kind: "company" }), queries.live({ kind: "company", offset: 100, limit: 5000 })];
    expect([...first.compute().rows, ...second.compute().rows].map(({ title }) => title)).toEqual(Array.from({ length: 250 }, (_, n) => `C${String(n).padStart(3, "0")}`));
    expect(first.compute().total).toBe(250);
  });

  it("A12 somebody was in touch with a contact and a company by what hangs on them, by their deals, and by what they took part in", () => {
    const { queries, change } = world();
    const written = { at: 1, origin: "d.1", by: "u" };
    const [company, quiet, buyer, guest, deal, call, note] = [0, 1, 2, 3, 4, 5, 6].map(idAt) as [string, string, string, string, string, string, string];
    const made = (kind: Kind, id: string, values: Record<string, Value>, sets: Record<string, readonly string[]> = {}) => stateOf(kind, id, { values, sets }, written);
    change([
      made("company", company, { name: "Acme" }), made("company", quiet, { name: "Quiet" }), made("contact", buyer, { name: "Buyer", company }), made("contact", guest, { name: "Guest", company: quiet }),
      made("deal", deal, { title: "Deal", contact: buyer }), made("activity", note, { root: buyer, type: "note", at: 1 }),
    ]);
    const inTouch = (kind: Kind) => queries.live({ kind, rule: ruled({ field: "contactedOn", op: "filled" }), sort: { by: "title" } });
    const [people, companies] = [inTouch("contact"), inTouch("company")];
    const names = (of: typeof people) => of.compute().rows.map(({ title }) => title);
    expect([names(people), names(companies)]).toEqual([[], []]);
    const changed = change([made("activity", call, { root: deal, type: "call", at: 2 }, { participants: [guest] })]);
    expect([people.touched(changed), companies.touched(changed)]).toEqual([true, true]);
    expect([names(people), names(companies)]).toEqual([["Buyer", "Guest"], ["Acme", "Quiet"]]);
  });
});
