// Who else looks at a record, under its name; and beside each field the one who has it open.
import type { Kind } from "@outrider/shared/schema";
import { createPortal } from "react-dom";
import { fieldLabel } from "../../../app/field-label.ts";
import { useLiveQuery } from "../../../read/index.ts";
import { PersonSign } from "../../../ui/person-sign.tsx";
import { personTone } from "../../../rooms/person-tone.ts";
import { usePresence } from "./use-presence.ts";
import { words } from "./texts.ts";

const SHOWN = 4;

export const PresenceBar = ({ id, kind }: { readonly id: string; readonly kind: Kind }) => {
  const others = usePresence(id);
  const { rows: members } = useLiveQuery({ kind: "member", limit: 1000 });
  if (others.length === 0) return null;
  const names = new Map(members.map((row) => [row.id, row.title]));
  const people = others.map((one) => ({ ...one, name: names.get(one.user) ?? words.somebody, tone: personTone(one.user) }));
  return (
    <>
      <ul aria-label={words.here} className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
        {people.slice(0, SHOWN).map(({ user, name, tone, field }) => (
          <li key={user} className="flex min-w-0 items-center gap-1.5 text-small text-ink-muted">
            <PersonSign name={name} tone={tone} />
            <span className="truncate">{field === null ? name : words.editing(name, fieldLabel(kind, field))}</span>
          </li>
        ))}
        {people.length > SHOWN && <li className="text-small text-ink-muted">{words.more(people.length - SHOWN)}</li>}
      </ul>
      {people.map(({ user, name, tone, field }) => {
        const row = field === null ? null : document.querySelector(`main [data-field="${field}"]`);
        return row && createPortal(
          <div className="col-span-2 flex items-center gap-1.5 px-2 pb-1.5 text-caption text-ink-muted desk:col-span-1 desk:col-start-2"><PersonSign name={name} tone={tone} />{words.editsThis(name)}</div>,
          row, user,
        );
      })}
    </>
  );
};
