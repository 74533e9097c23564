// The open deals of one month of the forecast, the largest first: what each is worth, and how likely it is.
import { moneyOf } from "@outrider/shared/schema";
import type { Condition } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { type DealChoice, narrowed } from "../../app/deal-choice.ts";
import { format } from "../../app/format.ts";
import { recordRoutes } from "../../app/record-route.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { words } from "./texts.ts";

const SHOWN = 50;

const within = (month: string | null): readonly Condition[] =>
  month === null ? [{ field: "closeDate", op: "empty" }] : [{ field: "closeDate", op: "atLeast", value: `${month}-01` }, { field: "closeDate", op: "atMost", value: `${month}-31` }];

export type MonthDealsProps = {
  readonly month: string | null;
  /** All open deals that are chosen. */
  readonly choice: DealChoice;
  /** Default probability of a stage, where the deal has none of its own. */
  readonly chances: ReadonlyMap<string, number>;
};

export const MonthDeals = ({ month, choice, chances }: MonthDealsProps) => {
  const { rows, total, loading } = useLiveQuery({ kind: "deal", ...narrowed(choice, ...within(month)), sort: { by: "value", descending: true }, limit: SHOWN });
  if (loading) return <div className="p-4"><Skeleton lines={3} /></div>;
  if (rows.length === 0) return <p className="px-4 py-3 text-body text-ink-muted">{words.noDeals}</p>;
  return (
    <ul className="border-t border-line">
      {rows.map((row) => {
        const stage = String(row.values["stage"]);
        const own = row.values["probability"];
        const chance = typeof own === "number" ? own : chances.get(stage);
        const money = moneyOf(row.values["value"]);
        const detail = [row.titles[String(row.values["company"])] ?? "", row.titles[stage] ?? "", chance === undefined ? "" : format.percent(chance)].filter((part) => part !== "").join(" · ");
        return (
          <li key={row.id} className="border-b border-line last:border-b-0">
            <Link to={recordRoutes.deal} params={{ id: row.id }} className="focus-inset flex min-h-14 items-center gap-3 px-4 py-1.5 text-body text-ink no-underline hover:bg-hover desk:min-h-11">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{row.title}</span>
                <span className="figures block truncate text-small text-ink-muted">{detail}</span>
              </span>
              <span className="figures shrink-0 text-small font-medium">{money === null ? words.nothing : format.money(money)}</span>
            </Link>
          </li>
        );
      })}
      {total > rows.length && <li className="px-4 py-2 text-small text-ink-muted">{words.more(total - rows.length)}</li>}
    </ul>
  );
};
