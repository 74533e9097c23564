import { expect, it } from "vitest";
import { createLastEdits } from "./last-edits.ts";

it("R15 edits are taken back newest first, each once, and not those already taken back by hand", () => {
  const edits = createLastEdits();
  for (const group of ["a", "b", "c"]) edits.add(group);
  edits.forget("b");
  expect([edits.take(), edits.take(), edits.take()]).toEqual([["c"], ["a"], undefined]);
  // What was done at once is taken back at once.
  edits.add("d", "e");
  edits.add("f");
  edits.forget("f");
  expect([edits.take(), edits.take()]).toEqual([["d", "e"], undefined]);
});

it("R15 the newest hundred are kept", () => {
  const edits = createLastEdits();
  for (let at = 0; at < 150; at++) edits.add(String(at));
  let count = 0;
  while (edits.take() !== undefined) count += 1;
  expect(count).toBe(100);
});
