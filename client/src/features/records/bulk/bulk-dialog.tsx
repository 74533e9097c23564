// Does one thing to all that is chosen: what, then how far it has come, then what was refused and why.
import type { Row } from "@outrider/shared/projection";
import { useEffect, useRef, useState } from "react";
import { useAct } from "../../../act/index.ts";
import { useApp } from "../../../app/app-context.tsx";
import { useCustomFields } from "../../../app/custom-fields.ts";
import { format } from "../../../app/format.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { useStages } from "../../../app/use-definitions.ts";
import { useUndo } from "../../../app/use-perform.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useUiLabels } from "../../../ui/ui-labels.tsx";
import { splitElements } from "../../../app/typed-parts.ts";
import { useBaseCurrency } from "../use-base-currency.ts";
import { bulkFields, callFor, type Deed } from "./bulk-calls.ts";
import { BulkField, type BulkDraft, draftValue } from "./bulk-field.tsx";
import { type BulkEnd, runBulk } from "./run-bulk.ts";
import { StageField, type StageDraft, stageDeed } from "./stage-field.tsx";
import { bulkWords as texts } from "./texts.ts";

const MOST_TOLD = 50;

export type BulkDialogProps = {
  readonly kind: PageKind;
  readonly rows: readonly Row[];
  /** `deed`: what it is, where nothing more has to be asked. */
  readonly what: { readonly ask: "edit" | "stage" | "tag" | "delete" } | { readonly ask: "assign"; readonly to: string };
  /** Something was changed: what was chosen is done with. */
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const BulkDialog = ({ kind, rows, what, onDone, onClose }: BulkDialogProps) => {
  const act = useAct();
  const { edits } = useApp();
  const undo = useUndo();
  const toast = useToast();
  const labels = useUiLabels();
  const currency = useBaseCurrency(what.ask === "edit");
  const custom = useCustomFields(kind);
  const fields = bulkFields(kind, custom.map(({ name }) => name));
  const [draft, setDraft] = useState<BulkDraft>({ name: fields[0] ?? "", typed: "", empty: false });
  const stages = useStages();
  const [moving, setMoving] = useState<StageDraft>(() => ({ stage: "", reason: "", day: format.today(Date.now()) }));
  const [tags, setTags] = useState("");
  const [tagging, setTagging] = useState<"add" | "remove">("add");
  const [trouble, setTrouble] = useState<string>();
  const [done, setDone] = useState<number>();
  const [end, setEnd] = useState<BulkEnd>();
  const control = useRef<AbortController>(undefined);
  useEffect(() => () => control.current?.abort(), []);

  const run = async (deed: Deed) => {
    setTrouble(undefined);
    setDone(0);
    control.current = new AbortController();
    const ended = await runBulk({ rows, callFor: (row) => callFor(deed, row), perform: (calls) => act.perform(calls), signal: control.current.signal, onProgress: setDone });
    setDone(undefined);
    if (ended.groups.length > 0) edits.add(...ended.groups);
    const told = ended.changed === 0 ? texts.nothing : deed.do === "delete" ? texts.deleted(kind, ended.changed) : texts.done(kind, ended.changed);
    const quiet = ended.refused.length === 0 && !ended.cancelled;
    if (quiet) onClose();
    else setEnd(ended);
    if (quiet || ended.changed > 0) toast({ message: told, about: "edit", ...(ended.groups.length > 0 && { onUndo: () => void undo(ended.groups) }) });
    if (ended.changed > 0) onDone();
  };
  const start = () => {
    if (what.ask === "assign") return void run({ do: "assign", to: what.to });
    if (what.ask === "delete") return void run({ do: "delete" });
    if (what.ask === "tag") {
      const elements = splitElements(tags);
      return elements.length === 0 ? setTrouble(texts.needsTags) : void run({ do: tagging, field: "tags", elements });
    }
    if (what.ask === "stage" || draft.name === "stage") {
      const deed = stageDeed(moving, stages);
      return "trouble" in deed ? setTrouble(deed.trouble) : void run(deed);
    }
    const read = draftValue(kind, draft, currency);
    if ("reason" in read) return setTrouble(read.reason);
    void run({ do: "set", field: draft.name, value: read.value });
  };
  const busy = done !== undefined;
  const whom = texts.what(kind, rows.length);
  const footer = end !== undefined ? <Button variant="primary" onClick={onClose}>{texts.close}</Button> : (
    <>
      <Button onClick={() => (busy ? control.current?.abort() : onClose())}>{busy ? texts.stop : labels.cancel}</Button>
      <Button variant={what.ask === "delete" ? "danger" : "primary"} busy={busy} onClick={start}>{what.ask === "delete" ? texts.delete : texts.apply}</Button>
    </>
  );
  return (
    <Dialog open onClose={() => (busy ? undefined : onClose())} title={texts.title[what.ask](whom)} description={what.ask === "delete" ? texts.deleteHint : texts.hint} footer={footer}>
      <div className="flex flex-col gap-3 pb-2">
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        {busy && <ProgressBar label={texts.running} value={done / Math.max(1, rows.length)} detail={texts.progress(done, rows.length)} />}
        {end?.cancelled === true && <Banner kind="info" title={texts.stopped} />}
        {end !== undefined && end.refused.length > 0 && (
          <Banner kind="error" title={texts.refused(kind, end.refused.length)}>
            <ul className="flex flex-col gap-1 pt-1">
              {end.refused.slice(0, MOST_TOLD).map(({ id, title, reason }) => <li key={id}><span className="font-medium">{title}</span>: {reason}</li>)}
              {end.refused.length > MOST_TOLD && <li>{texts.more(end.refused.length - MOST_TOLD)}</li>}
            </ul>
          </Banner>
        )}
        {!busy && end === undefined && what.ask === "edit" && <BulkField kind={kind} fields={fields} draft={draft} onChange={setDraft} />}
        {!busy && end === undefined && (what.ask === "stage" || (what.ask === "edit" && draft.name === "stage")) && <StageField stages={stages} draft={moving} onChange={setMoving} />}
        {!busy && end === undefined && what.ask === "tag" && (
          <>
            <Segmented label={texts.tagWhich} segments={[{ value: "add", label: texts.tagAdd }, { value: "remove", label: texts.tagRemove }]} value={tagging} onChange={setTagging} />
            <TextField label={texts.tags} hint={texts.tagHint} value={tags} onChange={setTags} autoComplete="off" />
          </>
        )}
      </div>
    </Dialog>
  );
};
