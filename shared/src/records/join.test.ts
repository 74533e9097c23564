import { arbState, arbValue, idOf } from "@outrider/shared/testing";
import { entities, type Field } from "@outrider/shared/schema";
import { canonical, type Json } from "@outrider/shared/kernel";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { apply, type Change, emptyRecord, join, loserOf, originOf, pack, type RecordState, resolve, unpack, valueOf } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const text = (state: RecordState): string => canonical(pack(state) as unknown as Json);
const RUNS = { numRuns: 300 };

const deal = entities.deal.fields as Readonly<Record<string, Field>>;
const NAMES = ["title", "stage", "value", "notes", "closeDate"] as const;

/** What one edit does, and how much of the others' edits its author had seen. */
const arbStep = fc.record({
  device: fc.constantFrom("d1", "d2", "d3"),
  at: fc.nat(6),
  seen: fc.nat(),
  set: fc.oneof(...NAMES.map((name) => arbValue(deal[name] as Field).map((value) => ({ [name]: value })))),
  tag: fc.constantFrom("red", "green", "constructor", ""),
  untag: fc.boolean(),
});
type Step = typeof arbStep extends fc.Arbitrary<infer T> ? T : never;

/** The deltas of edits made on any earlier state and resolved against any later one, as devices and server do. */
function deltasOf(steps: readonly Step[]): RecordState[] {
  const deltas: RecordState[] = [];
  const states: RecordState[] = [emptyRecord(idOf("one"), "deal")];
  const counters = new Map<string, number>();
  for (const { device, at, seen, set, tag, untag } of steps) {
    const counter = (counters.get(device) ?? 0) + 1;
    counters.set(device, counter);
    const saw = states[seen % states.length] as RecordState;
    const [name, value] = Object.entries(set)[0] as [string, Json];
    const change: Change = {
      id: saw.id, kind: "deal", set: { [name]: { value, base: saw.fields[name]?.origin ?? null } },
      ...(tag !== "" && !untag && { add: { tags: [tag] } }),
      ...(tag !== "" && untag && { remove: { tags: { [tag]: saw.sets["tags"]?.[tag]?.adds ?? [] } } }),
    };
    const last = states.at(-1) as RecordState;
    const { delta } = resolve(last, change, { at, origin: originOf(device, counter), by: `by-${device}` });
    deltas.push(delta);
    states.push(apply(last, delta));
  }
  return deltas;
}

const arbDeltas = fc.oneof(
  fc.array(arbStep, { minLength: 1, maxLength: 6 }).map(deltasOf),
  fc.array(arbState(idOf("one"), "deal"), { minLength: 1, maxLength: 5 }),
);
const fold = (states: readonly RecordState[]): RecordState => states.reduce((a, b) => join(a, b), emptyRecord(idOf("one"), "deal"));

