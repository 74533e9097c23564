// What is chosen of a list, and what can be done with all of it.
import type { Row } from "@outrider/shared/projection";
import { ArrowRight, ListChecks, Tag, Trash2, UserRoundPen, X } from "lucide-react";
import { useState } from "react";
import type { PageKind } from "../../../app/record-route.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { whenOpened } from "../../../ui/when-opened.tsx";
import { LinkPicker } from "../lazy-link-picker.tsx";
import { hasTags } from "./bulk-calls.ts";
import type { BulkDialogProps } from "./bulk-dialog.tsx";
import { bulkWords as texts } from "./texts.ts";

const BulkDialog = whenOpened(async () => (await import("./bulk-dialog.tsx")).BulkDialog);

export type BulkBarProps = { readonly kind: PageKind; readonly rows: readonly Row[]; /** How many the list finds. */ readonly count: number; readonly onAll: () => Promise<void>; readonly onClear: () => void };

export const BulkBar = ({ kind, rows, count, onAll, onClear }: BulkBarProps) => {
  const [doing, setDoing] = useState<{ readonly what: BulkDialogProps["what"]; readonly rows: readonly Row[] }>();
  const [picking, setPicking] = useState(false);
  const [gathering, setGathering] = useState(false);
  const all = async () => {
    setGathering(true);
    await onAll();
    setGathering(false);
  };
  const none = rows.length === 0;
  const begin = (what: BulkDialogProps["what"]) => setDoing({ what, rows });
  return (
    <section aria-label={texts.region} className="flex flex-wrap items-center gap-2 rounded-card border border-accent/40 bg-accent-soft px-2 py-1.5">
      <span role="status" className="figures flex-1 px-1 desk:flex-none text-body font-semibold text-accent-ink">{texts.chosen(rows.length)}</span>
      {rows.length < count && <Button size="small" variant="quiet" busy={gathering} onClick={() => void all()}>{texts.all(kind, count)}</Button>}
      <span className="hidden flex-1 desk:block" />
      <span className="order-last flex max-w-full gap-1.5 overflow-x-auto overscroll-x-contain desk:order-none">
        {kind === "deal" && <Button size="small" icon={ArrowRight} disabled={none} aria-haspopup="dialog" onClick={() => begin({ ask: "stage" })}>{texts.stage}</Button>}
        <Button size="small" icon={ListChecks} disabled={none} aria-haspopup="dialog" onClick={() => begin({ ask: "edit" })}>{texts.edit}</Button>
        {kind !== "company" && <Button size="small" icon={UserRoundPen} disabled={none} aria-haspopup="dialog" onClick={() => setPicking(true)}>{texts.assign}</Button>}
        {hasTags(kind) && <Button size="small" icon={Tag} disabled={none} aria-haspopup="dialog" onClick={() => begin({ ask: "tag" })}>{texts.tag}</Button>}
        <Button size="small" icon={Trash2} disabled={none} aria-haspopup="dialog" onClick={() => begin({ ask: "delete" })}>{texts.delete}</Button>
      </span>
      <IconButton icon={X} label={texts.clear} onClick={onClear} />
      {picking && <LinkPicker open label={texts.assign} title={texts.assignTitle} kinds={["member"]} chosen={[]} onClose={() => setPicking(false)} onPick={(picked) => {
        setPicking(false);
        if (picked !== null) begin({ ask: "assign", to: picked.id });
      }} />}
      {doing !== undefined && <BulkDialog kind={kind} rows={doing.rows} what={doing.what} onDone={onClear} onClose={() => setDoing(undefined)} />}
    </section>
  );
};
