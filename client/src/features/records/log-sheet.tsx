// Logs what happened in three taps: open, outcome, save. A call unless told otherwise; now unless told otherwise.
import type { ArgsOf } from "@outrider/shared/commands";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { format } from "../../app/format.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import type { Picked } from "./link-picker.tsx";
import { MentionArea } from "./mentions/mention-area.tsx";
import { ChoiceChips } from "./choice-chips.tsx";
import { logOf } from "./log-of.ts";
import { useNextStages } from "./use-next-stages.ts";
import { RootField } from "./root-field.tsx";
import { pageWords } from "./page-texts.ts";

export type ActivityType = ArgsOf<"logActivity">["type"];
const types = (["call", "meeting", "email", "note"] as const).map((value) => ({ value, label: pageWords.log.types[value] }));

export type LogSheetProps = {
  readonly root: string;
  readonly first: ActivityType;
  /** Where it was not opened on the record itself: which one it is, and a way to choose another. */
  readonly about?: Picked | undefined;
  readonly onAbout?: ((about: Picked) => void) | undefined;
  /** What is known of it already. */
  readonly start?: { readonly at: number; readonly direction: "in" | "out" } | undefined;
  readonly onSaved?: (() => void) | undefined;
  readonly onClose: () => void;
};

export const LogSheet = ({ root, first, about, onAbout, start, onSaved, onClose }: LogSheetProps) => {
  const labels = useUiLabels();
  const perform = usePerform();
  const form = useId();
  const [typed, setTyped] = useState({ type: first, outcome: "", text: "", at: start === undefined ? "" : format.localInput(start.at), minutes: "", direction: start?.direction ?? "" as string });
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setTrouble(undefined);
  };
  const { type } = typed;
  const nextStages = useNextStages(root);
  const [next, setNext] = useState("");
  const stage = nextStages.find(({ name }) => name === next);
  const save = async () => {
    const log = logOf(root, typed);
    if (!log.ok) return setTrouble(log.error);
    setBusy(true);
    const logged = { name: "logActivity", args: log.value } as const;
    const { reason } = stage === undefined
      ? await perform(logged, pageWords.log.saved[type])
      // One edit: both are there or neither, and one undo takes both back.
      : await perform([logged, { name: "moveStage", args: { id: root, stage: stage.id } }], pageWords.log.savedMoved(pageWords.log.saved[type], stage.name));
    setBusy(false);
    if (reason !== undefined) return setTrouble(reason);
    onClose();
    onSaved?.();
  };
  const outcomes = pageWords.log.outcomes[type];
  return (
    <Dialog
      open onClose={onClose} shape="sheet" title={pageWords.log.title[type]}
      footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" type="submit" form={form} busy={busy}>{pageWords.log.save}</Button></>}
    >
      <form
        id={form} noValidate className="flex flex-col gap-4 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {about !== undefined && <RootField root={about} onChange={(next) => next !== undefined && onAbout?.(next)} />}
        {outcomes.length > 0 && <ChoiceChips label={pageWords.log.outcome} choices={outcomes} value={typed.outcome} onChange={(outcome) => set({ outcome })} />}
        <MentionArea label={type === "note" ? pageWords.log.note : pageWords.log.text} value={typed.text} onChange={(text) => set({ text })} rows={4} />
        {nextStages.length > 0 && <ChoiceChips label={pageWords.log.moveOn} choices={nextStages.map(({ name }) => name)} value={next} onChange={setNext} />}
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        <Segmented label={pageWords.log.type} segments={types} value={type} onChange={(next) => set({ type: next, outcome: "" })} />
        {type !== "note" && (
          <details className="group">
            <summary className="flex min-h-touch list-none items-center gap-1 text-small font-medium text-ink-muted desk:min-h-8"><ChevronRight aria-hidden className="size-4 group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90" />{pageWords.log.more}</summary>
            <div className="flex flex-col gap-3 pt-1">
              <TextField label={pageWords.log.at} type="datetime-local" hint={pageWords.log.atHint} value={typed.at} onChange={(at) => set({ at })} />
              <TextField label={pageWords.log.minutes} inputMode="numeric" value={typed.minutes} onChange={(minutes) => set({ minutes })} autoComplete="off" />
              <Select
                label={pageWords.log.direction} value={typed.direction} onChange={(direction) => set({ direction })}
                options={[{ value: "", label: pageWords.log.unsaid }, { value: "out", label: pageWords.log.outgoing }, { value: "in", label: pageWords.log.incoming }]}
              />
            </div>
          </details>
        )}
      </form>
    </Dialog>
  );
};