describe("join", () => {
  it("S3 is commutative, associative and idempotent over any states, equal stamps included", () => {
    const state = arbState();
    fc.assert(fc.property(state, state, state, (a, b, c) => {
      expect(text(join(a, b))).toBe(text(join(b, a)));
      expect(text(join(join(a, b), c))).toBe(text(join(a, join(b, c))));
      expect(text(join(a, a))).toBe(text(a));
      expect(text(join(join(a, b), b))).toBe(text(join(a, b)));
    }), { numRuns: 1000 });
  });

  it("S3 gives the same record for deltas in any order, grouped and repeated in any way", () => {
    const shuffled = arbDeltas.chain((deltas) => fc.tuple(
      fc.constant(deltas),
      fc.shuffledSubarray(deltas, { minLength: deltas.length }),
      fc.array(fc.nat(deltas.length - 1), { maxLength: 4 }),
      fc.nat(deltas.length),
    ));
    fc.assert(fc.property(shuffled, ([deltas, order, again, cut]) => {
      const repeated = [...order, ...again.map((index) => deltas[index] as RecordState)];
      expect(text(fold(repeated))).toBe(text(fold(deltas)));
      expect(text(join(fold(order.slice(0, cut)), fold(order.slice(cut))))).toBe(text(fold(deltas)));
    }), RUNS);
  });

  it("S3 what the server wrote in its order is the join of its deltas: no delta gives way unseen", () => {
    fc.assert(fc.property(fc.array(arbStep, { minLength: 1, maxLength: 8 }), (steps) => {
      let stood = emptyRecord(idOf("one"), "deal");
      for (const delta of deltasOf(steps)) {
        stood = apply(stood, delta);
        for (const [name, register] of Object.entries(delta.fields)) expect(stood.fields[name]).toEqual(register);
      }
    }), RUNS);
  });

  it("S3 the value that lost last is the one shown, although an older conflict had a later loser", () => {
    const set = (value: string, base: string | null) => ({ id: idOf("one"), kind: "deal", set: { title: { value, base } } }) as const;
    let state = apply(undefined, resolve(undefined, set("first", null), { at: 100, origin: "a.1", by: "a" }).delta);
    state = apply(state, resolve(state, set("early loser", null), { at: 99, origin: "b.1", by: "b" }).delta);
    state = apply(state, resolve(state, set("second", "a.1"), { at: 110, origin: "a.2", by: "a" }).delta);
    expect(loserOf(state, "title")).toBeNull();
    state = apply(state, resolve(state, set("late arrival", null), { at: 50, origin: "c.1", by: "c" }).delta);
    expect(valueOf(state, "title")).toBe("second");
    expect(loserOf(state, "title")).toMatchObject({ value: "late arrival", by: "c", at: 50 });
  });

  it("S3 a device's tenth edit comes after its ninth where both carry one time", () => {
    const set = (value: string, base: string | null) => ({ id: idOf("one"), kind: "deal", set: { title: { value, base } } }) as const;
    let state = apply(undefined, resolve(undefined, set("stands", null), { at: 100, origin: "a.1", by: "a" }).delta);
    state = apply(state, resolve(state, set("ninth", null), { at: 50, origin: "b.9", by: "b" }).delta);
    state = apply(state, resolve(state, set("tenth", "b.9"), { at: 50, origin: "b.10", by: "b" }).delta);
    expect(loserOf(state, "title")?.value).toBe("tenth");
  });

  it("S3 a removal that names an edit twice leaves the same bytes as one that names it once", () => {
    const remove = (origins: string[]): Change => ({ id: idOf("one"), kind: "deal", remove: { tags: { red: origins } } });
    const once = resolve(undefined, remove(["a.1"]), { at: 1, origin: "b.1", by: "b" }).delta;
    const twice = resolve(undefined, remove(["a.1", "a.1"]), { at: 1, origin: "b.2", by: "b" }).delta;
    expect(text(join(once, twice))).toBe(text(join(twice, once)));
  });
});

describe("pack", () => {
  it("S3 unpack(pack(x)) is x, odd keys and any script included", () => {
    fc.assert(fc.property(arbState(), (state) => {
      expect(unpack(pack(state))).toEqual(state);
      expect(unpack(JSON.parse(JSON.stringify(pack(state))))).toEqual(state);
    }), { numRuns: 500 });
  });

  it("S3 the packed form does not depend on the order in which things were merged", () => {
    fc.assert(fc.property(arbState(), arbState(), (a, b) => {
      expect(JSON.stringify(pack(join(a, b)))).toBe(JSON.stringify(pack(join(b, a))));
    }), RUNS);
  });

  it("S5 unpacking keys that objects inherit touches nothing but the record", () => {
    const before = [Object.keys(Object.prototype).length, Object.keys(Object).length, Object.keys];
    const hostile = JSON.parse(`{"id":"${idOf("one")}","kind":"lead",
      "w":[[1,"d.1","p",{"__proto__":"x","constructor":"y"}]],
      "s":[["__proto__","polluted",["d.1"],[]],["constructor","keys",["d.1"],[]],["tags","__proto__",["d.1"],[]]],
      "l":[["__proto__",1,"d.1","p","x","d.2",1]],"t":[["__proto__",1,"d.1","p","x"]]}`) as Parameters<typeof unpack>[0];
    const state = join(emptyRecord(idOf("one"), "lead"), unpack(hostile));
    expect([Object.keys(Object.prototype).length, Object.keys(Object).length, Object.keys]).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(valueOf(state, "constructor")).toBe("y");
    expect(valueOf(state, "toString")).toBeNull();
    expect(Object.getPrototypeOf(state.fields)).toBe(Object.prototype);
  });

  it("S12 a record of an unknown kind is said, not guessed", () => {
    expect(() => unpack({ id: idOf("one"), kind: "constructor", w: [] })).toThrow(/unknown kind/);
  });
});
