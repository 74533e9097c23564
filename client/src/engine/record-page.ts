// One record, live: everything its page shows. What it read while it was computed is what it rests on.
import { type Action, mayChange, type Viewer } from "@outrider/shared/access";
import { type Keeps, type Pending, recordViewOf, titleOf } from "@outrider/shared/projection";
import { isDeleted, type RecordState } from "@outrider/shared/records";
import type { RecordAnswer, RecordPage } from "./api-records.ts";
import type { Beyond } from "./beyond.ts";
import type { CompanySizes } from "./company-sizes.ts";
import type { Live } from "./live.ts";
import type { Relations, View } from "./relations.ts";

export interface RecordDeps {
  readonly view: View;
  readonly relations: Relations;
  readonly viewer: () => Viewer | null;
  readonly beyond: Pick<Beyond, "reachOf" | "want" | "turn">;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps: Keeps;
  readonly sizes: Pick<CompanySizes, "of">;
}

export function liveRecord(id: string, { view, relations, viewer, beyond, pendingOf, keeps, sizes }: RecordDeps): Live<RecordAnswer> {
  const rests = new Set<string>([id]);
  const read = (other: string): RecordState | undefined => {
    rests.add(other);
    const state = view.read(other);
    if (!state && other !== id) beyond.want(other);
    return state;
  };

  let turn = -1;
  /** Kinds of which any other record may change the page: whose names it says, and by whose names a lead's company is found. */
  let others: readonly (string | undefined)[] = ["member"];

  function page(): RecordPage | null {
    const state = read(id);
    if (!state) return null;
    const actor = viewer();
    const may = (action: Action): boolean => actor !== null && mayChange(actor, action, state, read);
    const absorbed = relations.family(id).flatMap((member) => {
      const other = member === id ? undefined : read(member);
      return other && !isDeleted(other) ? [{ id: other.id, kind: other.kind, title: titleOf(other) }] : [];
    });
    const size = state.kind === "lead" ? sizes.of(state) : undefined;
    others = state.kind === "lead" ? ["member", "company"] : ["member"];
    if (size) rests.add(size.id);
    return {
      ...(size && { size }),
      ...(absorbed.length > 0 && { absorbed }),
      ...recordViewOf(state, { read, hanging: relations.hanging(id), pendingOf, keeps }),
      may: { edit: may("edit"), assign: may("assign"), share: may("share"), delete: may("delete") },
    };
  }

  return {
    compute() {
      rests.clear();
      for (const member of relations.family(id)) rests.add(member);
      rests.add(id);
      const view = page();
      for (const { row } of view?.timeline.flatMap((item) => ("row" in item ? [item] : [])) ?? []) rests.add(row.id);
      for (const proposal of view?.proposals ?? []) rests.add(proposal.id);
      ({ turn } = beyond);
      return { view, ...beyond.reachOf(id) };
    },
    touched: (changed) =>
      changed === null || turn !== beyond.turn || [...changed].some((other) => rests.has(other) || rests.has(relations.rootOf(other)) || others.includes(view.read(other)?.kind)),
  };
}
