// What the other side says against a deal, and what became of it.
import type { Row } from "@outrider/shared/projection";
import { Plus } from "lucide-react";
import { useState } from "react";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { PendingMark } from "../../app/pending-mark.tsx";
import { words } from "./texts.ts";

const AddObjection = whenOpened(async () => (await import("./add-objection.tsx")).AddObjection);
const tones = { open: "warn", resolved: "ok", lost: "bad" } as const;
type ObjectionStatus = keyof typeof tones;

const said = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};
const statusOf = (row: Row): ObjectionStatus => {
  const status = said(row, "status");
  return status === "resolved" || status === "lost" ? status : "open";
};

export const ObjectionsPanel = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  const may = view.may.edit && !view.deleted;
  const objections = view.timeline.flatMap((item) => (item.type === "objection" ? [item.row] : []));
  const settle = async (row: Row, status: ObjectionStatus) => {
    const { reason } = await perform({ name: "edit", args: { id: row.id, values: { status } } }, words.objection.settled(words.objection.statuses[status] ?? status));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Panel title={words.objection.heading} actions={may && <Button variant="quiet" size="small" flush icon={Plus} onClick={() => setAdding(true)}>{words.objection.add}</Button>}>
      {objections.length === 0 && <p className="text-body text-ink-muted">{words.objection.none}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {objections.map((row) => {
          const status = statusOf(row);
          return (
            <li key={row.id} className="py-2 first:pt-0 last:pb-0">
              <p className="wrap-break-word whitespace-pre-line text-body">{said(row, "text")}{row.pending.length > 0 && <PendingMark />}</p>
              {said(row, "response") !== "" && <p className="mt-0.5 text-small text-ink-muted">{words.objection.response}: {said(row, "response")}</p>}
              <div className="mt-1 flex flex-wrap items-center gap-1.5">
                <Badge tone={tones[status]}>{words.objection.statuses[status]}</Badge>
                {said(row, "category") !== "" && <Badge>{text.choice(said(row, "category"))}</Badge>}
                {said(row, "severity") !== "" && <Badge>{text.choice(said(row, "severity"))}</Badge>}
                {may && (
                  <span className="ms-auto flex gap-1">
                    {status === "open" ? (
                      <>
                        <Button size="small" variant="quiet" onClick={() => void settle(row, "resolved")}>{words.objection.resolve}</Button>
                        <Button size="small" variant="quiet" onClick={() => void settle(row, "lost")}>{words.objection.lost}</Button>
                      </>
                    ) : <Button size="small" variant="quiet" onClick={() => void settle(row, "open")}>{words.objection.reopen}</Button>}
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {adding && <AddObjection root={view.id} onClose={() => setAdding(false)} />}
    </Panel>
  );
};
