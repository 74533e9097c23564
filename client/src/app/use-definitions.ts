// What the workspace has defined and who is in it, live: stages in their order, and members.
import type { Row } from "@outrider/shared/projection";
import { useMemo } from "react";
import { useLiveQuery } from "../read/index.ts";

export type StageOutcome = "open" | "won" | "lost";
export interface StageView {
  readonly id: string;
  readonly name: string;
  readonly pipeline: string;
  readonly outcome: StageOutcome;
  /** Days without a change of stage after which a deal counts as stagnant; 0: never. */
  readonly stagnantAfter: number;
  readonly archived: boolean;
}

const outcomeOf = (row: Row): StageOutcome => {
  const outcome = row.values["outcome"];
  return outcome === "won" || outcome === "lost" ? outcome : "open";
};

/** All stages, archived ones too, in the order of the pipeline. */
export function useStages(): readonly StageView[] {
  const { rows } = useLiveQuery({ kind: "stage", sort: { by: "order" }, limit: 500 });
  return useMemo(() => rows.map(stageOf), [rows]);
}

const stageOf = (row: Row): StageView => {
  const days = row.values["stagnantAfter"];
  return { id: row.id, name: row.title, pipeline: wordOf(row, "pipeline"), outcome: outcomeOf(row), stagnantAfter: typeof days === "number" ? days : 0, archived: row.values["archived"] === true };
};

export interface PipelineView { readonly id: string; readonly name: string }

/** Those in use, in their order; undefined until known. */
export function usePipelines(): readonly PipelineView[] | undefined {
  const { rows, loading } = useLiveQuery({ kind: "pipeline", where: [{ field: "archived", op: "is", value: false }], sort: { by: "order" }, limit: 100 });
  return useMemo(() => (loading ? undefined : rows.map(({ id, title }) => ({ id, name: title }))), [rows, loading]);
}

export interface MemberView { readonly id: string; readonly name: string; readonly email: string; readonly role: string; readonly team: string; readonly active: boolean; /** "": that of the device at hand. */ readonly timeZone: string }

const wordOf = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};

/** By name; those who have left too. */
export function useMembers(): { readonly members: readonly MemberView[]; readonly loading: boolean } {
  const { rows, loading } = useLiveQuery({ kind: "member", sort: { by: "title" }, limit: 1000 });
  const members = useMemo(
    () => rows.map((row) => ({ id: row.id, name: row.title, email: wordOf(row, "email"), role: wordOf(row, "role"), team: wordOf(row, "team"), active: row.values["active"] === true, timeZone: wordOf(row, "timeZone") })),
    [rows],
  );
  return { members, loading };
}
