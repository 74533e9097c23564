// The figures one looks at first: each with what it was before, and with a way to the records behind it where a list shows
// those.
import type { Compared, Figures } from "@outrider/shared/analytics";
import type { Money } from "@outrider/shared/schema";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { format } from "../../app/format.ts";
import { type ListSearch, listSearch } from "../../app/list-search.ts";
import { classNames } from "../../ui/class-names.ts";
import { activitiesIn, closedDeals, newLeads, openDeals, tasksOf, type Whose } from "./figure-links.ts";
import { words } from "./texts.ts";

/** How a figure moved, in words; more is not always better. */
export type Change = { readonly sign: "up" | "down" | "same" | "none"; readonly said: string };

export function changeOf({ now, before }: Compared, say: (by: number) => string): Change {
  if (now === null || before === null) return { sign: "none", said: words.noBefore };
  const by = now - before;
  if (say(Math.abs(by)) === say(0)) return { sign: "same", said: words.same };
  return by > 0 ? { sign: "up", said: words.up(say(by)) } : { sign: "down", said: words.down(say(-by)) };
}

const signs = { up: ArrowUp, down: ArrowDown, same: Minus, none: Minus } as const;

interface TileProps { readonly label: string; readonly value: string; readonly change?: Change; readonly detail?: string | undefined; readonly link?: ((label: ReactNode) => ReactNode) | undefined; /** Of two cells, so that the rows are full. */ readonly wide?: boolean }

const Tile = ({ label, value, change, detail, link, wide = false }: TileProps) => {
  const Sign = change && signs[change.sign];
  return (
    <div className={classNames("relative min-w-0 rounded-card border border-line bg-surface px-4 py-3 has-[a:hover]:bg-hover", wide && "max-desk:col-span-2 wide:col-span-2")}>
      <dt className="text-small text-ink-muted">{link === undefined ? label : link(label)}</dt>
      <dd className="figures mt-0.5 text-page font-semibold wrap-anywhere text-ink">{value}</dd>
      {detail !== undefined && <dd className="figures text-small text-ink-muted">{detail}</dd>}
      {change !== undefined && Sign !== undefined && change.sign !== "none" && (
        <dd className="figures flex items-start gap-1 text-small text-ink-muted"><Sign aria-hidden className="mt-1 size-3.5 shrink-0 desk:mt-0.5" />{change.said}</dd>
      )}
    </div>
  );
};

/** Over its whole tile. */
const over = "text-ink-muted underline-offset-2 after:absolute after:inset-0 hover:underline";

export type KpisProps = { readonly figures: Figures; readonly whose: Whose; /** Who looks: a member's id. */ readonly me: string };

export const Kpis = ({ figures, whose, me }: KpisProps) => {
  const { leads, pipeline, forecast, wonValue, won, lost, winRate, cycle, activities, tasks, unread, currency, period } = figures;
  const money = (amount: number): string => format.money({ amount: Math.round(amount), currency });
  const moneys = (value: number, others: readonly Money[]): string => words.sum([...(value === 0 && others.length > 0 ? [] : [money(value)]), ...others.map(({ amount, currency: own }) => format.money({ amount: Math.round(amount), currency: own }))]);
  const whole = (value: number): string => format.number(Math.round(value));
  const percent = (value: number): string => format.percent(Math.round(value));
  const points = (value: number): string => words.points(Math.round(value));
  const days = (value: number): string => words.days(Math.round(value));
  const or = (value: number | null, say: (value: number) => string): string => (value === null ? words.nothing : say(value));
  const list = (to: "/deals" | "/leads", search: ListSearch) => (label: ReactNode) => <Link to={to} search={search} className={over}>{label}</Link>;
  const forecastSearch = listSearch({ owner: whose.owner, filter: openDeals(whose).filter });
  return (
    <dl aria-label={words.figures} className="grid grid-cols-2 gap-3 desk:grid-cols-3 wide:grid-cols-5" data-testid="kpis">
      <Tile wide label={words.won} value={moneys(wonValue.now ?? 0, wonValue.others)} detail={words.deals(won.now ?? 0)} change={changeOf(wonValue, money)} link={list("/deals", closedDeals(whose, "won", period))} />
      <Tile label={words.pipeline} value={moneys(pipeline.value, pipeline.others)} detail={words.deals(pipeline.deals)} link={list("/deals", openDeals(whose))} />
      <Tile label={words.forecast} value={moneys(forecast.value, forecast.others)} detail={words.byProbability} link={(label) => <Link to="/forecast" search={forecastSearch} className={over}>{label}</Link>} />
      <Tile label={words.winRate} value={or(winRate.now, percent)} detail={words.decided(won.now ?? 0, lost.now ?? 0)} change={changeOf(winRate, points)} link={list("/deals", closedDeals(whose, "decided", period))} />
      <Tile label={words.cycle} value={or(cycle.now, days)} change={changeOf(cycle, days)} link={list("/deals", closedDeals(whose, "won", period))} />
      <Tile label={words.leads} value={or(leads.now, whole)} detail={words.openLeads(leads.open)} change={changeOf(leads, whole)} link={list("/leads", newLeads(whose, period))} />
      <Tile label={words.activities} value={or(activities.now, whole)} change={changeOf(activities, whole)} link={(label) => <Link to="/activities" search={activitiesIn(whose, period)} className={over}>{label}</Link>} />
      <Tile label={words.tasks} value={whole(tasks.due)} detail={words.overdue(tasks.overdue)} link={(label) => <Link to="/agenda" search={tasksOf(whose, me)} className={over}>{label}</Link>} />
      <Tile label={words.unread} value={whole(unread)} detail={words.notifications} link={(label) => <Link to="/notifications" className={over}>{label}</Link>} />
    </dl>
  );
};
