// The line under a list's heading: how many there are and, for deals, what they are worth. Invariant: it says what it
// adds up; beyond the thousand rows one question may have, it says so.
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { useLiveQuery, type Query } from "../../read/index.ts";
import { sums } from "../../app/sums.ts";
import { words } from "./texts.ts";

const MOST = 1000;

export const ListTotals = ({ kind, count, query }: { readonly kind: PageKind; readonly count: number; readonly query: Query }) => {
  // Asked only when the list itself is there: the first rows come first.
  const { rows } = useLiveQuery(kind === "deal" && count > 0 ? { ...query, limit: MOST } : null);
  const money = sums(rows, "value").slice(0, 4).map(format.money);
  const note = words.list.sumOf(rows.length, count);
  return (
    <span data-testid="list-totals">
      {words.list.count(kind, count)}
      {money.length > 0 && <> · <span className="font-medium text-ink">{words.list.sum(money)}</span>{note !== "" && ` (${note})`}</>}
    </span>
  );
};
