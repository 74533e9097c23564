// What the server alone says of a record that people own (what orders and campaigns bring to a customer): whether an edit
// changed nothing else. It comes in crowds, to records that nobody has touched for years.
import { entityOf, fieldOf, type Kind, KINDS } from "@outrider/shared/schema";
import type { RecordState } from "./state.ts";

const isFact = (kind: Kind, field: string): boolean => fieldOf(kind, field)?.guard === "system";

/** Kinds of which such things are said. */
const WITH_FACTS: ReadonlySet<string> = new Set(KINDS.filter((kind) => entityOf(kind).belongs === "owner" && Object.keys(entityOf(kind).fields).some((field) => isFact(kind, field))));

export const hasFacts = (kind: string): boolean => WITH_FACTS.has(kind);

type Maps = "fields" | "sets" | "losers" | "trail";

/** Whether two states of one record, of which the second came of the first, differ in facts at most. What was made anew though it is equal counts as changed. */
export function factsAlone(before: RecordState, after: RecordState): boolean {
  if (!hasFacts(after.kind)) return false;
  const isSame = (map: Maps): boolean => {
    const [was, is]: readonly Readonly<Record<string, unknown>>[] = [before[map], after[map]];
    if (was === is || !was || !is) return was === is;
    return Object.keys({ ...was, ...is }).every((name) => was[name] === is[name] || (map !== "trail" && isFact(after.kind, name)));
  };
  return isSame("fields") && isSame("sets") && isSame("losers") && isSame("trail");
}
