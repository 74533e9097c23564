// What the other side says against a deal, and what became of it.
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { PendingMark } from "../../app/pending-mark.tsx";
import { type ObjectionStatus, statusOf, wordOf } from "./objection-draft.ts";
import { panelWords } from "./panel-texts.ts";

const ObjectionForm = whenOpened(async () => (await import("./objection-form.tsx")).ObjectionForm);
const ResolveForm = whenOpened(async () => (await import("./objection-form.tsx")).ResolveForm);

const words = panelWords.objection;
const tones = { open: "warn", resolved: "ok", lost: "bad" } as const;
const severityTones = { low: "neutral", medium: "warn", high: "bad" } as const;

type Open = { readonly what: "add" } | { readonly what: "edit" | "resolve"; readonly row: Row } | undefined;

export const ObjectionsPanel = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const may = view.may.edit && !view.deleted;
  const objections = view.timeline.flatMap((item) => (item.type === "objection" ? [item] : []));
  // What is still to be answered stands first, each part newest first.
  const shown = [...objections.filter(({ row }) => statusOf(row) === "open"), ...objections.filter(({ row }) => statusOf(row) !== "open")];
  const count = objections.filter(({ row }) => statusOf(row) === "open").length;
  const say = ({ reason }: { readonly reason: string | undefined }) => {
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const settle = async (row: Row, status: ObjectionStatus) => say(await perform({ name: "edit", args: { id: row.id, values: { status } } }, words.settled(words.statuses[status] ?? status)));
  const remove = async (row: Row) => say(await perform({ name: "remove", args: { id: row.id } }, words.deleted));
  return (
    <Panel
      title={words.heading}
      actions={<span className="flex items-center gap-3">{count > 0 && <Badge tone="warn">{words.open(count)}</Badge>}{may && <Button variant="quiet" size="small" flush icon={Plus} onClick={() => setOpen({ what: "add" })}>{words.add}</Button>}</span>}
    >
      {shown.length === 0 && <p className="text-body text-ink-muted">{words.none}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {shown.map(({ row, at }) => {
          const status = statusOf(row);
          const severity = wordOf(row, "severity");
          const raisedBy = wordOf(row, "raisedBy");
          return (
            <li key={row.id} className="py-2 first:pt-0 last:pb-0">
              <p className="wrap-anywhere whitespace-pre-line text-body">{wordOf(row, "text")}{row.pending.length > 0 && <PendingMark />}</p>
              <p className="mt-0.5 text-small wrap-anywhere text-ink-muted">{words.by(raisedBy === "" ? "" : (row.titles[raisedBy] ?? text.record.notHere), format.when(at, now))}</p>
              {wordOf(row, "response") !== "" && <p className="mt-0.5 text-small wrap-anywhere whitespace-pre-line text-ink-muted">{words.response}: {wordOf(row, "response")}</p>}
              <div className="mt-1 flex flex-wrap items-center gap-1.5">
                <Badge tone={tones[status]}>{words.statuses[status]}</Badge>
                {wordOf(row, "category") !== "" && <Badge>{text.choice(wordOf(row, "category"))}</Badge>}
                {severity !== "" && <Badge tone={severityTones[severity as keyof typeof severityTones] ?? "neutral"}>{text.choice(severity)}</Badge>}
                {may && (
                  <span className="ms-auto flex items-center">
                    {status === "open" ? (
                      <>
                        <Link to="/objection" search={{ deal: view.id, objection: row.id }} className={buttonClass("quiet", "small")}>{words.answer}</Link>
                        <Button size="small" variant="quiet" onClick={() => setOpen({ what: "resolve", row })}>{words.resolve}</Button>
                        <Button size="small" variant="quiet" onClick={() => void settle(row, "lost")}>{words.lost}</Button>
                      </>
                    ) : <Button size="small" variant="quiet" onClick={() => void settle(row, "open")}>{words.reopen}</Button>}
                    <IconButton icon={Pencil} label={panelWords.edit(row.title)} onClick={() => setOpen({ what: "edit", row })} />
                    <IconButton icon={Trash2} label={`${panelWords.delete} ${row.title}`} onClick={() => void remove(row)} />
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {open?.what === "add" && <ObjectionForm view={view} onClose={close} />}
      {open?.what === "edit" && <ObjectionForm view={view} row={open.row} onClose={close} />}
      {open?.what === "resolve" && <ResolveForm row={open.row} onClose={close} />}
    </Panel>
  );
};
