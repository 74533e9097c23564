import { describe, expect, it } from "vitest";
import { movedTo, orderCalls } from "./moved-to.ts";

describe("an order that a person makes", () => {
  const ids = ["a", "b", "c", "d"];

  it("R4 one moves and the others keep their order", () => {
    expect(movedTo(ids, "a", 2)).toEqual(["b", "c", "a", "d"]);
    expect(movedTo(ids, "d", 0)).toEqual(["d", "a", "b", "c"]);
    for (const [id, to] of [["a", 0], ["a", -1], ["d", 4], ["x", 1]] as const) expect(movedTo(ids, id, to)).toBe(ids);
  });

  it("R4 only those are edited that stand elsewhere than before", () => {
    const orders = new Map([["a", 0], ["b", 1], ["c", 2], ["d", undefined]]);
    expect(orderCalls(["a", "c", "b", "d"], orders)).toEqual([
      { name: "edit", args: { id: "c", values: { order: 1 } } }, { name: "edit", args: { id: "b", values: { order: 2 } } }, { name: "edit", args: { id: "d", values: { order: 3 } } },
    ]);
  });
});
