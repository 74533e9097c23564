// The orders of a contact, newest first: fetched when somebody looks, kept for when there is no network, each with its
// items one tap away. It says how far it goes and as of when.
import { ChevronDown, CloudOff, ShoppingBag } from "lucide-react";
import { useState } from "react";
import { format } from "../../../app/format.ts";
import { useNow } from "../../../app/use-now.ts";
import { useOrders, type CustomerOrder } from "../../../read/index.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { customerWords } from "./texts.ts";

const words = customerWords.orders;

const Items = ({ order }: { readonly order: CustomerOrder }) => (
  <div className="pb-2">
    {order.items.length === 0 && <p className="text-small text-ink-muted">{words.noItems}</p>}
    <ul className="flex flex-col gap-1 text-small">
      {order.items.map(({ sku, name, quantity, price }, at) => (
        // Two lines of an order may be the same thing.
        <li key={`${at} ${sku}`} className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 wrap-anywhere text-ink">{words.named(name, sku)}</span>
          <span className="figures shrink-0 text-ink-muted">{words.times(quantity, format.money({ amount: price, currency: order.currency }))}</span>
        </li>
      ))}
    </ul>
    <p className="pt-1 text-caption wrap-anywhere text-ink-muted">{words.key(order.id)}</p>
  </div>
);

const OrderLine = ({ order, now }: { readonly order: CustomerOrder; readonly now: number }) => {
  const [open, setOpen] = useState(false);
  const [day, amount] = [format.when(order.at, now), format.money(order)];
  return (
    <li className="border-b border-line last:border-b-0">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="focus-inset flex min-h-touch w-full items-center gap-2 rounded-control py-1 text-start text-body hover:bg-hover desk:min-h-9">
        <span className="sr-only">{words.open(day, amount)}</span>
        <span aria-hidden className="min-w-0 flex-1 wrap-anywhere text-ink">{day}<span className="text-ink-muted"> · {words.items(order.items.length)}</span></span>
        {order.cancelled ? <Badge tone="neutral">{words.cancelled}</Badge> : order.amount < 0 && <Badge tone="warn">{words.returned}</Badge>}
        <span aria-hidden className={order.cancelled ? "figures shrink-0 text-ink-muted line-through" : "figures shrink-0 font-medium text-ink"}>{amount}</span>
        <ChevronDown aria-hidden className={open ? "size-4 shrink-0 rotate-180 text-ink-muted" : "size-4 shrink-0 text-ink-muted"} />
      </button>
      {open && <Items order={order} />}
    </li>
  );
};

export const OrdersPanel = ({ contact }: { readonly contact: string }) => {
  const now = useNow();
  const [pages, setPages] = useState(1);
  const answer = useOrders(contact, pages);
  if (answer === undefined) return <Panel title={words.heading}><Skeleton lines={3} /></Panel>;
  const { orders, total, asOf, state, more } = answer;
  const standing =
    state === "gone" ? words.gone : state === "failed" ? words.failed : asOf === null ? "" : state === "offline" ? words.offline(format.when(asOf, now)) : state === "asking" ? words.asking : words.asOf(format.when(asOf, now));
  return (
    <Panel title={words.heading} actions={total !== null && total > 0 ? <span className="figures text-small text-ink-muted">{words.count(total)}</span> : undefined}>
      {asOf === null && state === "asking" && <><p role="status" className="sr-only">{words.asking}</p><Skeleton lines={3} /></>}
      {asOf === null && state === "offline" && (
        <div className="flex items-start gap-2.5 text-body"><CloudOff aria-hidden className="mt-0.5 size-4.5 shrink-0 text-ink-muted" /><div><p className="font-medium text-ink">{words.never}</p><p className="text-small text-ink-muted">{words.neverDetail}</p></div></div>
      )}
      {orders.length === 0 && (state === "here" || (state === "offline" && asOf !== null)) && <p className="flex items-center gap-2 text-body text-ink-muted"><ShoppingBag aria-hidden className="size-4.5" />{words.empty}</p>}
      {orders.length > 0 && <ul aria-label={words.list}>{orders.map((order) => <OrderLine key={order.id} order={order} now={now} />)}</ul>}
      {more && (
        <div className="pt-1">
          <Button size="small" variant="quiet" flush busy={state === "asking"} disabled={state === "offline"} onClick={() => setPages(pages + 1)}>{words.older}</Button>
          {state === "offline" && <p className="text-caption text-ink-muted">{words.olderOnline}</p>}
        </div>
      )}
      {standing !== "" && <p role="status" className="pt-1 text-caption text-ink-muted">{standing}</p>}
    </Panel>
  );
};
