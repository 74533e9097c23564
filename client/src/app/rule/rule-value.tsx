// The control for the value of one condition: typed, chosen among several, or a day that may move with the calendar.
import { PERIODS } from "@outrider/shared/schema";
import type { Option } from "../../ui/select.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useCurrencies } from "../use-currencies.ts";
import type { RuleField } from "./rule-fields.ts";
import { RecordValues, Several, TagValues } from "./picked-values.tsx";
import { type Condition, valuesOf } from "./rule-tree.ts";
import type { Names } from "./rule-words.ts";
import { ruleWords as words } from "./texts.ts";

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

/** In which currency amounts are meant; the workspace's own is said by leaving it out. */
export const CurrencyOf = ({ condition: { currency }, onChange }: { readonly condition: Condition; readonly onChange: (currency: string | undefined) => void }) => {
  const { currencies } = useCurrencies();
  const [base, ...others] = currencies;
  const known = currency === undefined || currencies.includes(currency) ? others : [...others, currency];
  if (known.length === 0) return null;
  const options = [{ value: "", label: base ?? words.anyCurrency }, ...known.map((one) => ({ value: one, label: one }))];
  return <div className="w-26 shrink-0"><Select label={words.currency} hideLabel value={currency === base ? "" : (currency ?? "")} options={options} onChange={(chosen) => onChange(chosen === "" ? undefined : chosen)} /></div>;
};

export type ConditionValueProps = { readonly field: RuleField; readonly condition: Condition; readonly options: readonly Option[] | undefined; readonly names: Names; readonly onChange: (values: readonly string[]) => void };

export const ConditionValue = ({ field, condition: { op, values }, options, names, onChange }: ConditionValueProps) => {
  const many = valuesOf(op);
  if (many === 0) return null;
  if (field.of === "record" && field.to !== undefined) return <RecordValues label={field.label} to={field.to} values={values} names={names} onChange={onChange} />;
  if (field.of === "tags" && many === "several") return <TagValues label={field.label} offered={options ?? []} values={values} onChange={onChange} />;
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
