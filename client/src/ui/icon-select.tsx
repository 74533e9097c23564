// A choice as a sign, where there is no room for its words: still the system's own list when it is opened.
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import type { Option } from "./select.tsx";

/** Also for a button that stands beside such choices. active: something else than usual is chosen. */
export const iconLook = (active: boolean): string =>
  classNames("relative inline-flex size-touch shrink-0 items-center justify-center rounded-control border bg-surface has-focus-visible:outline-2 has-focus-visible:outline-focus", active ? "border-accent text-accent-ink" : "border-line-strong text-ink-muted");

export type IconSelectProps<Value extends string> = { readonly icon: LucideIcon; readonly label: string; readonly value: Value; readonly options: readonly Option<Value>[]; readonly active?: boolean; readonly onChange: (value: Value) => void };

export const IconSelect = <Value extends string>({ icon: Icon, label, value, options, active = false, onChange }: IconSelectProps<Value>) => (
  <label className={iconLook(active)}>
    <Icon aria-hidden className="size-5" />
    <span className="sr-only">{label}</span>
    <select
      value={value} className="absolute inset-0 size-full opacity-0"
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  </label>
);
