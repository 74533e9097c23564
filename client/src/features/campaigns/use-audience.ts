// Whom a campaign would go to, as far as this device holds them: how many, who among them gets no mail, and the first of them.
import type { Row } from "@outrider/shared/projection";
import { isRule, type Rule } from "@outrider/shared/schema";
import { useMemo } from "react";
import { format, localZone } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";
import { useSegment } from "../../read/index.ts";
import { ruleWith } from "./audience-rules.ts";

export interface AudienceOf { /** "": none is chosen. */ readonly segment: string; readonly rule: unknown }
export interface Audience { /** Undefined: not known yet, or no segment is chosen. */ readonly total: number | undefined; readonly complete: boolean; readonly sample: readonly Row[] }

/** `besides`: what must hold of them too. `sample`: how many of them are wanted, at most 100. */
export function useAudience({ segment, rule }: AudienceOf, besides: Rule | null = null, sample = 1): Audience {
  const today = format.today(useNow());
  const zone = localZone();
  const whole = useMemo(() => ruleWith(isRule(rule) ? rule : null, besides), [rule, besides]);
  const found = useSegment(segment === "" ? null : { rule: whole, today, zone, sample });
  return segment === "" || found === undefined ? { total: undefined, complete: false, sample: [] } : { total: found.count ?? undefined, complete: found.complete, sample: found.sample };
}
