// Writes a plan: companies that rows need first, then each row as a group of its own, in batches. It can be stopped
// between two batches; what has been written stays and is counted. Invariant: imported + skipped + refused + left =
// the rows of the file.
import type { Call } from "@outrider/shared/commands";
import type { Calls, ImportTarget } from "../target.ts";
import { text } from "../texts.ts";
import { BATCH_ROWS } from "./limits.ts";
import type { RowError } from "./convert-row.ts";
import type { Plan } from "./plan.ts";
import type { Row } from "./table.ts";

export interface Refused { readonly row: Row; readonly errors: readonly RowError[] }
export interface Report {
  readonly imported: number;
  /** Of the imported, how many were new. */
  readonly made: number;
  readonly skipped: number;
  readonly refused: readonly Refused[];
  /** Rows not come to when it was stopped. */
  readonly left: number;
  /** Companies made because rows named them. */
  readonly companies: number;
  /** Ids of all records made, and what takes off again what was added to others, for taking the import back. */
  readonly ids: readonly string[];
  readonly backs: readonly Call[];
  /** Why it stopped before its end, where it did. */
  readonly stopped: string | null;
}

/** Answers that say nothing of the row but that nothing can be written now: the import stops, the rows stay to be done. */
const NOT_NOW: ReadonlySet<string> = new Set(["storage-full", "not-kept", "not-ready", "gone", "away"]);

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

export async function runPlan(plan: Plan, submit: ImportTarget["submit"], { signal, onProgress }: RunOptions = {}): Promise<Report> {
  const refused: Refused[] = plan.fates.flatMap((fate) => (fate.fate === "refuse" ? [{ row: fate.row, errors: fate.errors }] : []));
  let [skipped, imported, made, companies, at] = [plan.fates.filter(({ fate }) => fate === "skip").length, 0, 0, 0, 0];
  const ids: string[] = [];
  const backs: Call[] = [];
  const total = plan.order.length + plan.companies.length;
  let stopped: string | null = null;
  const work = [...plan.companies.map((company) => ({ ...company, entry: null })), ...plan.order.map((entry) => ({ id: entry.id, call: entry.call, entry }))];
  while (at < work.length && stopped === null) {
    if (signal?.aborted) {
      stopped = text.run.stopped;
      break;
    }
    const batch = work.slice(at, at + BATCH_ROWS);
    let outcomes;
    try {
      outcomes = await submit(batch.map(({ call, entry }): Calls => (entry?.more === undefined ? call : [call, ...entry.more])));
    } catch (error) {
      stopped = text.run.broken(error instanceof Error ? error.message : String(error));
      break;
    }
    for (const [index, { entry, id, call }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.ok) {
        if (call.name === "create") ids.push(id);
        if (entry?.back !== undefined) backs.push(entry.back);
        if (entry) imported += 1;
        else companies += 1;
        if (entry?.fate === "new") made += 1;
      } else if (outcome && NOT_NOW.has(outcome.error.code)) {
        stopped ??= text.run.broken(outcome.error.message);
      } else if (entry) {
        // An edit refuses of itself only where nothing would change: the record says already what the row says.
        if (entry.fate === "update" && outcome?.error.code === "bad-change") skipped += 1;
        else refused.push({ row: entry.row, errors: [{ line: entry.row.line, column: outcome?.error.field ?? "", value: "", message: outcome?.error.message ?? text.run.noAnswer }] });
      }
    }
    at += batch.length;
    onProgress?.(at, total);
  }
  const left = plan.fates.length - imported - skipped - refused.length;
  return { imported, made, skipped, refused: refused.sort((a, b) => a.row.line - b.row.line), left, companies, ids, backs, stopped };
}

/** Takes an import back: what it made goes to the bin, what it added to others is taken off. Answers how many records did, and how many others changed. */
export async function takeBack({ ids, backs }: Pick<Report, "ids" | "backs">, submit: ImportTarget["submit"], onProgress?: (done: number, of: number) => void): Promise<{ readonly gone: number; readonly changed: number }> {
  const counts = { gone: 0, changed: 0 };
  // Last made first: a child leaves before its parent.
  const all = [...ids.toReversed().map((id): Call => ({ name: "remove", args: { id } })), ...backs.toReversed()];
  for (let at = 0; at < all.length; at += BATCH_ROWS) {
    const outcomes = await submit(all.slice(at, at + BATCH_ROWS));
    for (const [index, { ok }] of outcomes.entries()) if (ok) counts[at + index < ids.length ? "gone" : "changed"] += 1;
    onProgress?.(Math.min(at + BATCH_ROWS, all.length), all.length);
  }
  return counts;
}
