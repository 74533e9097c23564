// Taking back many edits, the newest first, because earlier ones may lean on what later ones replaced. Each is tried
// whatever became of the others, and what could not be taken back is told.
import type { DoneEdit } from "../../read/index.ts";

/** The edits since then of which something can be taken back, newest first, and those that were changed since. */
export function since(edits: readonly DoneEdit[], from: number): { readonly open: readonly DoneEdit[]; readonly left: readonly DoneEdit[] } {
  const lately = edits.filter(({ at }) => at >= from);
  return { open: lately.filter(({ state }) => state === "whole" || state === "part"), left: lately.filter(({ state }) => state === "changed") };
}

export interface Undone {
  readonly back: number;
  readonly partly: readonly DoneEdit[];
  readonly refused: readonly { readonly edit: DoneEdit; readonly reason: string }[];
}

/** `undo` answers why not, or undefined where it was done; `done` is told how many have been tried. */
export async function undoAll(edits: readonly DoneEdit[], undo: (group: string) => Promise<string | undefined>, done: (count: number) => void): Promise<Undone> {
  const partly: DoneEdit[] = [];
  const refused: { edit: DoneEdit; reason: string }[] = [];
  for (const [at, edit] of edits.entries()) {
    const reason = await undo(edit.group);
    if (reason !== undefined) refused.push({ edit, reason });
    else if (edit.state === "part") partly.push(edit);
    done(at + 1);
  }
  return { back: edits.length - refused.length, partly, refused };
}
