// Several lines of text with their label; grows with what is typed. The value lives outside.
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";

export type TextAreaProps = FieldProps &
  Omit<ComponentProps<"textarea">, "className" | "id" | "value" | "onChange"> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

export const TextArea = ({ label, hint, error, optional, hideLabel, value, onChange, rows = 3, ...rest }: TextAreaProps) => (
  <Field label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
    {(aria) => (
      <textarea
        {...rest}
        {...aria}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(controlClass, "field-sizing-content max-h-80 min-h-20! resize-y py-2")}
      />
    )}
  </Field>
);
