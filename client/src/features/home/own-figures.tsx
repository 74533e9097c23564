// The figures of a rep at a glance: what is open, what is due. They come with the lists of the page and ask for nothing more.
import { Link } from "@tanstack/react-router";
import { format } from "../../app/format.ts";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import type { Total } from "../../read/index.ts";
import { words } from "./texts.ts";

export type OwnFiguresProps = { readonly me: string; readonly today: string; readonly totals: readonly Total[]; readonly deals: number; readonly due: number; readonly overdue: number };

const MOST_CURRENCIES = 10;
const tile = "relative min-w-0 flex-1 basis-32 rounded-card border border-line bg-surface px-4 py-2.5";
const over = "text-ink-muted underline-offset-2 after:absolute after:inset-0 hover:underline";

export const OwnFigures = ({ me, today, totals, deals, due, overdue }: OwnFiguresProps) => {
  const { sums, lacks } = useBaseTotals(today).read(totals, MOST_CURRENCIES);
  return (
    <dl aria-label={words.figures} className="flex gap-3">
      <div className={`${tile} has-[a:hover]:bg-hover`}>
        <dt className="text-small"><Link to="/deals" search={{ stage: "open", owner: me }} className={over}>{words.pipeline}</Link></dt>
        <dd className="figures text-heading font-semibold wrap-anywhere text-ink">{sums.length === 0 ? words.nothing : words.sum(sums)}</dd>
        <dd className="figures text-small text-ink-muted">{words.deals(deals)}{lacks !== "" && ` · ${lacks}`}</dd>
      </div>
      <div className={tile}>
        <dt className="text-small text-ink-muted">{words.due}</dt>
        <dd className="figures text-heading font-semibold text-ink">{format.number(due)}</dd>
        <dd className="figures text-small text-ink-muted">{words.overdueCount(overdue)}</dd>
      </div>
    </dl>
  );
};
