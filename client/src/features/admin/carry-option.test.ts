import type { Call } from "@outrider/shared/commands";
import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { carryOption, type CarryOption, withRenamed } from "./carry-option.ts";

interface Held { readonly id: string; word: string; readonly deleted?: boolean }
const NAME = "custom_choice_x";
const definition: readonly Call[] = [{ name: "edit", args: { id: "def", values: { options: "Crimson\nBlue" } } }];

/** A device that holds some records, and a server that has more of them. */
function world(held: Held[], beyond: Held[][] = [], refuse?: string) {
  const groups: (readonly string[])[] = [];
  const options: CarryOption = {
    name: NAME, of: "deal", from: "Red", to: "Crimson", definition, onProgress: () => undefined,
    ask: async ({ kind, where = [], bin = false, limit = 100 }) => {
      expect([kind, where]).toEqual(["deal", [{ field: NAME, op: "is", value: "Red" }]]);
      const found = held.filter((one) => one.word === "Red" && (one.deleted ?? false) === bin);
      return { rows: found.slice(0, limit) as unknown as Row[], offset: 0, total: found.length, complete: beyond.length === 0 };
    },
    perform: async (calls) => {
      if (refuse !== undefined) return refuse;
      groups.push(calls.map((call) => (call.name === "edit" ? call.args.id : "?")));
      for (const call of calls) {
        const one = held.find(({ id }) => call.name === "edit" && call.args.id === id);
        if (one && call.name === "edit") one.word = String(call.args.values?.[NAME]);
      }
      return undefined;
    },
    older: async () => {
      const next = beyond.shift();
      if (next === undefined) return false;
      held.push(...next);
      return true;
    },
  };
  return { options, groups, left: () => held.filter(({ word }) => word === "Red").length };
}
const many = (count: number, word = "Red", of = "d"): Held[] => Array.from({ length: count }, (_, n) => ({ id: `${of}${n}`, word }));

describe("an option under another name", () => {
  it("R10 goes with its records in one edit, so that one undo takes all back; the bin too, and no other word", async () => {
    const { options, groups, left } = world([...many(2), ...many(3, "Blue", "b"), { id: "gone", word: "Red", deleted: true }]);
    expect(await carryOption(options)).toEqual({ carried: 3, all: true, reason: undefined });
    expect([groups, left()]).toEqual([[["def", "d0", "d1"], ["gone"]], 0]);
  });

  it("R10 of very many records goes in several edits, and of none in one", async () => {
    const large = world(many(901));
    expect(await carryOption(large.options)).toMatchObject({ carried: 901, all: true });
    expect(large.groups.map(({ length }) => length)).toEqual([401, 400, 101]);
    const none = world(many(2, "Blue"));
    expect(await carryOption(none.options)).toMatchObject({ carried: 0, all: true });
    expect(none.groups).toEqual([["def"]]);
  });

  it("R10 fetches what the device does not hold, and where it cannot it says that this was not all; done again it takes what came late", async () => {
    const online = world(many(1), [many(2, "Red", "older")]);
    expect(await carryOption(online.options)).toMatchObject({ carried: 3, all: true });
    const held = many(1);
    const offline = world(held, [[]]);
    expect(await carryOption({ ...offline.options, older: async () => false })).toEqual({ carried: 1, all: false, reason: undefined });
    // A colleague chose the old word with no network; it comes now.
    held.push({ id: "late", word: "Red" });
    const again = world(held);
    expect(await carryOption({ ...again.options, definition: [] })).toMatchObject({ carried: 1, all: true });
    expect([again.groups, again.left()]).toEqual([[["late"]], 0]);
  });

  it("R10 a refusal ends it with its reason, and what comes again is not carried for ever", async () => {
    expect(await carryOption(world(many(3), [], "No.").options)).toEqual({ carried: 0, all: false, reason: "No." });
    const stuck = world(many(3));
    let performed = 0;
    expect(await carryOption({ ...stuck.options, perform: async () => void performed++ as undefined })).toMatchObject({ all: true });
    expect(performed).toBe(1);
  });

  it("R10 keeps its place; where the name is offered already the two become one", () => {
    expect(withRenamed("Red\nBlue\nGreen", "Red", "Crimson")).toBe("Crimson\nBlue\nGreen");
    expect(withRenamed("Red\nBlue\nGreen", "Green", "Blue")).toBe("Red\nBlue");
    // One that only records still have.
    expect(withRenamed("Red\nBlue", "Old", "Blue")).toBe("Red\nBlue");
  });
});
