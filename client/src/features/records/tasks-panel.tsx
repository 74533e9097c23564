// What is to be done on a record: ticked off in place, overdue shown, new ones added.
import type { Row } from "@outrider/shared/projection";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { RepeatMark } from "../../app/repeat-mark.tsx";
import { PendingMark } from "../../app/pending-mark.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { pageWords } from "./page-texts.ts";

const TaskForm = whenOpened(async () => (await import("./task-form.tsx")).TaskForm);

const dueOf = (row: Row): string => {
  const due = row.values["due"];
  return typeof due === "string" ? due : "";
};

export const TasksPanel = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Row>();
  const now = useNow();
  const today = format.today(now);
  const may = view.may.edit && !view.deleted;
  const tasks = view.timeline.flatMap((item) => (item.type === "task" ? [item.row] : []));
  const open = tasks.filter(({ values }) => values["done"] !== true).sort((a, b) => (dueOf(a) || "9").localeCompare(dueOf(b) || "9"));
  const done = async (row: Row, is: boolean) => {
    const { reason } = await perform({ name: "edit", args: { id: row.id, values: { done: is } } }, is ? pageWords.task.doneToast : pageWords.task.reopened);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Panel title={pageWords.task.heading} actions={may && <Button variant="quiet" size="small" flush icon={Plus} onClick={() => setAdding(true)}>{pageWords.task.add}</Button>}>
      {open.length === 0 && <p className="text-body text-ink-muted">{pageWords.task.none}</p>}
      <ul>
        {open.map((row) => {
          const due = dueOf(row);
          const assignee = row.values["assignee"];
          return (
            <li key={row.id} className="flex items-center gap-2">
              <div className="min-w-0 flex-1"><Checkbox label={row.title} checked={false} disabled={!may} onChange={(is) => void done(row, is)} hint={typeof assignee === "string" ? row.titles[assignee] : undefined} /></div>
              <RepeatMark row={row} />
              {row.pending.length > 0 && <PendingMark />}
              {due !== "" && <Badge tone={due < today ? "bad" : due === today ? "warn" : "neutral"}>{due < today ? pageWords.task.overdue(format.dayShort(due, now)) : pageWords.task.dueOn(format.dayShort(due, now))}</Badge>}
              {may && <IconButton icon={Pencil} label={pageWords.task.changeOf(row.title)} onClick={() => setChanging(row)} />}
            </li>
          );
        })}
      </ul>
      {adding && <TaskForm root={view} onClose={() => setAdding(false)} />}
      {changing !== undefined && <TaskForm root={view} task={changing} onClose={() => setChanging(undefined)} />}
    </Panel>
  );
};
