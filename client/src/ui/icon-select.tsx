// A choice as a sign, where there is no room for its words: still the system's own list when it is opened.
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import type { Option } from "./select.tsx";

/** Also for a button that stands beside such choices. active: something else than usual is chosen. */
export const iconLook = (active: boolean): string =>
  classNames("relative inline-flex size-touch shrink-0 items-center justify-center rounded-control border bg-surface has-focus-visible:outline-2 has-focus-visible:outline-focus", active ? "border-accent text-accent-ink" : "border-line-strong text-ink-muted");

export type IconSelectProps = { readonly icon: LucideIcon; readonly label: string; readonly value: string; readonly options: readonly Option[]; readonly active?: boolean; readonly onChange: (value: string) => void };

export const IconSelect = ({ icon: Icon, label, value, options, active = false, onChange }: IconSelectProps) => (
  <label className={iconLook(active)}>
    <Icon aria-hidden className="size-5" />
    <span className="sr-only">{label}</span>
    <select value={value} className="absolute inset-0 size-full opacity-0" onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  </label>
);
