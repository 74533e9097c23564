// The same figures side by side for each owner, source or industry: a table, since that is what they are compared in.
import { type BreakdownRow, type Figures, winRate } from "@outrider/shared/analytics";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { activitiesIn, closedDeals, newLeads, openDeals, type Slice, type Whose } from "./figure-links.ts";
import { words } from "./texts.ts";

const BY = ["owners", "sources", "industries"] as const;
type By = (typeof BY)[number];
const SHOWN = 8;

const behindLook = "inline-flex min-h-touch items-center gap-1 text-ink no-underline underline-offset-2 hover:underline desk:min-h-7";

/** What is wider than the screen is moved by keys too. */
const scrolled = { role: "region", "aria-label": words.breakdownTable, tabIndex: 0 } as const;

export type BreakdownPanelProps = { readonly figures: Figures; readonly whose: Whose; readonly members: readonly MemberView[]; /** One person's: then it is not by owner. */ readonly ofOne: boolean };

export const BreakdownPanel = ({ figures, whose, members, ofOne }: BreakdownPanelProps) => {
  const [chosen, setBy] = useState<By>("owners");
  const [all, setAll] = useState(false);
  const by = ofOne && chosen === "owners" ? "sources" : chosen;
  const rows = figures[by];
  const { columns } = words;
  const money = (amount: number): string => format.money({ amount: Math.round(amount), currency: figures.currency });
  const nameOf = ({ key }: BreakdownRow): string => (key === "" ? words.unnamed : by === "owners" ? (members.find(({ id }) => id === key)?.name ?? words.unknown) : by === "sources" ? text.choice(key) : key);
  const behind = ({ key }: BreakdownRow): readonly [whose: Whose, slice: Slice | undefined] => (by === "owners" ? [{ owner: key, counted: whose.counted }, undefined] : [whose, by === "sources" ? { source: key } : { industry: key }]);
  const { period } = figures;
  const ofRow = (row: BreakdownRow, outcome: "won" | "decided") => [behind(row)[0], outcome, period, behind(row)[1]] as const;
  const cell = "figures py-1 ps-4 text-end whitespace-nowrap";
  const rate = ({ won, lost }: BreakdownRow): string => {
    const percent = winRate(won, lost);
    return percent === null ? words.nothing : format.percent(Math.round(percent));
  };
  return (
    <Panel title={words.breakdown} actions={<Segmented label={words.breakdownBy} value={by} segments={BY.filter((value) => !ofOne || value !== "owners").map((value) => ({ value, label: words.by[value] }))} onChange={setBy} />}>
      {rows.length === 0 ? <p className="text-body text-ink-muted">{words.noBreakdown}</p> : (
        <>
          <div className="overflow-x-auto" {...scrolled}>
            <table className="w-full min-w-max border-collapse text-body">
              <caption className="sr-only">{words.breakdownTable}</caption>
              <thead>
                <tr className="text-small text-ink-muted">
                  <th scope="col" className="py-1 text-start font-medium">{words.by[by]}</th>
                  {[columns.won, columns.open, columns.rate, columns.cycle, ...(by === "industries" ? [] : [columns.leads]), ...(by === "owners" ? [columns.activities] : [])].map((head) => <th key={head} scope="col" className="py-1 ps-4 text-end font-medium">{head}</th>)}
                </tr>
              </thead>
              <tbody>
                {(all ? rows : rows.slice(0, SHOWN)).map((row) => (
                  <tr key={row.key} className="border-t border-line">
                    <th scope="row" className="max-w-52 truncate py-1 text-start font-normal">{nameOf(row)}</th>
                    <td className={cell}><Link to="/deals" search={closedDeals(...ofRow(row, "won"))} className={behindLook}>{money(row.wonValue)} <span className="text-ink-muted">({format.number(row.won)})</span></Link></td>
                    <td className={cell}><Link to="/deals" search={openDeals(...behind(row))} className={behindLook}>{money(row.pipeline)} <span className="text-ink-muted">({format.number(row.open)})</span></Link></td>
                    <td className={cell}><Link to="/deals" search={closedDeals(...ofRow(row, "decided"))} className={behindLook}>{rate(row)}</Link></td>
                    <td className={cell}>{row.cycle === null ? words.nothing : words.days(Math.round(row.cycle))}</td>
                    {by !== "industries" && <td className={cell}><Link to="/leads" search={newLeads(behind(row)[0], period, behind(row)[1])} className={behindLook}>{format.number(row.leads)}</Link></td>}
                    {by === "owners" && <td className={cell}><Link to="/activities" search={activitiesIn({ owner: row.key }, period)} className={behindLook}>{format.number(row.activities)}</Link></td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {!all && rows.length > SHOWN && <Button variant="quiet" size="small" onClick={() => setAll(true)}>{words.more(rows.length)}</Button>}
        </>
      )}
    </Panel>
  );
};
