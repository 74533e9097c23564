// By what rules compare money on this device: the workspace's currency and its rates, which every device holds.
import type { RecordState } from "@outrider/shared/records";
import { type RuleMoney, ruleMoneyOf } from "@outrider/shared/segments";
import type { View } from "./relations.ts";

/** Kinds that decide it. */
export const MONEY_KINDS = ["settings", "rate"] as const;

export const isOfMoney = ({ kind }: RecordState): boolean => (MONEY_KINDS as readonly string[]).includes(kind);

/** day: `YYYY-MM-DD`. null: the workspace has no currency of its own. */
export function moneyOn(view: Pick<View, "ids" | "read">, day: string): RuleMoney | null {
  const states = MONEY_KINDS.flatMap((kind) => [...view.ids(kind)]).flatMap((id) => view.read(id) ?? []);
  return ruleMoneyOf(states, day);
}
