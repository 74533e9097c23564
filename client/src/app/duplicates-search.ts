// What the address of the duplicates holds: which kind is listed, and which two are looked at side by side.
import { hasPage, type PageKind } from "./record-route.ts";
import type { Kind } from "@outrider/shared/schema";

export interface DuplicatesSearch { readonly kind?: PageKind; readonly one?: string; readonly other?: string }

export function duplicatesSearch({ kind, one, other }: Record<string, unknown>): DuplicatesSearch {
  const pair = typeof one === "string" && typeof other === "string" && one !== other ? { one, other } : {};
  return typeof kind === "string" && hasPage(kind as Kind) ? { kind: kind as PageKind, ...pair } : pair;
}
