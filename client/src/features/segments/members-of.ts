// The pages in which a server names those whom a segment finds. Pure.
import { listOf, textOf } from "../../app/answer-parts.ts";

export interface Member { readonly id: string; readonly title: string }

/** So many at once, here and from the server. */
export const MEMBERS_AT_ONCE = 100;

/** after: the last of the page before; undefined: from the beginning. */
export const membersPath = (segment: string, workspace: string, timeZone: string, after: string | undefined): string =>
  `/api/segments/${encodeURIComponent(segment)}/customers?${new URLSearchParams({ workspace, timeZone, limit: String(MEMBERS_AT_ONCE), ...(after !== undefined && { after }) }).toString()}`;

export const membersIn = (answer: unknown): readonly Member[] =>
  listOf(answer).map(({ id, name }) => ({ id: textOf(id), title: textOf(name) })).filter(({ id }) => id !== "");

/** Where the page after this one begins; null: there is none. */
export const afterOf = (page: readonly Member[]): string | null => (page.length < MEMBERS_AT_ONCE ? null : (page.at(-1)?.id ?? null));
