// One month of the forecast: how many deals are to close, what they are worth, what of it is likely, what is won; opened,
// the deals themselves.
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { DealChoice } from "../../app/deal-choice.ts";
import { format } from "../../app/format.ts";
import type { Total } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { classNames } from "../../ui/class-names.ts";
import { barOf, type ForecastMonth } from "./forecast.ts";
import { MonthDeals } from "./month-deals.tsx";
import { words } from "./texts.ts";

const MOST_CURRENCIES = 3;

/** By currency, since no rate is guessed. */
export const moneyText = (totals: readonly Total[], of: "amount" | "weighted"): string => {
  const shown = totals.filter(({ currency }) => currency !== "").slice(0, MOST_CURRENCIES).map(({ currency, amount, weighted }) => format.money({ currency, amount: Math.round(of === "amount" ? amount : (weighted ?? amount)) }));
  return shown.length === 0 ? words.nothing : words.sum(shown);
};

export type MonthLineProps = {
  readonly month: ForecastMonth;
  readonly currency: string | undefined;
  readonly longest: number;
  readonly choice: DealChoice;
  readonly chances: ReadonlyMap<string, number>;
};

const Figure = ({ label, value, strong = false }: { readonly label: string; readonly value: string; readonly strong?: boolean }) => (
  <span className={classNames("flex min-w-0 items-baseline justify-between gap-2 desk:block desk:text-end", value === words.nothing && "max-desk:hidden")}>
    <span className="text-small text-ink-muted desk:sr-only">{label} </span>
    <span className={classNames("figures text-body", strong ? "font-semibold text-ink" : "text-ink-muted")}>{value}</span>
  </span>
);

export const tracks = "desk:grid-cols-[minmax(0,1.4fr)_6rem_minmax(0,1.2fr)_minmax(0,1.2fr)_minmax(0,1fr)] desk:gap-x-4";

export const MonthLine = ({ month, currency, longest, choice, chances }: MonthLineProps) => {
  const [open, setOpen] = useState(false);
  const bar = barOf(month, currency, longest);
  const name = month.month === null ? words.undated : format.month(month.month);
  return (
    <li className="border-b border-line last:border-b-0">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="focus-inset flex list-none gap-2 px-4 py-2.5 hover:bg-hover">
          <ChevronRight aria-hidden className={classNames("mt-0.5 size-5 shrink-0 text-ink-muted rtl:-scale-x-100", open && "rotate-90 rtl:rotate-90")} />
          <span className="min-w-0 flex-1">
            <span className={`grid grid-cols-1 items-baseline gap-y-0.5 ${tracks}`}>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="text-body font-semibold text-ink">{name}</span>
                {month.state === "late" && <Badge tone="warn">{words.late}</Badge>}
                {month.state === "now" && <Badge tone="accent">{words.now}</Badge>}
              </span>
              <span className="figures text-small text-ink-muted desk:text-end desk:text-body">{words.deals(month.count)}</span>
              <Figure label={words.weighted} value={moneyText(month.totals, "weighted")} strong />
              <Figure label={words.total} value={moneyText(month.totals, "amount")} />
              <Figure label={words.won} value={moneyText(month.won, "amount")} />
            </span>
            <span aria-hidden className="relative mt-2 block h-1.5 overflow-hidden rounded-pill bg-sunken">
              <span className="absolute inset-y-0 start-0 rounded-pill bg-line-strong" style={{ width: `${bar.total * 100}%` }} />
              <span className="absolute inset-y-0 start-0 rounded-pill bg-accent" style={{ width: `${bar.weighted * 100}%` }} />
            </span>
          </span>
        </summary>
        {open && <MonthDeals month={month.month} choice={choice} chances={chances} />}
      </details>
    </li>
  );
};
