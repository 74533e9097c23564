import { apply, emptyRecord, loserOf, originOf, type RecordState, resolve, valueOf } from "@outrider/shared/records";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { editTime } from "./edit-time.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const YEAR = 365 * 24 * 3600_000;
const START = 1_750_000_000_000;
/** From a year behind to ten years ahead. */
const arbError = fc.integer({ min: -YEAR, max: 10 * YEAR });

interface Edit { readonly device: number; readonly made: number; readonly value: string }
/** How wrong each device's clock is (ms) at a true time. */
type Clock = (device: number, time: number) => number;

/** Devices offline from START that send all they made when they come back: the times the server gives, and the record. */
function outcome(edits: readonly Edit[], back: readonly number[], clock: Clock) {
  let state: RecordState = emptyRecord("r", "deal");
  const times = new Map<Edit, number>();
  const order = [...new Set(edits.map(({ device }) => device))].sort((a, b) => (back[a] as number) - (back[b] as number));
  for (const device of order) {
    const now = back[device] as number;
    let previous = START;
    let counter = 0;
    for (const edit of edits.filter((one) => one.device === device).sort((a, b) => a.made - b.made)) {
      counter++;
      const age = now + clock(device, now) - (edit.made + clock(device, edit.made));
      previous = editTime({ age, now, floor: START, previous });
      times.set(edit, previous);
      const base = counter === 1 ? null : originOf(`d${device}`, counter - 1);
      const change = { id: "r", kind: "deal", set: { notes: { value: edit.value, base }, closeDate: { value: edit.value, base } } } as const;
      state = apply(state, resolve(state, change, { at: previous, origin: originOf(`d${device}`, counter), by: `p${device}` }).delta);
    }
  }
  return { times, state };
}

const arbEdits = fc.array(fc.record({ device: fc.nat(2), made: fc.integer({ min: START, max: START + 3 * 24 * 3600_000 }), value: fc.constantFrom("a", "b", "c", "d") }), { minLength: 1, maxLength: 8 });
const arbBack = fc.array(fc.integer({ min: START + 3 * 24 * 3600_000, max: START + 5 * 24 * 3600_000 }), { minLength: 3, maxLength: 3 });
const right: Clock = () => 0;

describe("the time of an edit", () => {
  it("S3 constant clock errors from a year behind to ten years ahead change nothing", () => {
    fc.assert(fc.property(arbEdits, arbBack, fc.tuple(arbError, arbError, arbError), (edits, back, errors) => {
      const asItWas = outcome(edits, back, right);
      const asSeen = outcome(edits, back, (device) => errors[device] as number);
      expect(asSeen).toEqual(asItWas);
      // With right clocks the time is the true one.
      for (const [edit, at] of asItWas.times) expect(at).toBe(edit.made);
    }), { numRuns: 500 });
  });

  it("S3 a clock that jumps moves edits only within their own offline window, and never their own order", () => {
    const arbJump = fc.record({ when: fc.integer({ min: START, max: START + 5 * 24 * 3600_000 }), by: fc.integer({ min: -10 * YEAR, max: 10 * YEAR }) });
    fc.assert(fc.property(arbEdits, arbBack, fc.array(arbJump, { minLength: 1, maxLength: 3 }), fc.nat(2), (edits, back, jumps, jumper) => {
      const jumping: Clock = (device, time) => (device === jumper ? jumps.filter(({ when }) => when <= time).reduce((sum, { by }) => sum + by, 0) : 0);
      const { times } = outcome(edits, back, jumping);
      for (const device of [0, 1, 2]) {
        const own = edits.filter((edit) => edit.device === device).sort((a, b) => a.made - b.made).map((edit) => times.get(edit) as number);
        expect(own.toSorted((a, b) => a - b)).toEqual(own);
        for (const at of own) {
          expect(at).toBeGreaterThanOrEqual(START);
          expect(at).toBeLessThanOrEqual(back[device] as number);
        }
      }
      for (const [edit, at] of times) if (edit.device !== jumper) expect(at).toBe(edit.made);
    }), { numRuns: 500 });
  });

  it("S3 an edit cannot be dated before its device's last contact", () => {
    // A device whose clock was set forward by ten years while it was offline: its edit counts as made at its last contact.
    expect(editTime({ age: 10 * YEAR, now: 1_000_000, floor: 400_000, previous: 0 })).toBe(400_000);
    // Set back: as made now, never in the future.
    expect(editTime({ age: -10 * YEAR, now: 1_000_000, floor: 400_000, previous: 0 })).toBe(1_000_000);
  });

  it.each([
    ["plain", { age: 300, now: 1000, floor: 0, previous: 0 }, 700],
    ["older than the last contact", { age: 900, now: 1000, floor: 500, previous: 0 }, 500],
    ["before its own predecessor", { age: 900, now: 1000, floor: 0, previous: 600 }, 600],
    ["a last contact in the future (the server's clock went back)", { age: 0, now: 1000, floor: 5000, previous: 0 }, 1000],
    ["no number", { age: Number.NaN, now: 1000, floor: 0, previous: 0 }, 1000],
    ["infinite", { age: Number.POSITIVE_INFINITY, now: 1000, floor: 10, previous: 0 }, 1000],
    ["a fraction", { age: 0.4, now: 1000, floor: 10, previous: 0 }, 1000],
  ] as const)("S3 %s", (_, age, expected) => expect(editTime(age)).toBe(expected));

  it("S3 an edit that was heard before another was made does not stand over it, whatever its clock said", () => {
    const edits: readonly Edit[] = [{ device: 0, made: START + 1000, value: "a" }, { device: 1, made: START + 2 * 3600_000, value: "b" }];
    const back = [START + 3600_000, START + 3 * 3600_000, START];
    const { state } = outcome(edits, back, (device, time) => (device === 0 && time < START + 2000 ? 10 * YEAR : 0));
    // Device 0 came back and was heard before device 1 made its edit, so no clock of its own lets it stand over that.
    expect(valueOf(state, "notes")).toBe("b");
    expect(loserOf(state, "notes")).toMatchObject({ value: "a", by: "p0" });
  });
});
