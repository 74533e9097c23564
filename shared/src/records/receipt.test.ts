import { entities, type Field } from "@outrider/shared/schema";
import { arbElement, arbState, arbValue, createTestTeam } from "@outrider/shared/testing";
import { judge } from "@outrider/shared/access";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { emptyRecord, type Group, join, loserOf, originOf, pack, recall, type Receipt, type RecordState, restamp, valueOf } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const fields = entities.deal.fields as Readonly<Record<string, Field>>;
const NAMES = ["title", "value", "closeDate", "notes", "probability", "competitors", "stage"] as const;
type Name = (typeof NAMES)[number];

const arbEdit = fc.record({
  name: fc.constantFrom<Name>(...NAMES), seed: fc.nat(3), at: fc.integer({ min: -5, max: 5 }), base: fc.constantFrom("stands", "none", "other"),
});

/** The part of a state that a receipt can bring back: values, elements, trail. */
const standing = ({ fields: values, sets, trail }: RecordState) => ({ values, sets, trail });

describe("restamp", () => {
  it("S2 merges a lost group exactly as it was stamped, onto nothing and onto anything", () => {
    fc.assert(fc.property(fc.array(arbEdit, { minLength: 1, maxLength: 6 }), fc.gen(), (edits, draw) => {
      const team = createTestTeam();
      let counter = 0;
      const lost: { group: Group; receipt: Receipt; written: RecordState }[] = [];
      const start = team.read(team.deal) as RecordState;
      for (const { name, seed, at, base } of edits) {
        const state = team.read(team.deal) as RecordState;
        const origin = originOf("phone", ++counter);
        const field = fields[name] as Field;
        const drawn = name === "stage" ? Object.values(team.stages)[seed] as string : field.many ? draw(arbElement, field) : draw(arbValue, field);
        const value = field.required && (drawn === null || drawn === "") ? "x" : drawn;
        const seen = { stands: state.fields[name]?.origin ?? null, none: null, other: "gone.1" }[base as "none"];
        const change = field.many
          ? { id: team.deal, kind: "deal" as const, add: { [name]: [String(value)] } }
          : { id: team.deal, kind: "deal" as const, set: { [name]: { value, base: seen } } };
        const group: Group = { id: team.deal, counter, at: 0, schema: 1, command: "edit", changes: [change] };
        const stamp = { at: 1_000 + at, origin, by: team.eva };
        const verdict = judge(group, { viewer: team.viewer(team.eva), read: team.read, stamp });
        if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
        const receipt = { group: group.id, device: "phone", by: team.eva, counter, at: stamp.at, except: verdict.value.except };
        lost.push({ group, receipt, written: verdict.value.after.get(team.deal) as RecordState });
        team.put(...verdict.value.after.values());
      }
      const now = team.read(team.deal) as RecordState;
      // The server went back to the start; receipts come back in any order, some of them twice.
      const order = draw(() => fc.shuffledSubarray(lost, { minLength: lost.length }));
      const deltas = [...order, ...order.slice(0, 2)].flatMap(({ group, receipt }) => restamp(group, receipt));
      const again = deltas.reduce((state, delta) => join(state, delta), start);
      expect(standing(again)).toEqual(standing(now));
      // Onto the state that has them already, nothing changes.
      expect(pack(deltas.reduce((state, delta) => join(state, delta), now))).toEqual(pack(now));
    }), { numRuns: 150 });
  });

  it("S2 joined onto any state it keeps every later value and loses none of its own", () => {
    const team = createTestTeam();
    const group: Group = {
      id: team.deal, counter: 3, at: 0, schema: 1, command: "edit",
      changes: [{ id: team.deal, kind: "deal", set: { title: { value: "mine", base: null }, notes: { value: "kept", base: null } } }],
    };
    const receipt: Receipt = { group: group.id, device: "d9", by: "p", counter: 3, at: 2, except: { "0.notes": 9 } };
    fc.assert(fc.property(arbState(team.deal, "deal"), (state) => {
      const [delta] = restamp(group, receipt) as [RecordState];
      const joined = join(state, delta);
      expect(valueOf(joined, "notes")).toBe("kept");
      const stood = state.fields["title"];
      const wins = !stood || stood.at < 2 || (stood.at === 2 && (stood.origin.length < 4 || stood.origin < "d9.3") && stood.origin.length <= 4);
      expect(joined.fields["title"]).toEqual(wins ? { value: "mine", at: 2, origin: "d9.3", by: "p" } : stood);
      expect(join(joined, delta)).toEqual(joined);
    }));
  });

  it("S2 a value that did not come to stand does not come back by its receipt", () => {
    const group: Group = { id: "g", counter: 1, at: 0, schema: 1, command: "edit", changes: [{ id: "r", kind: "deal", set: { title: { value: "lost", base: null } } }] };
    expect(restamp(group, { group: "g", device: "d", by: "p", counter: 1, at: 5, except: { "0.title": null } })[0]?.fields).toEqual({});
  });
});

describe("recall", () => {
  it("S2 of several values that gave way to one, the latest is shown, though that one was judged anew at another time before the receipt came", () => {
    const register = (value: string, at: number, origin: string) => ({ value, at, origin, by: "p" });
    const state: RecordState = {
      ...emptyRecord("r", "deal"), fields: { title: register("stands", 90, "b.6") }, losers: { title: { ...register("early", 10, "a.1"), against: "b.6", againstAt: 90 } },
    };
    const group: Group = { id: "g", counter: 3, at: 0, schema: 1, command: "edit", changes: [{ id: "r", kind: "deal", set: { title: { value: "late", base: null } } }] };
    const shown = (met: number) => {
      const [delta] = restamp(group, { group: "g", device: "c", by: "p", counter: 3, at: 20, except: {}, met: { "0.title": [met, "b.6"] } }) as [RecordState];
      const after = recall(state, delta);
      return [valueOf(after, "title"), loserOf(after, "title")?.value];
    };
    expect([80, 90, 99].map(shown)).toEqual([["stands", "late"], ["stands", "late"], ["stands", "late"]]);
  });
});
