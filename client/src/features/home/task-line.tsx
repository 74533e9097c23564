// One open task: ticked off in place, with the record it is about.
import type { Row } from "@outrider/shared/projection";
import { Check } from "lucide-react";
import { format } from "../../app/format.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { homeOf } from "../../app/record-home.tsx";
import { RepeatMark } from "../../app/repeat-mark.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { usePerform } from "../../app/use-perform.ts";
import { Badge } from "../../ui/badge.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SwipeLine } from "../../ui/swipe-line.tsx";
import { useToast } from "../../ui/toast.tsx";
import { urgencyOf } from "./agenda.ts";
import { words } from "./texts.ts";

const tones = { overdue: "bad", today: "warn", later: "neutral" } as const;

export const TaskLine = ({ row, today, now }: { readonly row: Row; readonly today: string; readonly now: number }) => {
  const perform = usePerform();
  const toast = useToast();
  const home = homeOf(row);
  const due = String(row.values["due"] ?? "");
  const urgency = urgencyOf(due, today);
  const shown = format.dayShort(due, now);
  const finish = async () => {
    const { reason } = await perform({ name: "edit", args: { id: row.id, values: { done: true } } }, words.done);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <li className="border-b border-line last:border-b-0">
      <SwipeLine className="flex items-center gap-2 py-1" onward={{ label: words.done, icon: Check, tone: "ok", run: () => void finish() }}>
      <div className="min-w-0 flex-1">
        <Checkbox label={row.title} checked={false} onChange={() => void finish()} />
        {typeof row.values["root"] === "string" && (
          // Its place is kept where it is not here, so that no line moves.
          <p className="-mt-1.5 truncate pb-1 ps-7.5 text-small desk:-mt-0.5 desk:ps-6.5">{home === null ? "\u00a0" : <RecordLink {...home} />}</p>
        )}
      </div>
      <RepeatMark row={row} />
      {row.pending.length > 0 && <PendingMark />}
      <Badge tone={tones[urgency]}>{urgency === "overdue" ? words.overdue(shown) : urgency === "today" ? words.dueToday : words.dueOn(shown)}</Badge>
      </SwipeLine>
    </li>
  );
};
