// In which currency a rule's money is meant, and what it comes to in that of a record. Invariant: it is the amount of the rule
// that is brought into the record's currency, never the other way, and it is done here alone: so the meaning of a rule, the
// columns of a device and the SQL of a server compare the same two doubles, and money of the rule's own currency is compared
// as it stands. Where a rate is missing there is nothing to compare with.
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { type DatedRate, moneyOf, type Money, ratesBy, type Rule, type RuleLeaf, type Value } from "@outrider/shared/schema";

/** The workspace's currency and what one unit of each currency is worth in it on the day of the look; of itself 1. */
export interface RuleMoney { readonly base: string; readonly worth: ReadonlyMap<string, number> }

/** What is decided of money in a workspace, out of its `settings` and its `rate` records; null: it has no currency of its own. */
export function ruleMoneyOf(states: Iterable<RecordState>, day: string): RuleMoney | null {
  const standing = [...states].filter((state) => !isDeleted(state)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const base = standing.flatMap((state) => (state.kind === "settings" ? textOf(state, "currency") : [])).find((currency) => currency !== "");
  if (base === undefined) return null;
  const dated = standing.flatMap((state): DatedRate[] => {
    const rate = state.kind === "rate" ? valueOf(state, "rate") : null;
    return typeof rate === "number" ? [{ currency: textOf(state, "currency"), base: textOf(state, "base"), from: textOf(state, "from"), rate }] : [];
  });
  const worth = new Map<string, number>();
  for (const [currency, rates] of ratesBy(base, dated)) {
    const holding = rates.find(({ from }) => from <= day);
    if (holding) worth.set(currency, holding.rate);
  }
  return { base, worth: worth.set(base, 1) };
}

/**
 * An amount that is meant in `from` as one in `to`; null: no rate holds. `from` undefined is the workspace's currency; where it
 * has none, such an amount is compared with any as it stands.
 */
export function amountIn(amount: number, from: string | undefined, to: string, money: RuleMoney | null): number | null {
  const meant = from ?? money?.base ?? to;
  if (meant === to) return amount;
  const [mine, theirs] = [money?.worth.get(meant), money?.worth.get(to)];
  return mine === undefined || theirs === undefined ? null : (amount * mine) / theirs;
}

/** The currencies whose amounts can be compared with one that is meant in `from`; null among them: any, as it stands. */
export const comparable = (from: string | undefined, money: RuleMoney | null): readonly (string | null)[] =>
  money === null ? [from ?? null] : [...new Set([...(from === undefined ? [] : [from]), ...money.worth.keys()])];

/** Money that was found, in the currency that it was compared in; undefined: that is its own; null: no rate holds. */
export function comparedAs(found: Value, meant: string | undefined, money: RuleMoney | null): Money | null | undefined {
  const given = moneyOf(found);
  const currency = meant ?? money?.base;
  if (given === null || currency === undefined || given.currency === currency) return undefined;
  const amount = amountIn(given.amount, given.currency, currency, money);
  return amount === null ? null : { amount, currency };
}

/** The currencies that amounts of a rule are meant in, each once. */
export function currenciesIn(rule: Rule): readonly string[] {
  if ("not" in rule) return currenciesIn(rule.not);
  const parts = "and" in rule ? rule.and : "or" in rule ? rule.or : null;
  if (parts) return [...new Set(parts.flatMap(currenciesIn))];
  const { currency } = rule as RuleLeaf;
  return currency === undefined ? [] : [currency];
}
