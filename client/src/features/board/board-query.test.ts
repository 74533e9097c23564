import { expect, test } from "vitest";
import { countByRoot, objectionsQuery } from "./board-query.ts";

test("R7 a card of the board counts what is said against its deal and not settled", () => {
  const on = (root: string) => ({ values: { root } });
  expect([...countByRoot([on("a"), on("b"), on("a")])]).toEqual([["a", 2], ["b", 1]]);
  const stage = { id: "s", name: "Proposal", pipeline: "p", outcome: "open", stagnantAfter: null, archived: false } as unknown as Parameters<typeof objectionsQuery>[0];
  expect(objectionsQuery(stage).where).toEqual([{ field: "root.stage", op: "is", value: "s" }, { field: "status", op: "not", value: "resolved" }, { field: "status", op: "not", value: "lost" }]);
});
