// Where the page of a record is, by its kind. What hangs on a record has no page of its own.
import type { Kind } from "@outrider/shared/schema";

export const recordRoutes = { deal: "/deals/$id", lead: "/leads/$id", contact: "/contacts/$id", company: "/companies/$id" } as const;
export const listRoutes = { deal: "/deals", lead: "/leads", contact: "/contacts", company: "/companies" } as const;

/** Kinds that have a list and a page. */
export type PageKind = keyof typeof recordRoutes;
export const PAGE_KINDS = ["deal", "lead", "contact", "company"] as const satisfies readonly PageKind[];

/** What can be made from anywhere: a record with a page, or something that hangs on one. */
export type MakeKind = PageKind | "call" | "meeting" | "note" | "task";

export const hasPage = (kind: Kind): kind is PageKind => Object.hasOwn(recordRoutes, kind);
export const recordHref = (kind: PageKind, id: string): string => recordRoutes[kind].replace("$id", encodeURIComponent(id));

/** What the address of a record holds besides: the kind of thing that is being logged on it. */
export interface RecordSearch { readonly log?: "call" | "meeting" | "email" | "note" }

export function recordSearch({ log }: Record<string, unknown>): RecordSearch {
  return log === "call" || log === "meeting" || log === "email" || log === "note" ? { log } : {};
}
