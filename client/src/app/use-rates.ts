// The workspace's currency and its dated rates as this device has them.
import { type DatedRate, ratesBy } from "@outrider/shared/schema";
import { useMemo } from "react";
import { useLiveQuery } from "../read/index.ts";

interface Rates {
  /** undefined: the workspace has none of its own. */
  readonly base: string | undefined;
  /** By currency, latest day first. */
  readonly rates: ReadonlyMap<string, readonly DatedRate[]>;
  /** Whether an answer is all there will be; what lies on the server alone is not waited for. */
  readonly known: boolean;
}

const isKnown = ({ loading, complete, beyond }: Pick<ReturnType<typeof useLiveQuery>, "loading" | "complete" | "beyond">): boolean => !loading && (complete || beyond !== undefined);

export function useRates(): Rates {
  const settings = useLiveQuery({ kind: "settings", limit: 1 });
  const named = settings.rows[0]?.values["currency"];
  const base = typeof named === "string" ? named : undefined;
  const dated = useLiveQuery(base !== undefined ? { kind: "rate", where: [{ field: "base", op: "is", value: base }], limit: 1000 } : null);
  const { rows } = dated;
  const known = isKnown(settings) && (base === undefined || isKnown(dated));
  const rates = useMemo(() => ratesBy(base ?? "", rows.map(({ values }): DatedRate => ({
    currency: String(values["currency"]), base: String(values["base"]), from: String(values["from"]), rate: Number(values["rate"] ?? 0),
  }))), [rows, base]);
  return useMemo(() => ({ base, rates, known }), [base, rates, known]);
}
