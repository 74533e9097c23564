import type { PastAnswer } from "../engine/api-edits.ts";
import { useWatch } from "./use-watch.ts";

/** The history of one field of a record, following every edit. Undefined until the engine has said something. */
export const usePast = (record: string, field: string, pages: number): PastAnswer | undefined =>
  useWatch("past", JSON.stringify({ record, field, pages }), `${record} ${field}`);
