// Whom a campaign would go to, as far as this device holds them: how many, who among them gets no mail, and one after the other.
import type { Row } from "@outrider/shared/projection";
import { isRule, type Rule } from "@outrider/shared/schema";
import { useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";
import { type Query, useLiveQuery } from "../../read/index.ts";

export interface AudienceOf { /** "": none is chosen. */ readonly segment: string; readonly rule: unknown }

/** The query of a segment's contacts with what must hold besides; null: there is no segment. */
export function useSegmentQuery({ segment, rule }: AudienceOf, besides?: Rule): Query | null {
  const me = useUser()?.id ?? "";
  const today = format.today(useNow());
  return useMemo(() => {
    if (segment === "") return null;
    const parts = [...(isRule(rule) ? [rule] : []), ...(besides === undefined ? [] : [besides])];
    const [first] = parts;
    const whole: Rule | undefined = parts.length > 1 ? { and: parts } : first;
    return { kind: "contact", ...(whole && { rule: { rule: whole, me, today } }), sort: { by: "title" }, limit: 1 };
  }, [segment, rule, besides, me, today]);
}

export interface Audience { /** Undefined: not known yet, or no segment is chosen. */ readonly total: number | undefined; readonly complete: boolean; readonly row: Row | undefined }

/** `at`: which of them is looked at, from 0. */
export function useAudience(of: AudienceOf, besides?: Rule, at = 0): Audience {
  const query = useSegmentQuery(of, besides);
  const { rows, total, complete, loading } = useLiveQuery(query && { ...query, offset: at });
  return { total: query === null || loading ? undefined : total, complete, row: rows[0] };
}

/** Rules of the customers whom no campaign reaches. */
export const NO_ADDRESS: Rule = { field: "emails", op: "empty" };
export const REFUSED: Rule = { field: "mail", op: "==", value: "no" };
export const AGREED: Rule = { field: "tracking", op: "==", value: "yes" };
