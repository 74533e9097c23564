// The saved views of a kind of list that this person sees, live.
import type { Row } from "@outrider/shared/projection";
import { AUDIENCES } from "@outrider/shared/schema";
import { useEffect, useMemo } from "react";
import { useAct } from "../../../act/index.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { useLiveQuery } from "../../../read/index.ts";
import { shapeOfRow, type ViewShape } from "./list-view.ts";

export type Audience = (typeof AUDIENCES)[number];
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** Member id, and what that member is called; "" where that is not known. */
  readonly owner: string;
  readonly ownerName: string;
  readonly pinned: boolean;
  readonly audience: Audience;
  readonly shape: ViewShape;
}

/** More than anybody has. */
const MOST = 500;

function viewOf(row: Row): SavedView {
  const owner = String(row.values["owner"] ?? "");
  const audience = AUDIENCES.find((one) => one === row.values["audience"]) ?? "me";
  return { id: row.id, name: row.title, owner, ownerName: row.titles[owner] ?? "", pinned: row.values["pinned"] === true, audience, shape: shapeOfRow(row) };
}

/** By name. */
export function useViews(kind: PageKind): { readonly views: readonly SavedView[]; readonly loading: boolean } {
  const act = useAct();
  const { rows, loading, beyond } = useLiveQuery({ kind: "view", where: [{ field: "of", op: "is", value: kind }], sort: { by: "title" }, limit: MOST });
  // A device that holds the newest records alone has all views nevertheless: they are few.
  useEffect(() => {
    if (beyond === "more") void act.older(["view"]);
  }, [act, beyond]);
  const views = useMemo(() => rows.map(viewOf), [rows]);
  return { views, loading };
}
