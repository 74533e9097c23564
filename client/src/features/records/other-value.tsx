// A value that gave way in a conflict: a quiet mark, and on one tap both values side by side, to take the other one.
import type { FieldView } from "@outrider/shared/projection";
import { ChevronDown, GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showValue } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { classNames } from "../../ui/class-names.ts";
import { DiffRow } from "../../ui/diff-row.tsx";
import { useToast } from "../../ui/toast.tsx";
import { fieldFor } from "./kinds.ts";
import { words } from "./texts.ts";

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
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { other } = field;
  if (other === null) return null;
  const about = fieldFor(kind, name);
  const value = (of: typeof other.value): string => showValue(about, of, titles) || words.page.nothing;
  const who = (by: string): string => (by === user?.id ? text.record.you : (titles[by] ?? text.record.server));
  const take = async () => {
    setBusy(true);
    const { reason } = await perform({ name: "edit", args: { id, values: { [name]: other.value } } }, words.page.saved(about.label));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    setBusy(false);
  };
  return (
    <>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="-mx-2 flex min-h-touch w-[calc(100%+1rem)] items-center gap-2 rounded-control px-2 py-1 text-start text-caption hover:bg-hover">
        <GitCompareArrows aria-hidden className="size-3.5 shrink-0 text-warn-ink" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-warn-ink">{words.page.other}: {value(other.value)}</span>
          <span className="block truncate text-ink-muted">{who(other.by)}, {format.when(other.at, now)}</span>
        </span>
        <ChevronDown aria-hidden className={classNames("size-3.5 shrink-0 text-ink-muted", open && "rotate-180")} />
      </button>
      {open && (
        <DiffRow
          label={words.page.otherTitle(about.label)}
          theirsHeading={words.page.otherStands} theirs={{ value: value(field.value), by: who(field.by), when: format.when(field.at, now) }}
          mineHeading={words.page.otherGave} mine={{ value: value(other.value), by: who(other.by), when: format.when(other.at, now) }}
          onUseMine={may ? () => void take() : undefined} useMineLabel={words.page.otherTake(value(other.value))} busy={busy}
        />
      )}
    </>
  );
};
