// Edits that the server has not confirmed: what, on which record, when, and how far each has come.
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { useNow } from "../../app/use-now.ts";
import type { PendingEdit } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { words } from "./texts.ts";

const SHOWN = 100;
const NAMED = 4;
const tones = { waiting: "info", sent: "accent", accepted: "ok" } as const;

export const PendingList = ({ pending, total }: { readonly pending: readonly PendingEdit[]; readonly total: number }) => {
  const now = useNow();
  return (
    <>
      <ul aria-label={words.pending} className="flex flex-col divide-y divide-line">
        {pending.slice(0, SHOWN).map(({ group, command, at, records, state }) => (
          <li key={group} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 flex-1 text-body">
              <span className="text-ink-muted">{words.commands[command] ?? command}: </span>
              {records.slice(0, NAMED).map((record, place) => (
                <span key={record.id}>{place > 0 && ", "}<HomeLink kind={record.kind} id={record.id} title={record.title} /></span>
              ))}
              {records.length > NAMED && ` ${words.more(records.length - NAMED)}`}
              <span className="block text-caption text-ink-muted">{format.when(at, now)}</span>
            </span>
            <Badge tone={tones[state]}>{words.states[state]}</Badge>
          </li>
        ))}
      </ul>
      {total > Math.min(SHOWN, pending.length) && <p className="pt-2 text-small text-ink-muted">{words.more(total - Math.min(SHOWN, pending.length))}</p>}
    </>
  );
};
