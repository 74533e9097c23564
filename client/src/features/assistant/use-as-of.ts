// The moment an answer is of. It moves by the hour: answers are of days, and a question asked anew each minute is none.
import type { AsOf } from "@outrider/shared/sales";
import { format } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";

const HOUR = 3_600_000;

export function useAsOf(): AsOf {
  const now = useNow();
  return { now: Math.floor(now / HOUR) * HOUR, today: format.today(now) };
}
