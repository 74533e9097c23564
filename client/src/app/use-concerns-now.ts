// What gave way lately and has not been left as it stands by this person on this device.
import { useConcerns, type Concern } from "../read/index.ts";
import { seenKey, useSeen } from "./use-seen.ts";

export interface ConcernsNow {
  /** Undefined until the engine has said; newest first. */
  readonly concerns: readonly Concern[] | undefined;
  readonly titles: Readonly<Record<string, string>>;
  /** Whether everything on this device has been looked at. */
  readonly complete: boolean;
}

/** A conflict under which it is noted as seen: the same here and on its record. */
export const keyOfConcern = (concern: Concern): string => (concern.type === "value" ? seenKey(concern.record.id, concern.field, concern.gave) : concern.key);

export function useConcernsNow(): ConcernsNow {
  const found = useConcerns();
  const { seen } = useSeen();
  return { concerns: found?.concerns.filter((concern) => !seen.has(keyOfConcern(concern))), titles: found?.titles ?? {}, complete: found?.complete ?? false };
}
