// The currency of an amount that names none: that of the deal changed last, until the workspace can name its own.
import { moneyOf } from "@outrider/shared/schema";
import { useLiveQuery } from "../../read/index.ts";

const FIRST = "EUR";

/** Asked where it is `wanted` only: the engine has to read the deals for it. */
export function useBaseCurrency(wanted = true): string {
  const { rows } = useLiveQuery(wanted ? { kind: "deal", where: [{ field: "value", op: "filled" }], sort: { by: "updatedAt", descending: true }, limit: 1 } : null);
  return moneyOf(rows[0]?.values["value"])?.currency ?? FIRST;
}
