import { expect, it } from "vitest";
import type { DoneEdit } from "../../read/index.ts";
import { since, undoAll } from "./undo-all.ts";

const edit = (group: string, at: number, state: DoneEdit["state"]): DoneEdit => ({ group, at, state, command: "edit", fields: [], records: [] });

it("R15 the last hour is what came since, without what is undone; what was changed since is told apart", () => {
  const edits = [edit("a", 9, "whole"), edit("b", 8, "undone"), edit("c", 7, "changed"), edit("d", 6, "part"), edit("e", 5, "whole")];
  const { open, left } = since(edits, 6);
  expect([open.map(({ group }) => group), left.map(({ group }) => group)]).toEqual([["a", "d"], ["c"]]);
});

it("R15 each edit is tried, the newest first, whatever became of the others, and what was left is told", async () => {
  const tried: string[] = [];
  const counts: number[] = [];
  const edits = [edit("a", 9, "whole"), edit("b", 8, "part"), edit("c", 7, "whole")];
  const undone = await undoAll(edits, async (group) => (tried.push(group), group === "a" ? "Somebody has changed this since." : undefined), (count) => counts.push(count));
  expect([tried, counts]).toEqual([["a", "b", "c"], [1, 2, 3]]);
  expect(undone).toEqual({ back: 2, partly: [edits[1]], refused: [{ edit: edits[0], reason: "Somebody has changed this since." }] });
});
