// A value that gave way in a conflict: a quiet mark, and on one tap both values side by side, to keep or to take.
import type { FieldView } from "@outrider/shared/projection";
import { ChevronRight, GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { words } from "../../app/conflict-texts.ts";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showValue } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { useKeep } from "../../app/use-keep.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform, type Performed } from "../../app/use-perform.ts";
import { DiffRow } from "../../ui/diff-row.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useToast } from "../../ui/toast.tsx";
import { fieldFor } from "./kinds.ts";

export type OtherValueProps = {
  readonly id: string;
  readonly kind: PageKind;
  readonly name: string;
  readonly field: FieldView;
  readonly titles: Readonly<Record<string, string>>;
  readonly may: boolean;
};

export const OtherValue = ({ id, kind, name, field, titles, may }: OtherValueProps) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const leave = useKeep();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { other } = field;
  if (other === null) return null;
  const about = fieldFor(kind, name);
  const value = (of: typeof other.value): string => showValue(about, of, titles) || words.nothing;
  const who = (by: string): string => (by === user?.id ? text.record.you : (titles[by] ?? text.record.server));
  const [mineGave, mineStands] = [other.by === user?.id, field.by === user?.id];
  const settle = async (how: () => Promise<Performed>) => {
    setBusy(true);
    const { reason } = await how();
    setBusy(false);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    else setOpen(false);
  };
  const take = () => settle(() => perform({ name: "edit", args: { id, values: { [name]: other.value } } }, words.taken(about.label)));
  const keep = () => settle(() => leave({ record: id, field: name, edit: other.edit }, words.kept(about.label)));
  const both = (
    <DiffRow
      label={words.heading(about.label)} detail={words.apart} busy={busy}
      stands={{ heading: words.stands, value: value(field.value), by: who(field.by), when: format.when(field.at, now) }}
      other={{ heading: words.gave, value: value(other.value), by: who(other.by), when: format.when(other.at, now) }}
      keep={{ label: mineStands ? words.keepMine : mineGave ? words.keepTheirs : words.keepOf(who(field.by)), onDo: () => void keep() }}
      take={may ? { label: mineGave ? words.takeMine : mineStands ? words.takeTheirs : words.takeOf(who(other.by)), onDo: () => void take() } : undefined}
    />
  );
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)} className="-mx-2 flex min-h-touch w-[calc(100%+1rem)] items-center gap-2 rounded-control px-2 py-1 text-start text-caption hover:bg-hover">
        <GitCompareArrows aria-hidden className="size-3.5 shrink-0 text-warn-ink" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-warn-ink">{words.mark(value(other.value))}</span>
          <span className="block truncate text-ink-muted">{words.markBy(who(other.by), format.when(other.at, now))}</span>
        </span>
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-muted rtl:-scale-x-100" />
      </button>
      {open && <Dialog open shape="sheet" title={words.decideTitle} onClose={() => setOpen(false)}><div className="pb-4">{both}</div></Dialog>}
    </>
  );
};
