// The stages of a deal in their order, the present one marked: one tap moves it. A stage that closes asks for the reason.
import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { RecordPage } from "../../read/index.ts";
import { useStages, type StageView } from "../../app/use-definitions.ts";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { classNames } from "../../ui/class-names.ts";
import { useToast } from "../../ui/toast.tsx";
import { CloseDialog } from "../../app/close-dialog.tsx";
import { OtherValue } from "./lazy-other-value.ts";
import { PendingMark } from "../../app/pending-mark.tsx";

const looks = { open: "bg-accent text-on-accent", won: "bg-ok-soft text-ok-ink", lost: "bg-bad-soft text-bad-ink" } as const;

export const StageStrip = ({ view }: { readonly view: RecordPage }) => {
  const stages = useStages();
  const perform = usePerform();
  const toast = useToast();
  const [closing, setClosing] = useState<StageView>();
  const list = useRef<HTMLOListElement>(null);
  const current = view.fields["stage"];
  const id = typeof current?.value === "string" ? current.value : "";
  const at = stages.findIndex((stage) => stage.id === id);
  const may = view.may.edit && !view.deleted;
  const shown = stages.filter((stage) => !stage.archived || stage.id === id);
  const present = shown.find((stage) => stage.id === id);
  useEffect(() => {
    const strip = list.current;
    const step = strip?.querySelector<HTMLElement>('[aria-current="step"]')?.closest("li");
    if (!strip || !step) return;
    // By where both are on the screen, which is right whichever way the page is read.
    const [around, own] = [strip.getBoundingClientRect(), step.getBoundingClientRect()];
    strip.scrollLeft += own.left + own.width / 2 - (around.left + around.width / 2);
  }, [id, shown.length]);
  const move = async (stage: StageView) => {
    if (stage.outcome !== "open") return setClosing(stage);
    const { reason } = await perform({ name: "moveStage", args: { id: view.id, stage: stage.id } }, text.stage.moved(stage.name));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    // Its room is kept while the names of the stages are on their way: what stands below does not jump.
    <section aria-label={text.stage.label} data-choosing={closing === undefined ? undefined : "stage"} className="min-h-13 min-w-0 desk:min-h-10">
      <ol ref={list} className="relative -mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] desk:mx-0 desk:px-0.5">
        {shown.map((stage) => {
          const isCurrent = stage.id === id;
          const passed = present?.outcome === "open" && stages.indexOf(stage) < at;
          return (
            <li key={stage.id} className="shrink-0 desk:min-w-0 desk:flex-1 desk:basis-0">
              <button
                type="button" disabled={!may || isCurrent} aria-current={isCurrent ? "step" : undefined} aria-label={isCurrent ? stage.name : text.stage.moveTo(stage.name)}
                onClick={() => void move(stage)}
                className={classNames(
                  "inline-flex min-h-touch w-full items-center justify-center gap-1.5 rounded-control px-3.5 text-small font-medium whitespace-nowrap desk:min-h-8 desk:px-2",
                  isCurrent ? looks[stage.outcome] : passed ? "bg-accent-soft text-accent-ink" : "bg-chip text-ink-muted", !isCurrent && may && "hover:text-ink",
                )}
              >
                {(passed || (isCurrent && stage.outcome !== "open")) && <Check aria-hidden className="size-3.5 shrink-0" />}
                <span className="truncate">{stage.name}</span>
                {isCurrent && current?.pending === true && <PendingMark />}
              </button>
            </li>
          );
        })}
      </ol>
      {current !== undefined && current.other !== null && <OtherValue id={view.id} kind="deal" name="stage" field={current} titles={view.titles} may={may} />}
      {closing !== undefined && <CloseDialog id={view.id} stage={closing} onClose={() => setClosing(undefined)} />}
    </section>
  );
};
