// What a deal is about, line by line, and what that comes to; the deal's value is set to it where somebody wants so.
import { linesTotal, lineTotal } from "@outrider/shared/sales";
import type { Row } from "@outrider/shared/projection";
import { type Money, moneyOf } from "@outrider/shared/schema";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { panelWords } from "./panel-texts.ts";

const LineForm = whenOpened(async () => (await import("./line-form.tsx")).LineForm);
const words = panelWords.lines;
const MOST = 200;
const MINUTE = 60_000;

function detailOf({ values }: Row): string {
  const price = moneyOf(values["unitPrice"]);
  const quantity = typeof values["quantity"] === "number" ? values["quantity"] : 1;
  const discount = typeof values["discount"] === "number" && values["discount"] > 0 ? format.percent(values["discount"]) : "";
  return price === null ? words.unpriced : words.times(quantity, format.money(price), discount);
}

/** What amounts of several currencies come to in the base currency. */
const Together = ({ totals }: { readonly totals: readonly Money[] }) => {
  const { sums, lacks } = useBaseTotals(format.today(useNow(MINUTE))).read(totals, totals.length);
  const said = lacks !== "" ? lacks : sums.length === 1 ? words.together(sums[0] ?? "") : "";
  return said === "" ? null : <span className="text-small font-medium text-ink-muted"> · {said}</span>;
};

export const LinesPanel = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const [open, setOpen] = useState<Row | "new">();
  const { rows, total, loading } = useLiveQuery({ kind: "lineItem", root: view.id, sort: { by: "title" }, limit: MOST });
  const may = view.may.edit && !view.deleted;
  const totals = linesTotal(rows.map(({ values }) => values));
  const [sum] = totals;
  const value = moneyOf(view.values["value"]);
  const differs = totals.length === 1 && sum !== undefined && (value?.amount !== sum.amount || value.currency !== sum.currency) && total <= rows.length;
  const say = ({ reason }: { readonly reason: string | undefined }) => {
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const remove = async (row: Row) => say(await perform({ name: "remove", args: { id: row.id } }, words.deleted));
  const setValue = async () => {
    if (sum !== undefined) say(await perform({ name: "edit", args: { id: view.id, values: { value: { ...sum } } } }, words.valueSet));
  };
  return (
    <Panel title={words.heading} actions={may && <Button variant="quiet" size="small" flush icon={Plus} onClick={() => setOpen("new")}>{words.add}</Button>}>
      {loading ? <Skeleton lines={2} /> : rows.length === 0 && <p className="text-body text-ink-muted">{words.none}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {rows.map((row) => {
          const sumOfLine = lineTotal(row.values);
          return (
            <li key={row.id} className="flex items-center gap-2 py-1.5 first:pt-0">
              <div className="min-w-0 flex-1">
                <p className="text-body font-medium wrap-anywhere text-ink">{row.title}{row.pending.length > 0 && <PendingMark />}</p>
                <p className="figures text-small text-ink-muted">{detailOf(row)}</p>
              </div>
              {sumOfLine !== null && <span className="figures shrink-0 text-body text-ink">{format.money(sumOfLine)}</span>}
              {may && <IconButton icon={Pencil} label={panelWords.edit(row.title)} onClick={() => setOpen(row)} />}
              {may && <div className="-ms-2"><IconButton icon={Trash2} label={`${panelWords.delete} ${row.title}`} onClick={() => void remove(row)} /></div>}
            </li>
          );
        })}
      </ul>
      {total > rows.length && <p className="pt-1 text-small text-ink-muted">{panelWords.more(total - rows.length)}</p>}
      {totals.length > 0 && (
        <div className="mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-t border-line pt-2">
          <p className="figures text-body font-semibold text-ink">{words.total}: {words.sum(totals.map(format.money))}{totals.length > 1 && <Together totals={totals} />}</p>
          {may && differs && <Button size="small" onClick={() => void setValue()}>{words.setValue(format.money(sum))}</Button>}
        </div>
      )}
      {open !== undefined && <LineForm view={view} row={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
};
