// Writes what happened before now: edits of several people, each with its own time, as the server itself (a sample, later
// what is brought in from elsewhere). Invariant: group ids and stamps follow from the source's name and the order alone, so
// that a history which was broken off is written again from its beginning and nothing is applied twice. Each change builds
// on what the same history wrote there last.
import { derivedId, err, ok, type Result } from "@outrider/shared/kernel";
import { type Refusal, refusal } from "@outrider/shared/access";
import { type Change, type Group, type Origin, originOf } from "@outrider/shared/records";
import { editWhy, SCHEMA_VERSION } from "@outrider/shared/schema";
import type { System } from "./entry.ts";
import type { Pipeline } from "./pipeline.ts";

export interface PastEdit { readonly at: number; readonly by: string; readonly command: string; readonly changes: readonly Change[] }

export interface History {
  readonly workspace: string;
  /** Names the history; it stands where a device's name does. */
  readonly source: string;
  /** In the order in which they happened. */
  readonly edits: readonly PastEdit[];
  /** Told after each batch how many edits are durable. */
  readonly onProgress?: (done: number) => void;
}

/** So many edits are one transaction. */
const BATCH = 500;

/** Answers how many edits stand; the first refusal ends it, with what came before kept. */
export async function writeHistory(pipeline: Pipeline, { workspace, source, edits, onProgress }: History): Promise<Result<number, Refusal>> {
  const device = `h-${source}`;
  const standing = standingOf(edits);
  for (let start = 0; start < edits.length; start += BATCH) {
    const entries = edits.slice(start, start + BATCH).map((edit, index): System => {
      const counter = start + index + 1;
      const changes = edit.changes.map((change) => builtOn(standing, change, originOf(device, counter)));
      const group: Group = { id: derivedId("history", workspace, source, String(counter)), counter, at: edit.at, schema: SCHEMA_VERSION, command: edit.command, changes };
      return { from: "system", group, device, user: edit.by, at: edit.at };
    });
    const results = await Promise.all(entries.map((entry) => pipeline.submit(workspace, entry)));
    for (const result of results) {
      if (result.kind !== "verdict") return err(refusal("bad-change", editWhy("history-not-judged")));
      if (result.verdict.result === "refused") return err(result.verdict.refusal);
    }
    onProgress?.(start + entries.length);
  }
  return ok(edits.length);
}

type Standing = Map<string, Origin | null>;
const keyOf = (id: string, field: string): string => `${id} ${field}`;

/** The fields that are set again after their record was made: only of these it is kept which edit wrote them last. */
function standingOf(edits: readonly PastEdit[]): Standing {
  const standing: Standing = new Map();
  for (const { changes } of edits) {
    for (const { id, create, set } of changes) if (!create) for (const field of Object.keys(set ?? {})) standing.set(keyOf(id, field), null);
  }
  return standing;
}

/** The change with the edits that it builds on named as its bases. */
function builtOn(standing: Standing, change: Change, origin: Origin): Change {
  if (!change.set) return change;
  const set = Object.fromEntries(
    Object.entries(change.set).map(([field, { value, base }]) => {
      const key = keyOf(change.id, field);
      const known = standing.get(key);
      if (known !== undefined) standing.set(key, origin);
      return [field, { value, base: known ?? base }];
    }),
  );
  return { ...change, set };
}
