// What the deals of a list or of a group come to: one sum in the workspace's base currency where every currency has a rate
// today, else each by itself and which rates are missing. Its code comes after the list: rows are there first.
import { format } from "../../app/format.ts";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import { useNow } from "../../app/use-now.ts";
import type { Total } from "../../read/index.ts";
import { words } from "./texts.ts";

const MINUTE = 60_000;

export const ListMoney = ({ totals, most, before = "" }: { readonly totals: readonly Total[]; /** Currencies at most. */ readonly most: number; /** What divides it from what stands before. */ readonly before?: string }) => {
  const { sums, lacks } = useBaseTotals(format.today(useNow(MINUTE))).read(totals, most);
  return sums.length === 0 ? null : <>{before}<span className="font-medium text-ink">{words.list.sum(sums)}</span>{lacks !== "" && <span className="text-ink-muted"> · {lacks}</span>}</>;
};
