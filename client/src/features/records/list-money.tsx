// What the deals of a list or of a group come to: one sum in the workspace's base currency where every currency has a rate
// today, else each by itself. Its code comes after the list: rows are there first.
import { format } from "../../app/format.ts";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import { useNow } from "../../app/use-now.ts";
import type { Total } from "../../read/index.ts";
import { words } from "./texts.ts";

const MINUTE = 60_000;

export const ListMoney = ({ totals, most, before = "" }: { readonly totals: readonly Total[]; /** Currencies at most. */ readonly most: number; /** What divides it from what stands before. */ readonly before?: string }) => {
  const inBase = useBaseTotals(format.today(useNow(MINUTE)));
  const money = inBase(totals.filter(({ currency }) => currency !== "")).slice(0, most).map(({ amount, currency }) => format.money({ amount: Math.round(amount), currency }));
  return money.length === 0 ? null : <>{before}<span className="font-medium text-ink">{words.list.sum(money)}</span></>;
};
