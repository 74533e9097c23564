// What was typed about a call, meeting, email or note, as the command that logs it, or what is wrong.
import type { ArgsOf } from "@outrider/shared/commands";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { momentTyped } from "../../app/local-time.ts";
import { parseNumber } from "../../app/typed-parts.ts";
import { pageWords } from "./page-texts.ts";

type Log = ArgsOf<"logActivity">;
export interface TypedLog { readonly type: Log["type"]; readonly outcome: string; readonly text: string; readonly at: string; readonly minutes: string; readonly direction: string }

const MOST_MINUTES = 100_000;

export function logOf(root: string, { type, outcome, text, at, minutes, direction }: TypedLog): Result<Log, string> {
  const said = text.trim();
  if (said === "" && outcome === "") return err(pageWords.log.needsSomething);
  const when = at === "" ? null : momentTyped(at);
  if (when !== null && Number.isNaN(when)) return err(pageWords.log.badTime);
  const duration = minutes.trim() === "" ? null : parseNumber(minutes);
  if (duration !== null && !(duration >= 0 && duration <= MOST_MINUTES)) return err(pageWords.log.badMinutes);
  return ok({
    root, type, text: said,
    ...(outcome !== "" && { outcome }),
    ...(when !== null && type !== "note" && { at: when }),
    ...(duration !== null && type !== "note" && { duration }),
    ...((direction === "in" || direction === "out") && type !== "note" && { direction }),
  });
}
