// The control for the value of one condition: typed, chosen among several, or a day that may move with the calendar.
import { PERIODS } from "@outrider/shared/schema";
import type { Option } from "../../../ui/select.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { FilterField } from "./filter-fields.ts";
import { type Condition, valuesOf } from "./filter-tree.ts";
import { viewWords } from "./texts.ts";

const { filter: words } = viewWords;
const COUNTED = /^days:(-?)(\d+)$/;

const dayOptions: readonly Option[] = [
  { value: "day", label: words.dayChoices.day }, { value: "days:0", label: words.today },
  ...PERIODS.flatMap((period) => ([0, -1, 1] as const).map((shift) => ({ value: `${period}:${shift}`, label: words.period(period, shift) }))),
  { value: "ago", label: words.dayChoices.ago }, { value: "ahead", label: words.dayChoices.ahead },
];

/** A day of the calendar, or one counted from today. */
const DayValue = ({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) => {
  const [, sign, count] = COUNTED.exec(value) ?? [];
  const mode = count === undefined ? (value.includes(":") ? value : "day") : value === "days:0" ? value : sign === "-" ? "ago" : "ahead";
  const far = dayOptions.some((option) => option.value === mode) ? [] : [{ value: mode, label: value }];
  const choose = (chosen: string) => onChange(chosen === "day" ? "" : chosen === "ago" ? "days:-30" : chosen === "ahead" ? "days:30" : chosen);
  const days = (typed: string) => onChange(`days:${mode === "ago" ? "-" : ""}${Math.max(1, Math.trunc(Number(typed)) || 1)}`);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap gap-2">
      <div className="min-w-32 flex-1"><Select label={label} hideLabel value={mode} options={[...dayOptions, ...far]} onChange={choose} /></div>
      {mode === "day" && <div className="min-w-36 flex-1"><TextField label={words.dayChoices.day} hideLabel type="date" value={value} onChange={onChange} /></div>}
      {(mode === "ago" || mode === "ahead") && <div className="w-24"><TextField label={words.days} hideLabel type="number" min={1} inputMode="numeric" value={count ?? "1"} onChange={days} /></div>}
    </div>
  );
};

/** Several of a list, each a box of its own. */
const Several = ({ legend, options, values, onChange }: { readonly legend: string; readonly options: readonly Option[]; readonly values: readonly string[]; readonly onChange: (values: readonly string[]) => void }) => (
  <fieldset className="flex max-h-44 min-w-0 flex-wrap gap-1.5 overflow-y-auto border-0 p-0">
    <legend className="sr-only">{legend}</legend>
    {options.map(({ value, label }) => (
      <label key={value} className="relative inline-flex min-h-touch cursor-pointer items-center rounded-pill border border-line-strong bg-surface px-3 text-small text-ink-muted has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-focus desk:min-h-7 desk:px-2.5">
        <input type="checkbox" checked={values.includes(value)} onChange={(event) => onChange(event.target.checked ? [...values, value] : values.filter((one) => one !== value))} className="absolute inset-0 size-full cursor-pointer opacity-0" />
        {label}
      </label>
    ))}
  </fieldset>
);

export type FilterValueProps = { readonly field: FilterField; readonly condition: Condition; readonly options: readonly Option[] | undefined; readonly onChange: (values: readonly string[]) => void };

export const FilterValue = ({ field, condition: { op, values }, options, onChange }: FilterValueProps) => {
  const many = valuesOf(op);
  if (many === 0) return null;
  if (options !== undefined && many === "several") {
    // What is chosen and no longer offered stays to be seen.
    const gone = values.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: value }));
    return <Several legend={words.chosen} options={[...options, ...gone]} values={values} onChange={onChange} />;
  }
  const one = (at: 0 | 1, label: string) => {
    const value = values[at] ?? "";
    const set = (next: string) => onChange(many === 2 ? (at === 0 ? [next, values[1] ?? ""] : [values[0] ?? "", next]) : [next]);
    if (options !== undefined) return <Select label={label} hideLabel value={value} options={options} onChange={set} />;
    if (field.of === "day") return <DayValue label={label} value={value} onChange={set} />;
    return <TextField label={label} hideLabel inputMode={field.of === "number" ? "decimal" : undefined} autoComplete="off" value={value} onChange={set} placeholder={many === 2 ? label : undefined} hint={many === "several" ? words.listHint : undefined} />;
  };
  if (many !== 2) return one(0, words.value);
  return <div className="flex min-w-0 flex-wrap gap-2"><div className="min-w-28 flex-1">{one(0, words.from)}</div><div className="min-w-28 flex-1">{one(1, words.to)}</div></div>;
};
