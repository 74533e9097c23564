// What a company is part of, what is part of it, and the open deals of them all.
import { useState } from "react";
import { CornerDownRight } from "lucide-react";
import { format } from "../../app/format.ts";
import { RecordLink } from "../../app/record-link.tsx";
import { text } from "../../app/text.ts";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import { useStages } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useLiveQuery, useRecord, type RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Cell } from "./cell.tsx";
import { companiesBelow } from "./company-tree.ts";
import { panelWords } from "./panel-texts.ts";

const words = panelWords.tree;
/** Companies of one group that are looked at. */
const MOST = 500;
const MOST_ABOVE = 50;
const DEALS = 10;
const MOST_CURRENCIES = 4;
const MINUTE = 60_000;
/** Further down than this a line goes no further to the side. */
const DEEPEST = 4;
const indent = ["", "ps-5", "ps-10", "ps-15", "ps-20"] as const;

const parentOf = (view: Pick<RecordPage, "values">): string => {
  const parent = view.values["parent"];
  return typeof parent === "string" ? parent : "";
};

/** Those above, the topmost first. Each looks up its own parent, until one has none or is there already. */
const Above = ({ id, title, below }: { readonly id: string; readonly title: string | undefined; readonly below: readonly string[] }) => {
  const { view } = useRecord(id);
  const parent = view === null ? "" : parentOf(view);
  const chain = [...below, id];
  return (
    <>
      {parent !== "" && !chain.includes(parent) && chain.length < MOST_ABOVE && <Above id={parent} title={view?.titles[parent]} below={chain} />}
      <li className="flex min-h-touch items-center desk:min-h-8"><RecordLink kind="company" id={id} title={view?.title ?? title ?? text.record.notHere} /></li>
    </>
  );
};

/** Level by level: those whose parent is known, until no further one comes. */
function useBelow(root: string) {
  const [ids, setIds] = useState<readonly string[]>([root]);
  const { rows, total, loading } = useLiveQuery({ kind: "company", where: [{ field: "parent", op: "in", value: ids }], sort: { by: "name" }, limit: MOST });
  const { lines, ring } = companiesBelow(root, rows.map((row) => ({ id: row.id, title: row.title, parent: parentOf(row) })));
  const found = [root, ...lines.map(({ id }) => id)];
  // What is asked for only grows, so that this comes to rest whatever the answers leave out.
  const grown = [...new Set([...ids, ...found])].slice(0, MOST);
  if (!loading && grown.length > ids.length) setIds(grown);
  return { lines, ring, ids: found, more: total > rows.length || found.length >= MOST };
}

export const CompanyTreePanel = ({ view }: { readonly view: RecordPage }) => {
  const stages = useStages();
  const { lines, ring, ids, more } = useBelow(view.id);
  const parent = parentOf(view);
  const grouped = parent !== "" || lines.length > 0;
  const { rows: deals, total, totals = [], loading } = useLiveQuery(lines.length === 0 ? null : {
    kind: "deal", where: [{ field: "company", op: "in", value: ids }, { field: "stage.outcome", op: "is", value: "open" }], sort: { by: "value", descending: true }, sum: "value", limit: DEALS,
  });
  const { sums, lacks } = useBaseTotals(format.today(useNow(MINUTE))).read(totals, MOST_CURRENCIES);
  if (!grouped) return null;
  return (
    <Panel title={words.heading}>
      {ring && <div className="pb-2"><Banner kind="warning" title={words.ring} /></div>}
      {parent !== "" && (
        <>
          <p className="text-small text-ink-muted">{words.partOf}</p>
          <ul aria-label={words.partOf} className="text-body">{parent === view.id ? null : <Above id={parent} title={view.titles[parent]} below={[view.id]} />}</ul>
        </>
      )}
      <p className="flex min-h-touch items-center gap-1.5 text-body font-semibold text-ink desk:min-h-8">{parent !== "" && <CornerDownRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />}<span className="min-w-0 wrap-anywhere">{view.title}</span></p>
      <ul aria-label={words.heading} className="text-body">
        {lines.map(({ id, title, depth }) => (
          <li key={id} className={`flex min-h-touch items-center gap-1.5 desk:min-h-8 ${indent[Math.min(depth + 1, DEEPEST)] ?? ""}`}>
            <CornerDownRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" /><span className="min-w-0 wrap-anywhere"><RecordLink kind="company" id={id} title={title} /></span>
          </li>
        ))}
      </ul>
      {more && <p className="pt-1 text-small text-ink-muted">{words.more}</p>}
      {lines.length > 0 && !loading && (
        <div className="mt-2 border-t border-line pt-2">
          <p className="text-small font-medium text-ink">{total === 0 ? words.noDeals : words.deals(total, sums, lacks)}</p>
          <ul>
            {deals.map((row) => (
              <li key={row.id} className="flex min-h-touch items-center gap-3 text-body desk:min-h-8">
                <span className="min-w-0 flex-1 truncate"><RecordLink kind="deal" id={row.id} title={row.title} /></span>
                <span className="figures shrink-0 text-small text-ink"><Cell kind="deal" row={row} name="value" stages={stages} plain /></span>
              </li>
            ))}
          </ul>
          {total > deals.length && <p className="pt-1 text-small text-ink-muted">{panelWords.more(total - deals.length)}</p>}
        </div>
      )}
    </Panel>
  );
};
