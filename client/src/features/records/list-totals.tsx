// The line under a list's heading: how many there are and, for deals, what they are all worth.
import { useDeferredValue } from "react";
import type { PageKind } from "../../app/record-route.ts";
import { useLiveQuery, type Query } from "../../read/index.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { words } from "./texts.ts";

const ListMoney = whenOpened(async () => (await import("./list-money.tsx")).ListMoney);

const MOST_CURRENCIES = 4;

export const ListTotals = ({ kind, count, query, part }: { readonly kind: PageKind; readonly count: number; readonly query: Query; /** Of what is on this device. */ readonly part: boolean }) => {
  // Asked only when the list itself is there, and after it: rows come first.
  const asked = useDeferredValue(kind === "deal" && count > 0 ? query : null);
  const { totals = [] } = useLiveQuery(asked && { ...asked, limit: 0, sum: "value" });
  return (
    <span data-testid="list-totals">
      {part ? words.list.countHere(kind, count) : words.list.count(kind, count)}
      {totals.length > 0 && <ListMoney totals={totals} most={MOST_CURRENCIES} before=" · " />}
    </span>
  );
};
