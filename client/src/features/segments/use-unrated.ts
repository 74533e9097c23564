// Currencies of a rule for which no rate holds: amounts in them find nobody but by their own currency, which has to be said.
import type { Rule } from "@outrider/shared/schema";
import { currenciesIn } from "@outrider/shared/segments";
import { listed } from "../../app/plural.ts";
import { useCurrencies } from "../../app/use-currencies.ts";
import { words } from "./texts.ts";

/** A sentence; undefined: there is nothing to say, or it is not known yet. */
export function useUnrated(rule: Rule | undefined): string | undefined {
  const { currencies, known } = useCurrencies();
  const lacking = rule === undefined || !known || currencies.length === 0 ? [] : currenciesIn(rule).filter((currency) => !currencies.includes(currency));
  return lacking.length === 0 ? undefined : words.edit.noRate(listed(lacking));
}
