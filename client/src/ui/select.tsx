// A choice among given values. The native control: it is the best picker on a phone and works by keyboard.
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";

export type Option<Value extends string = string> = { readonly value: Value; readonly label: string; readonly disabled?: boolean | undefined; /** Options of a group stand under its name, one after the other. */ readonly group?: string | undefined };

export type SelectProps<Value extends string> = FieldProps &
  Omit<ComponentProps<"select">, "className" | "id" | "value" | "onChange" | "children" | "multiple"> & {
    readonly options: readonly Option<Value>[];
    readonly value: Value | "";
    readonly onChange: (value: Value) => void;
    /** Shown while nothing is chosen; not a choice. */
    readonly placeholder?: string | undefined;
  };

const optionOf = ({ value, label, disabled }: Option) => <option key={value} value={value} disabled={disabled}>{label}</option>;

/** Neighbours of one group together. */
function groupsOf(options: readonly Option[]): readonly { readonly name: string | undefined; readonly members: readonly Option[] }[] {
  const groups: { readonly name: string | undefined; readonly members: Option[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === option.group) last.members.push(option);
    else groups.push({ name: option.group, members: [option] });
  }
  return groups;
}

export const Select = <Value extends string>({ label, hint, error, optional, hideLabel, options, value, onChange, placeholder, ...rest }: SelectProps<Value>) => (
  <Field label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
    {(aria) => (
      <span className="relative block">
        <select
          {...rest}
          {...aria}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          className={classNames(controlClass, "appearance-none pe-9 desk:pe-8")}
        >
          {placeholder !== undefined && <option value="" disabled>{placeholder}</option>}
          {groupsOf(options).map(({ name, members }) => (name === undefined ? members.map(optionOf) : <optgroup key={name} label={name}>{members.map(optionOf)}</optgroup>))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-ink-muted" />
      </span>
    )}
  </Field>
);
