import type { Beyond, RecordPage } from "../engine/api-records.ts";
import { useWatch } from "./use-watch.ts";

export interface LiveRecord {
  /** `missing`: this device does not hold it; where it is not `complete` it may still come. */
  readonly state: "loading" | "missing" | "there";
  readonly view: RecordPage | null;
  readonly complete: boolean;
  /** Where this device holds a part by itself: what has become of the rest of this record. */
  readonly beyond?: Beyond;
}

/** A record with everything its page shows, following every edit. */
export function useRecord(id: string | null): LiveRecord {
  const shown = useWatch("record", id === null ? undefined : JSON.stringify(id), id ?? "");
  if (!shown) return { state: "loading", view: null, complete: false };
  return { state: shown.view ? "there" : "missing", view: shown.view, complete: shown.complete, ...(shown.beyond && { beyond: shown.beyond }) };
}
