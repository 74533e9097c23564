// Where a record is looked at: its own page, or that of the record it hangs on (a call's deal), and of the one that stands
// for that since the two were merged.
import type { Row } from "@outrider/shared/projection";
import type { Kind } from "@outrider/shared/schema";
import { useRecord } from "../read/index.ts";
import { RecordLink } from "./record-link.tsx";
import { hasPage, type PageKind } from "./record-route.ts";
import { text } from "./text.ts";

export interface Home { readonly kind: PageKind; readonly id: string; readonly title: string }

/** Of a row of a list, which names what it hangs on: nothing more is asked for. Null where that is not on this device. */
export function homeOf({ kind, id, title, values, titles, rootKind, rootStands }: Row): Home | null {
  if (hasPage(kind)) return { kind, id, title };
  const root = values["root"];
  if (typeof root !== "string" || rootKind === undefined || !hasPage(rootKind)) return null;
  const named = titles[root];
  return named === undefined ? null : { kind: rootKind, id: rootStands ?? root, title: named };
}

/** Null while it is not known, or is not on this device. */
function useHome({ kind, id, title }: { readonly kind: Kind; readonly id: string; readonly title: string }): Home | null {
  const own = hasPage(kind);
  const { view: hung } = useRecord(own ? null : id);
  const root = hung?.values["root"];
  const { view: hangs } = useRecord(typeof root === "string" ? root : null);
  const { view: stands } = useRecord(hangs?.mergedInto ?? null);
  const view = stands ?? hangs;
  if (own) return { kind, id, title };
  return view !== null && hasPage(view.kind) ? { kind: view.kind, id: view.id, title: view.title } : null;
}

/** A record by name; what hangs on another is named with it. */
export const HomeLink = (record: { readonly kind: Kind; readonly id: string; readonly title: string }) => {
  const home = useHome(record);
  if (home === null || home.id === record.id) return <RecordLink {...record} />;
  return <>{record.title} {text.record.on} <RecordLink {...home} /></>;
};
