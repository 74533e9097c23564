// One open task: ticked off in place, with the record it is about.
import type { Row } from "@outrider/shared/projection";
import { format } from "../../app/format.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { homeOf } from "../../app/record-home.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { usePerform } from "../../app/use-perform.ts";
import { Badge } from "../../ui/badge.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
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
    <li className="flex items-center gap-2 border-b border-line py-1 last:border-b-0">
      <div className="min-w-0 flex-1">
        <Checkbox label={row.title} checked={false} onChange={() => void finish()} />
        {typeof row.values["root"] === "string" && (
          // Its place is kept where it is not here, so that no line moves.
          <p className="-mt-1.5 truncate pb-1 ps-7.5 text-small desk:-mt-0.5 desk:ps-6.5">{home === null ? "\u00a0" : <RecordLink {...home} />}</p>
        )}
      </div>
      {row.pending.length > 0 && <PendingMark />}
      <Badge tone={tones[urgency]}>{urgency === "overdue" ? words.overdue(shown) : urgency === "today" ? words.dueToday : words.dueOn(shown)}</Badge>
    </li>
  );
};
