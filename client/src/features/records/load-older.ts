// What hangs together with a record on the server, or is behind a figure, and is not on a device that holds a part: the server names it, newest
// first and a page at a time, and it is fetched by its ids, as records of this device. Invariant: nothing is said to be
// all before the server's last page has come and is held. It knows the questions, not who answers.
import type { Result } from "@outrider/shared/kernel";
import type { Rule } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import { listOf, textOf } from "../../app/answer-parts.ts";
import { listRoutes, type PageKind } from "../../app/record-route.ts";

/** Records of a kind that point at one of these by a link, as the server's lists call it (`companyId`). */
export interface PointingAt {
  readonly workspace: string;
  readonly kind: PageKind | "activity";
  readonly by: string;
  /** The record, and those that it stands for since they were merged into it. */
  readonly ids: readonly string[];
}

export interface LoadOlder {
  /** What is asked for, without the order and the page. */
  readonly address: string;
  /** Pages that are here already. */
  readonly pages: number;
  readonly ask: (path: string) => Promise<Result<unknown, { readonly kind: string }>>;
  readonly fetch: (ids: readonly string[]) => Promise<{ readonly result: "fetched" | "offline" | "busy" }>;
}

/** `pages`: how many are here by now, also where it went no further. */
export interface Loaded { readonly result: "more" | "all" | "offline" | "busy"; readonly pages: number }

const ON_A_PAGE = 100;
/** What a person waits for at once; what one record has is hardly ever more. */
const PAGES_AT_ONCE = 5;
/** A filter of the server's lists takes so many ids. */
const MOST_IDS = 8;

const addressOf = (kind: PageKind | "activity", asked: Readonly<Record<string, string>>): string => `/api${kind === "activity" ? "/activities" : listRoutes[kind]}?${new URLSearchParams(asked).toString()}`;

export const pointingAt = ({ workspace, kind, by, ids }: PointingAt): string => addressOf(kind, { workspace, [by]: ids.slice(0, MOST_IDS).join(",") });

/** All of a kind for which a rule holds, by the days of a zone. */
export const ruledBy = (workspace: string, kind: "deal" | "lead" | "activity", rule: Rule | undefined, timeZone: string): string => addressOf(kind, { workspace, ...(rule && { filter: writeRule(rule), timeZone }) });

const pageOf = (address: string, page: number): string => `${address}&${new URLSearchParams({ sort: "-updatedAt", limit: String(ON_A_PAGE), page: String(page) }).toString()}`;

/** Fetches the next pages. */
export async function loadOlder({ address, pages, ask, fetch }: LoadOlder): Promise<Loaded> {
  for (let here = pages; here < pages + PAGES_AT_ONCE; here++) {
    const answer = await ask(pageOf(address, here + 1));
    if (!answer.ok) return { result: answer.error.kind === "unreachable" ? "offline" : "busy", pages: here };
    if (!Array.isArray(answer.value)) return { result: "busy", pages: here };
    const ids = listOf(answer.value).map(({ id }) => textOf(id)).filter((id) => id !== "");
    const { result } = await fetch(ids);
    if (result !== "fetched") return { result, pages: here };
    if (ids.length < ON_A_PAGE) return { result: "all", pages: here + 1 };
  }
  return { result: "more", pages: pages + PAGES_AT_ONCE };
}
