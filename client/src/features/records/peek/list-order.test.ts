import { expect, it } from "vitest";
import { around, orderOf, rememberOrder } from "./list-order.ts";

it("R11 the neighbours of a record are those of the list it was come to by, also when it has moved in it or left it", () => {
  const ids = ["c", "d", "e", "f"];
  expect(around(ids, 2, { id: "d", place: 3 })).toEqual({ before: "c", after: "e", place: 3 });
  expect(around(ids, 2, { id: "d", place: 5 })).toEqual({ before: "c", after: "e", place: 3 });
  expect(around(ids, 0, { id: "c", place: 0 })).toEqual({ before: undefined, after: "d", place: 0 });
  expect(around(ids, 2, { id: "gone", place: 4 })).toEqual({ before: "d", after: "e", place: 4 });
  expect(around([], 0, { id: "gone", place: 0 })).toEqual({ before: undefined, after: undefined, place: 0 });
});

it("R11 a record that was come to by another way has no neighbours", () => {
  const order = { kind: "deal", query: { kind: "deal" }, place: 0, id: "a" } as const;
  rememberOrder(order);
  expect([orderOf("deal", "a"), orderOf("deal", "b"), orderOf("lead", "a")]).toEqual([order, undefined, undefined]);
});
