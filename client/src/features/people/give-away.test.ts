import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { giveAway, type GiveAway } from "./give-away.ts";

interface Held { readonly id: string; readonly kind: string; owner: string; readonly deleted?: boolean }

/** A device that holds some records, and a server that has more of them. */
function world(held: Held[], beyond: Held[][] = [], refuse?: string) {
  const groups: number[] = [];
  const asked: string[] = [];
  const options: GiveAway = {
    from: "eva", to: "max", onProgress: () => undefined,
    ask: async ({ kind, where = [], bin = false, limit = 100 }) => {
      const [condition] = where;
      const found = held.filter((one) => one.kind === kind && one.owner === (condition as { value: string }).value && (one.deleted ?? false) === bin);
      return { rows: found.slice(0, limit) as unknown as Row[], offset: 0, total: found.length, complete: beyond.length === 0 };
    },
    perform: async (call) => {
      if (refuse !== undefined) return refuse;
      if (call.name !== "reassign") throw new Error(call.name);
      groups.push(call.args.ids.length);
      for (const one of held) if (call.args.ids.includes(one.id)) one.owner = call.args.to;
      return undefined;
    },
    older: async (kinds) => {
      asked.push(...kinds);
      const next = beyond.shift();
      if (next === undefined) return false;
      held.push(...next);
      return true;
    },
  };
  return { options, groups, asked, left: () => held.filter(({ owner }) => owner === "eva").length };
}
const many = (kind: string, count: number, owner = "eva"): Held[] => Array.from({ length: count }, (_, n) => ({ id: `${kind} ${owner} ${n}`, kind, owner }));

describe("giving away what somebody owns", () => {
  it("U3 all of it goes in groups of at most 500, the bin too, and nobody else's", async () => {
    const { options, groups, left } = world([...many("deal", 1_203), ...many("task", 2), ...many("lead", 3, "ben"), { id: "gone", kind: "contact", owner: "eva", deleted: true }]);
    expect(await giveAway(options)).toEqual({ given: 1_206, all: true, reason: undefined });
    expect([groups, left()]).toEqual([[1, 500, 500, 203, 2], 0]);
  });

  it("U3 what the device does not hold is fetched, and where it cannot be it is said that this was not all", async () => {
    const online = world(many("lead", 1), [many("lead", 2, "eva").map((one) => ({ ...one, id: `older ${one.id}` }))]);
    expect(await giveAway(online.options)).toMatchObject({ given: 3, all: true });
    const offline = world(many("lead", 1), [[]]);
    expect(await giveAway({ ...offline.options, older: async () => false })).toMatchObject({ given: 1, all: false, reason: undefined });
  });

  it("U3 a refusal ends it with its reason, and what comes again is not given for ever", async () => {
    expect(await giveAway(world(many("deal", 3), [], "No.").options)).toEqual({ given: 0, all: false, reason: "No." });
    const stuck = world(many("deal", 3));
    let performed = 0;
    expect(await giveAway({ ...stuck.options, perform: async () => void performed++ as undefined })).toMatchObject({ all: true });
    expect(performed).toBe(1);
  });
});
