// What the workspace has defined and who is in it, live: stages in their order, and members.
import type { Row } from "@outrider/shared/projection";
import { useMemo } from "react";
import { useLiveQuery } from "../read/index.ts";

export type StageOutcome = "open" | "won" | "lost";
export interface StageView { readonly id: string; readonly name: string; readonly outcome: StageOutcome; readonly archived: boolean }

const outcomeOf = (row: Row): StageOutcome => {
  const outcome = row.values["outcome"];
  return outcome === "won" || outcome === "lost" ? outcome : "open";
};

/** All stages, archived ones too, in the order of the pipeline. */
export function useStages(): readonly StageView[] {
  const { rows } = useLiveQuery({ kind: "stage", sort: { by: "order" }, limit: 500 });
  return useMemo(() => rows.map((row) => ({ id: row.id, name: row.title, outcome: outcomeOf(row), archived: row.values["archived"] === true })), [rows]);
}

export interface MemberView { readonly id: string; readonly name: string; readonly email: string; readonly role: string; readonly team: string; readonly active: boolean }

const wordOf = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};

/** By name; those who have left too. */
export function useMembers(): { readonly members: readonly MemberView[]; readonly loading: boolean } {
  const { rows, loading } = useLiveQuery({ kind: "member", sort: { by: "title" }, limit: 1000 });
  const members = useMemo(
    () => rows.map((row) => ({ id: row.id, name: row.title, email: wordOf(row, "email"), role: wordOf(row, "role"), team: wordOf(row, "team"), active: row.values["active"] === true })),
    [rows],
  );
  return { members, loading };
}
