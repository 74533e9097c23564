// What happened on a record, newest first: activities, tasks, objections, stages, messages of campaigns.
import type { TimelineItem as Item } from "@outrider/shared/projection";
import { ArrowRightLeft, Mail, Megaphone, NotebookPen, NotebookText, Paperclip, Phone, Shield, SquareCheck, Trash2, Users, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "@tanstack/react-router";
import { useUser } from "../../app/app-context.tsx";
import { words as fileWords } from "../../app/file-texts.ts";
import { format } from "../../app/format.ts";
import { showField } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { useAttach } from "../../app/use-attach.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Timeline, type TimelineItem } from "../../ui/timeline.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { PendingMark } from "../../app/pending-mark.tsx";
import { statusOf } from "./objection-draft.ts";
import { panelWords } from "./panel-texts.ts";
import { ChoiceChips } from "./choice-chips.tsx";
import { partOf, TIMELINE_PARTS, type TimelinePart } from "./timeline-parts.ts";
import { pageWords } from "./page-texts.ts";

const icons: Readonly<Record<string, LucideIcon>> = { call: Phone, meeting: Users, email: Mail, note: NotebookPen };
const ActivityNote = whenOpened(async () => (await import("./notes/activity-note.tsx")).ActivityNote);
const AT_FIRST = 25;
const said = (value: unknown): string => (typeof value === "string" ? value : "");

export const RecordTimeline = ({ view }: { readonly view: RecordPage }) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const attach = useAttach();
  const [shown, setShown] = useState(AT_FIRST);
  const [only, setOnly] = useState<TimelinePart>();
  const now = useNow();
  // A note of an activity may be what the address asks for.
  const asked = useLocation({ select: ({ hash }) => (hash.startsWith("note-") ? hash.slice(5) : undefined) });
  const [chosen, setChosen] = useState<string>();
  const [closed, setClosed] = useState<string>();
  const noting = chosen ?? (asked === closed ? undefined : asked);
  const { rows: notes } = useLiveQuery({ kind: "body", root: view.id, limit: 1000 });
  const written = new Map(notes.map(({ values }) => [values["about"], said(values["text"])]));
  const shownAt = (activity: string) => view.timeline.flatMap((item) => (item.type === "attachment" && item.row.values["about"] === activity ? [item.row] : []));
  const may = view.may.edit && !view.deleted;
  const noted = view.timeline.find((item) => item.type === "activity" && item.row.id === noting);
  const closeNote = () => {
    setChosen(undefined);
    setClosed(asked);
  };
  const who = (by: string): string => (by === user?.id ? text.record.you : (view.titles[by] ?? text.record.server));
  const remove = async (id: string) => {
    const { reason } = await perform({ name: "remove", args: { id } }, pageWords.timeline.deleted);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const entry = (item: Item, at: number): TimelineItem => {
    const about = { when: format.when(item.at, now), at: new Date(item.at).toISOString() };
    if (item.type === "trail") {
      const [to, from] = [showField(view.kind, item.field, item.value, view.titles), showField(view.kind, item.field, item.before, view.titles)];
      return { key: `${item.field} ${item.at} ${at}`, icon: ArrowRightLeft, title: pageWords.timeline.stage(to, from), by: who(item.by), ...about };
    }
    if (item.type === "message") {
      const title = [pageWords.timeline.message, item.opened ? pageWords.timeline.opened : "", item.clicked ? pageWords.timeline.clicked : ""].filter((part) => part !== "").join(" · ");
      const body = <><Link to="/campaigns/$id" params={{ id: item.campaign }} className="py-[0.8125rem] font-medium text-accent-ink underline-offset-2 hover:underline desk:py-0">{item.name}</Link>{item.subject !== "" && <span className="block wrap-anywhere">{item.subject}</span>}</>;
      return { key: item.campaign, icon: Megaphone, title, body, ...about };
    }
    const { row } = item;
    const { values } = row;
    const mark = row.pending.length > 0 ? <PendingMark /> : null;
    const by = row.updatedBy === user?.id ? text.record.you : (view.titles[row.updatedBy] ?? row.titles[row.updatedBy] ?? undefined);
    if (item.type === "task") return { key: row.id, icon: SquareCheck, title: values["done"] === true ? pageWords.timeline.taskDone : pageWords.timeline.task, by, body: <>{row.title}{mark}</>, ...about };
    if (item.type === "objection") return { key: row.id, icon: Shield, title: [pageWords.timeline.objection, statusOf(row) === "open" ? "" : panelWords.objection.statuses[statusOf(row)]].filter(Boolean).join(" · "), by, body: <>{said(values["text"])}{mark}</>, ...about };
    if (item.type === "attachment") return { key: row.id, icon: Paperclip, title: fileWords.attached, by, body: <>{row.title}{mark}</>, ...about };
    const type = said(values["type"]);
    const [outcome, minutes] = [said(values["outcome"]), values["duration"]];
    const title = [pageWords.timeline.types[type] ?? type, outcome, typeof minutes === "number" ? pageWords.timeline.minutes(minutes) : ""].filter((part) => part !== "").join(" · ");
    return {
      key: row.id, icon: icons[type] ?? NotebookPen, title, by, ...about,
      body: (
        <div className="flex items-start gap-2">
          <span className="min-w-0 flex-1">
            {said(values["text"])}{mark}
            {shownAt(row.id).map(({ id, title: name }) => <span key={id} className="flex items-center gap-1 text-small text-ink-muted"><Paperclip aria-hidden className="size-3.5 shrink-0" />{name}</span>)}
            {written.get(row.id) && <span className="mt-1 line-clamp-3 border-s-2 border-line ps-2 whitespace-pre-line">{written.get(row.id)}</span>}
          </span>
          {may && <div className="-my-2"><FileButton compact icon={Paperclip} label={fileWords.attachHere} onFiles={(files) => void attach({ root: view.id, about: row.id }, files)} /></div>}
          {(may || written.get(row.id)) && <div className="-my-2"><IconButton icon={NotebookText} label={pageWords.timeline.notes} onClick={() => setChosen(row.id)} /></div>}
          {may && <div className="-my-2"><IconButton icon={Trash2} label={pageWords.timeline.delete} onClick={() => void remove(row.id)} /></div>}
        </div>
      ),
    };
  };
  const parts = TIMELINE_PARTS.filter((part) => view.timeline.some((item) => partOf(item) === part));
  // What is chosen may have gone meanwhile.
  const chosenPart = only !== undefined && parts.includes(only) ? only : undefined;
  const items = chosenPart === undefined ? view.timeline : view.timeline.filter((item) => partOf(item) === chosenPart);
  const { parts: partWords } = pageWords.timeline;
  return (
    <Panel title={pageWords.timeline.heading}>
      {parts.length > 1 && (
        <div className="mb-3">
          <ChoiceChips label={pageWords.timeline.only} hideLabel choices={parts.map((part) => partWords[part])} value={chosenPart === undefined ? "" : partWords[chosenPart]} onChange={(word) => setOnly(parts.find((part) => partWords[part] === word))} />
        </div>
      )}
      {view.timeline.length === 0 ? <p className="text-body text-ink-muted">{pageWords.timeline.empty}</p> : <Timeline label={pageWords.timeline.heading} items={items.slice(0, shown).map(entry)} />}
      {items.length > shown && <Button variant="quiet" size="small" onClick={() => setShown(shown + 100)}>{pageWords.timeline.more(items.length - shown)}</Button>}
      {noting !== undefined && noted?.type === "activity" && <ActivityNote id={noting} what={pageWords.timeline.types[said(noted.row.values["type"])] ?? noted.row.title} may={may} onClose={closeNote} />}
    </Panel>
  );
};
