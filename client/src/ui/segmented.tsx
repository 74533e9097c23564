// A few choices side by side, one of them on. Real radio buttons underneath: arrows move, one Tab stop.
import type { LucideIcon } from "lucide-react";
import { useId } from "react";

export type Segment<Value extends string> = { readonly value: Value; readonly label: string; readonly icon?: LucideIcon | undefined };

export type SegmentedProps<Value extends string> = {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

export const Segmented = <Value extends string>({ label, segments, value, onChange }: SegmentedProps<Value>) => {
  const name = useId();
  return (
    <fieldset className="min-w-0 border-0 p-0">
      <legend className="sr-only">{label}</legend>
      <div className="inline-flex max-w-full flex-wrap rounded-control border border-line bg-sunken p-0.5">
        {segments.map(({ value: own, label: words, icon: Icon }) => (
          <label
            key={own}
            className="relative inline-flex min-h-touch items-center gap-1.5 rounded-small px-3 text-small font-medium text-ink-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-low has-focus-visible:outline-2 has-focus-visible:outline-focus desk:min-h-7"
          >
            <input type="radio" name={name} value={own} checked={own === value} onChange={() => onChange(own)} className="absolute inset-0 size-full cursor-pointer opacity-0" />
            {Icon !== undefined && <Icon aria-hidden className="size-4" />}
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
