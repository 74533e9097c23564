// What a contact is as a customer: what follows from orders and from campaigns. Shown where there is any, and never to be
// edited: the server alone says it.
import { Link } from "@tanstack/react-router";
import { format } from "../../../app/format.ts";
import { showField } from "../../../app/show-value.ts";
import { useNow } from "../../../app/use-now.ts";
import type { RecordPage } from "../../../read/index.ts";
import { Panel } from "../../../ui/panel.tsx";
import { campaignsOf, isCustomer } from "./customer-facts.ts";
import { OrdersPanel } from "./orders-panel.tsx";
import { customerWords as words } from "./texts.ts";

/** Campaigns of each line. */
const SHOWN = 5;

const Tile = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className="min-w-0">
    <dt className="text-small text-ink-muted">{label}</dt>
    <dd className="figures text-heading font-semibold wrap-anywhere text-ink">{value}</dd>
  </div>
);

export const CustomerPanel = ({ view }: { readonly view: RecordPage }) => {
  const now = useNow();
  const campaigns = campaignsOf(view);
  const customer = isCustomer(view);
  if (!customer && campaigns.length === 0) return null;
  const { lastActive } = view.values;
  const shown = (name: string): string => showField("contact", name, view.values[name], view.titles) || words.none;
  return (
    <>
      <Panel title={words.heading}>
        {customer && (
          <dl className="flex flex-wrap justify-between gap-x-6 gap-y-2 desk:justify-start desk:gap-x-12" data-testid="customer-facts">
            <Tile label={words.spend} value={shown("spend")} />
            <Tile label={words.visits} value={shown("visits")} />
            <Tile label={words.lastActive} value={typeof lastActive === "number" ? format.when(lastActive, now) : words.none} />
          </dl>
        )}
        {campaigns.length > 0 && (
          <ul className={customer ? "mt-3 flex flex-col gap-1 border-t border-line pt-2 text-small" : "flex flex-col gap-1 text-small"}>
            {campaigns.map(({ how, ids }) => (
              <li key={how} className="flex flex-wrap items-center gap-x-3 wrap-break-word">
                <span className="text-ink-muted">{words.campaigns[how](ids.length)}</span>
                {ids.slice(0, SHOWN).map((id) => (
                  <Link key={id} to="/campaigns/$id" params={{ id }} className="py-[0.8125rem] font-medium text-accent-ink underline-offset-2 hover:underline desk:py-0">{view.titles[id] ?? words.notHere}</Link>
                ))}
                {ids.length > SHOWN && <span className="text-ink-muted">{words.more(ids.length - SHOWN)}</span>}
              </li>
            ))}
          </ul>
        )}
        <p className="pt-2 text-caption text-ink-muted">{words.follows}</p>
      </Panel>
      {customer && <OrdersPanel contact={view.id} />}
    </>
  );
};
