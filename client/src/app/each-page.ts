// A whole list, page by page, so that the screen stays alive and it can be cancelled. It knows the question, not who answers.
import type { Row } from "@outrider/shared/projection";
import type { Query, QueryAnswer } from "../read/index.ts";

export type Ask = (query: Query) => Promise<QueryAnswer>;

export interface PagesAsked {
  readonly ask: Ask;
  readonly query: Omit<Query, "offset" | "limit">;
  readonly signal: AbortSignal;
  /** Ids that have come: a record that moves in its list while pages are read comes once. */
  readonly seen: Set<string>;
}

const PAGE = 1_000;

/** Hands over the records of each page that have not come before. False: it was cancelled. */
export async function eachPage({ ask, query, signal, seen }: PagesAsked, take: (rows: readonly Row[], answer: QueryAnswer) => void): Promise<boolean> {
  for (let offset = 0; ; offset += PAGE) {
    if (signal.aborted) return false;
    const answer = await ask({ ...query, offset, limit: PAGE });
    if (signal.aborted) return false;
    const fresh = answer.rows.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    take(fresh, answer);
    if (answer.rows.length === 0 || offset + PAGE >= answer.total) return true;
  }
}
