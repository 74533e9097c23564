// A choice among given values. The native control: it is the best picker on a phone and works by keyboard.
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";

export type Option<Value extends string = string> = { readonly value: Value; readonly label: string; readonly disabled?: boolean | undefined };

export type SelectProps<Value extends string> = FieldProps &
  Omit<ComponentProps<"select">, "className" | "id" | "value" | "onChange" | "children" | "multiple"> & {
    readonly options: readonly Option<Value>[];
    readonly value: Value | "";
    readonly onChange: (value: Value) => void;
    /** Shown while nothing is chosen; not a choice. */
    readonly placeholder?: string | undefined;
  };

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
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-ink-muted" />
      </span>
    )}
  </Field>
);
