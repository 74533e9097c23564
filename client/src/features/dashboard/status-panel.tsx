// All leads by what has become of them; each line leads to its list.
import type { Figures } from "@outrider/shared/analytics";
import { LEAD_STATUS } from "@outrider/shared/schema";
import { Link } from "@tanstack/react-router";
import { format } from "../../app/format.ts";
import { text } from "../../app/text.ts";
import { BarTable } from "../../ui/bar-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { leadsIn, type Whose } from "./figure-links.ts";
import { words } from "./texts.ts";

export const StatusPanel = ({ figures: { statuses }, whose }: { readonly figures: Figures; readonly whose: Whose }) => {
  const total = statuses.reduce((sum, { leads }) => sum + leads, 0);
  const order: readonly string[] = LEAD_STATUS;
  const rows = [...statuses].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status)).map(({ status, leads }) => ({
    key: status, value: leads, shown: format.number(leads), detail: format.percent(Math.round((leads / total) * 100)),
    name: <Link to="/leads" search={leadsIn(whose, status)} className="inline-flex min-h-touch items-center text-ink underline-offset-2 hover:underline desk:min-h-7">{text.choice(status)}</Link>,
  }));
  return <Panel title={words.statuses}>{total === 0 ? <p className="text-body text-ink-muted">{words.noLeads}</p> : <BarTable label={words.statuses} heads={[words.status, words.count]} rows={rows} />}</Panel>;
};
