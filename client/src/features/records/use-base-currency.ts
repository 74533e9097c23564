// The currency of an amount that names none: the workspace's own; where it has named none, that of the deal changed last.
import { moneyOf } from "@outrider/shared/schema";
import { useLiveQuery } from "../../read/index.ts";

const FIRST = "EUR";

/** Asked where it is `wanted` only: the engine has to read the deals for it. */
export function useBaseCurrency(wanted = true): string {
  const { rows: own, loading } = useLiveQuery(wanted ? { kind: "settings", limit: 1 } : null);
  const chosen = own[0]?.values["currency"];
  const named = typeof chosen === "string" && /^[A-Z]{3}$/.test(chosen) ? chosen : undefined;
  const { rows } = useLiveQuery(wanted && !loading && named === undefined ? { kind: "deal", where: [{ field: "value", op: "filled" }], sort: { by: "updatedAt", descending: true }, limit: 1 } : null);
  return named ?? moneyOf(rows[0]?.values["value"])?.currency ?? FIRST;
}
