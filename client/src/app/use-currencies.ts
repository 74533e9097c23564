// In which currencies amounts can be compared today. A file of its own: the first screen has no need of it.
import { useMemo } from "react";
import { format } from "./format.ts";
import { useNow } from "./use-now.ts";
import { useRates } from "./use-rates.ts";

/** The currencies that a rule's amounts can be compared in today: the workspace's first, the others in order; none where it has none of its own. */
export function useCurrencies(): { readonly currencies: readonly string[]; readonly known: boolean } {
  const { base, rates, known } = useRates();
  const today = format.today(useNow());
  return useMemo(() => {
    const rated = [...rates].flatMap(([currency, dated]) => (currency !== base && dated.some(({ from }) => from <= today) ? [currency] : []));
    return { known, currencies: base === undefined ? [] : [base, ...rated.sort()] };
  }, [base, rates, known, today]);
}
