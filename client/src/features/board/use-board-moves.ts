// Moving deals on the board: shown at once, made durable behind it, taken back where it was refused.
import type { Row } from "@outrider/shared/projection";
import { useCallback, useState } from "react";
import { text } from "../../app/text.ts";
import type { StageView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useToast } from "../../ui/toast.tsx";
import { moved, NO_MOVES, settled } from "./moves.ts";

export function useBoardMoves() {
  const perform = usePerform();
  const toast = useToast();
  const [moves, setMoves] = useState(NO_MOVES);
  /** A deal that a stage would close, until its reason is given. */
  const [closing, setClosing] = useState<{ readonly row: Row; readonly stage: StageView }>();

  const settle = useCallback((ids: readonly string[]) => setMoves((before) => settled(before, ids)), []);
  const move = useCallback(
    async (row: Row, stage: StageView): Promise<void> => {
      if ((moves.get(row.id)?.to ?? row.values["stage"]) === stage.id) return;
      if (stage.outcome !== "open") return setClosing({ row, stage });
      setMoves((before) => moved(before, row, stage.id));
      const { reason } = await perform({ name: "moveStage", args: { id: row.id, stage: stage.id } }, text.stage.moved(stage.name));
      if (reason === undefined) return;
      settle([row.id]);
      toast({ message: reason, tone: "bad" });
    },
    [moves, perform, settle, toast],
  );
  return { moves, settle, move, closing, doneClosing: useCallback(() => setClosing(undefined), []) };
}
