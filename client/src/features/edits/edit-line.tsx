// One edit: what was done, to which records and fields, when, and the way back where there is one.
import { fieldLabel } from "../../app/field-label.ts";
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { useUndo } from "../../app/use-perform.ts";
import type { DoneEdit } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { words } from "./texts.ts";

const NAMED = 3;

export const EditLine = ({ edit: { group, command, at, records, fields, state }, now }: { readonly edit: DoneEdit; readonly now: number }) => {
  const undo = useUndo();
  const kind = records[0]?.kind;
  const labels = command === "edit" || command === "several" ? fields.map((field) => (kind === undefined ? field : fieldLabel(kind, field))).join(", ") : "";
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <span className="min-w-0 flex-1 text-body">
        <span className="text-ink-muted">{words.commands[command] ?? command}: </span>
        {records.slice(0, NAMED).map((record, place) => <span key={record.id}>{place > 0 && ", "}<HomeLink kind={record.kind} id={record.id} title={record.title} /></span>)}
        {records.length > NAMED && ` ${words.more(records.length - NAMED)}`}
        <span className="block text-caption text-ink-muted">{[labels, format.when(at, now)].filter((part) => part !== "").join(" · ")}</span>
      </span>
      {words.states[state] !== "" && <Badge tone={state === "changed" ? "warn" : "neutral"}>{words.states[state]}</Badge>}
      {(state === "whole" || state === "part") && <Button size="small" aria-label={words.undoOf(records[0]?.title ?? "")} onClick={() => void undo([group])}>{words.undo}</Button>}
    </li>
  );
};
