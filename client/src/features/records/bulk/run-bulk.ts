// One doing over many records: in edits as large as one may be, each undone with the others. Where an edit is refused it is
// cut in halves until the records that it was refused for stand alone: the others are changed, and these are told with
// their reasons. Invariant: each record is changed once or told once, unless it was cancelled before its turn.
import type { Call } from "@outrider/shared/commands";
import type { Row } from "@outrider/shared/projection";
import type { Outcome } from "../../../act/index.ts";

export interface BulkOptions {
  readonly rows: readonly Row[];
  /** null: there is nothing to change in it. */
  readonly callFor: (row: Row) => Call | null;
  readonly perform: (calls: readonly Call[]) => Promise<Outcome>;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

export interface RefusedRow { readonly id: string; readonly title: string; readonly reason: string }
export interface BulkEnd {
  readonly changed: number;
  readonly refused: readonly RefusedRow[];
  /** The edits it was made of, in their order. */
  readonly groups: readonly string[];
  readonly cancelled: boolean;
}

/** Below what one edit may change and weigh (500 changes, with a conversion's to spare). */
const AT_ONCE = 400;
export async function runBulk({ rows, callFor, perform, signal, onProgress }: BulkOptions): Promise<BulkEnd> {
  const refused: RefusedRow[] = [];
  const groups: string[] = [];
  let [changed, done] = [0, 0];
  const report = (count: number): void => {
    done += count;
    onProgress(done);
  };
  const work = rows.flatMap((row) => {
    const call = callFor(row);
    return call === null ? [] : [{ row, call }];
  });
  report(rows.length - work.length);
  const attempt = async (part: readonly { readonly row: Row; readonly call: Call }[]): Promise<void> => {
    const [first] = part;
    if (first === undefined || signal.aborted) return;
    const outcome = await perform(part.map(({ call }) => call));
    if (outcome.ok) {
      groups.push(outcome.value.group);
      changed += part.length;
      return report(part.length);
    }
    if (part.length === 1) {
      refused.push({ id: first.row.id, title: first.row.title, reason: outcome.error.message });
      return report(1);
    }
    const half = Math.ceil(part.length / 2);
    await attempt(part.slice(0, half));
    await attempt(part.slice(half));
  };
  for (let from = 0; from < work.length && !signal.aborted; from += AT_ONCE) await attempt(work.slice(from, from + AT_ONCE));
  return { changed, refused, groups, cancelled: signal.aborted && changed + refused.length < work.length };
}
