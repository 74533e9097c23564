// On a phone, where one column is in view: the names of all stages above it. A tap goes to a column; a card can be
// dropped on a name.
import { useDroppable } from "@dnd-kit/core";
import { useEffect, useRef } from "react";
import type { StageView } from "../../app/use-definitions.ts";
import { classNames } from "../../ui/class-names.ts";
import { chipId } from "./drag-keys.ts";
import { words } from "./texts.ts";

type ChipProps = { readonly stage: StageView; readonly current: boolean; readonly onChoose: () => void };

const Chip = ({ stage, current, onChoose }: ChipProps) => {
  const { setNodeRef, isOver } = useDroppable({ id: chipId(stage.id), data: { stage } });
  return (
    <button
      ref={setNodeRef} type="button" aria-current={current ? "true" : undefined} onClick={onChoose}
      className={classNames(
        "inline-flex min-h-touch items-center rounded-pill border px-4 text-small font-medium whitespace-nowrap",
        isOver ? "border-accent bg-accent text-on-accent" : current ? "border-accent bg-accent-soft text-accent-ink" : "border-line bg-surface text-ink-muted",
      )}
    >
      {stage.name}
    </button>
  );
};

export const StageChips = ({ stages, at, onChoose }: { readonly stages: readonly StageView[]; readonly at: number; readonly onChoose: (index: number) => void }) => {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const strip = list.current;
    const chip = strip?.children[at];
    if (!strip || !chip) return;
    const [around, own] = [strip.getBoundingClientRect(), chip.getBoundingClientRect()];
    strip.scrollLeft += own.left + own.width / 2 - (around.left + around.width / 2);
  }, [at]);
  return (
    <nav aria-label={words.stages} className="-mx-4">
      <ul ref={list} className="relative flex gap-2 overflow-x-auto px-4 py-0.5 [scrollbar-width:none]">
        {stages.map((stage, index) => <li key={stage.id} className="shrink-0"><Chip stage={stage} current={index === at} onChoose={() => onChoose(index)} /></li>)}
      </ul>
    </nav>
  );
};
