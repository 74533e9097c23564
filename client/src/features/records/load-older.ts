// What hangs together with a record on the server, or is behind a figure, and is not on a device that holds a part: the server names it, newest
// first and a page at a time, and it is fetched by its ids, as records of this device. Invariant: nothing is said to be
// all before the server's last page has come and is held. It knows the questions, not who answers.
import type { Result } from "@outrider/shared/kernel";
import type { Rule } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import { listOf, textOf } from "../../app/answer-parts.ts";
import { listRoutes, type PageKind } from "../../app/record-route.ts";

/** Of what hangs on records, what the server has a list of. */
const hangingRoutes = { activity: "/activities", task: "/tasks", objection: "/objections", lineItem: "/line-items", attachment: "/attachments" } as const;

/** Records of a kind that point at one of these by a link, as the server's lists call it (`companyId`). */
export interface PointingAt {
  readonly kind: PageKind | keyof typeof hangingRoutes;
  readonly by: string;
  /** At most eight. */
  readonly ids: readonly string[];
}

/** Where the next page is: on which of the lists, and how many of its pages are here. */
export interface Place { readonly list: number; readonly pages: number }
export const FIRST: Place = { list: 0, pages: 0 };

export interface LoadOlder {
  /** What is asked for, without the order and the page: one list after the other. */
  readonly addresses: readonly string[];
  readonly from: Place;
  readonly ask: (path: string) => Promise<Result<unknown, { readonly kind: string }>>;
  readonly fetch: (ids: readonly string[]) => Promise<{ readonly result: "fetched" | "offline" | "busy" }>;
}

/** `place`: how far it is by now, also where it went no further. */
export interface Loaded { readonly result: "more" | "all" | "offline" | "busy"; readonly place: Place }

const ON_A_PAGE = 100;
/** What a person waits for at once; what one record has is hardly ever more. */
const PAGES_AT_ONCE = 5;
/** A filter of the server's lists takes so many ids. */
const MOST_IDS = 8;

const routes = { ...listRoutes, ...hangingRoutes };

const addressOf = (kind: PointingAt["kind"], asked: Readonly<Record<string, string>>): string => `/api${routes[kind]}?${new URLSearchParams(asked).toString()}`;

export const pointingAt = (workspace: string, { kind, by, ids }: PointingAt): string => addressOf(kind, { workspace, [by]: ids.slice(0, MOST_IDS).join(",") });

/** The lists of what hangs on a record and on those that it stands for: by what it hangs on the server is asked for one at a time. */
export const hangingOn = (kind: PageKind, ids: readonly string[]): readonly PointingAt[] => {
  const kinds = (["activity", "task", "objection", "lineItem", "attachment"] as const).filter((one) => kind === "deal" || (one !== "objection" && one !== "lineItem"));
  return kinds.flatMap((one) => ids.map((id): PointingAt => ({ kind: one, by: `${kind}Id`, ids: [id] })));
};

/** All of a kind for which a rule holds, by the days of a zone. */
export const ruledBy = (workspace: string, kind: "deal" | "lead" | "activity", rule: Rule | undefined, timeZone: string): string => addressOf(kind, { workspace, ...(rule && { filter: writeRule(rule), timeZone }) });

const pageOf = (address: string, page: number): string => `${address}&${new URLSearchParams({ sort: "-updatedAt", limit: String(ON_A_PAGE), page: String(page) }).toString()}`;

/** Fetches the next pages: at least a page of one list, and all of those that are short. */
export async function loadOlder({ addresses, from, ask, fetch }: LoadOlder): Promise<Loaded> {
  let place = from;
  for (let full = 0; full < PAGES_AT_ONCE; ) {
    const address = addresses[place.list];
    if (address === undefined) return { result: "all", place };
    const answer = await ask(pageOf(address, place.pages + 1));
    if (!answer.ok) return { result: answer.error.kind === "unreachable" ? "offline" : "busy", place };
    if (!Array.isArray(answer.value)) return { result: "busy", place };
    const ids = listOf(answer.value).map(({ id }) => textOf(id)).filter((id) => id !== "");
    const { result } = await fetch(ids);
    if (result !== "fetched") return { result, place };
    const isLast = ids.length < ON_A_PAGE;
    if (!isLast) full += 1;
    place = isLast ? { list: place.list + 1, pages: 0 } : { list: place.list, pages: place.pages + 1 };
  }
  return { result: "more", place };
}
