import { ok } from "@outrider/shared/kernel";
import type { Value } from "@outrider/shared/schema";
import { type Command, creationOf } from "./command.ts";

export interface LogArgs {
  readonly root: string;
  readonly type: "call" | "meeting" | "email" | "note";
  readonly text: string;
  readonly outcome?: string;
  /** Minutes. */
  readonly duration?: number;
  readonly direction?: "in" | "out";
  readonly at?: number;
}

/** Logs a call, meeting, email or note on a record, now unless another time is given. */
export const logActivity: Command<LogArgs> = ({ at, ...rest }, { now, newId }) => {
  const values: Record<string, Value> = { at: at ?? now };
  for (const [field, value] of Object.entries(rest)) values[field] = value;
  return ok([creationOf(newId(), { kind: "activity", values })]);
};
