// One of two, as cards that are radio buttons underneath: which record stays, and which of two values. Stacked on a phone.
import type { Value } from "@outrider/shared/schema";
import { useId, type ReactNode } from "react";
import { fieldLabel } from "../../app/field-label.ts";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { useNow } from "../../app/use-now.ts";
import type { RecordPage } from "../../read/index.ts";
import type { Side } from "./merge-view.ts";
import { words } from "./texts.ts";

export type Sides = Readonly<Record<Side, RecordPage>>;
const SIDES = ["one", "other"] as const;

interface Card { readonly side: Side; readonly content: ReactNode; readonly disabled?: boolean }

const Cards = ({ label, shown, cards, value, onChange }: { readonly label: string; readonly shown: boolean; readonly cards: readonly Card[]; readonly value: Side; readonly onChange: (side: Side) => void }) => {
  const name = useId();
  return (
    <fieldset className="min-w-0 border-0 p-0">
      <legend className={shown ? "pb-1 text-small font-semibold text-ink" : "sr-only"}>{label}</legend>
      <div className="grid gap-2 desk:grid-cols-2">
        {cards.map(({ side, content, disabled = false }) => (
          <label
            key={side}
            className="relative flex min-h-touch min-w-0 items-start gap-2.5 rounded-control border border-line bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-disabled:opacity-60"
          >
            <input type="radio" name={name} value={side} checked={side === value} disabled={disabled} onChange={() => onChange(side)} className="mt-0.5 size-5 shrink-0 accent-accent desk:size-4" />
            <span className="min-w-0 flex-1">{content}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

export const ChooseRecord = ({ kind, sides, value, may, onChange }: { readonly kind: PageKind; readonly sides: Sides; readonly value: Side; readonly may: (side: Side) => boolean; readonly onChange: (side: Side) => void }) => {
  const now = useNow();
  const cards = SIDES.map((side): Card => {
    const { title, updatedAt, values, titles } = sides[side];
    const under = [showField(kind, "owner", values["owner"], titles), words.merge.last(format.when(updatedAt, now))].filter((part) => part !== "").join(" · ");
    return {
      side, disabled: !may(side),
      content: <><span className="block text-body font-semibold wrap-break-word text-ink">{title}</span><span className="figures block text-small text-ink-muted">{under}</span></>,
    };
  });
  return <Cards label={words.merge.stays} shown={false} cards={cards} value={value} onChange={onChange} />;
};

export const ChooseField = ({ kind, name, values, sides, value, onChange }: { readonly kind: PageKind; readonly name: string; readonly values: Readonly<Record<Side, Value>>; readonly sides: Sides; readonly value: Side; readonly onChange: (side: Side) => void }) => {
  const cards = SIDES.map((side): Card => ({
    side,
    content: <><span className="figures block text-body font-medium wrap-break-word whitespace-pre-line text-ink">{showField(kind, name, values[side], sides[side].titles)}</span><span className="block truncate text-caption text-ink-muted">{sides[side].title}</span></>,
  }));
  return <Cards label={fieldLabel(kind, name)} shown cards={cards} value={value} onChange={onChange} />;
};
