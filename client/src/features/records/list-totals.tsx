// The line under a list's heading: how many there are and, for deals, what they are all worth, each currency by itself.
import { useDeferredValue } from "react";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { useLiveQuery, type Query } from "../../read/index.ts";
import { words } from "./texts.ts";

const MOST_CURRENCIES = 4;

export const ListTotals = ({ kind, count, query, part }: { readonly kind: PageKind; readonly count: number; readonly query: Query; /** Of what is on this device. */ readonly part: boolean }) => {
  // Asked only when the list itself is there, and after it: rows come first.
  const asked = useDeferredValue(kind === "deal" && count > 0 ? query : null);
  const { totals = [] } = useLiveQuery(asked && { ...asked, limit: 0, sum: "value" });
  const money = totals.filter(({ currency }) => currency !== "").slice(0, MOST_CURRENCIES).map(format.money);
  return (
    <span data-testid="list-totals">
      {part ? words.list.countHere(kind, count) : words.list.count(kind, count)}
      {money.length > 0 && <> · <span className="font-medium text-ink">{words.list.sum(money)}</span></>}
    </span>
  );
};
