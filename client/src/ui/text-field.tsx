// One line of text with its label; a password can be shown. The value lives outside.
import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type TextFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "className" | "id" | "value" | "onChange" | "type"> & {
    readonly type?: "text" | "email" | "password" | "tel" | "url" | "number" | "date" | "datetime-local" | "time" | undefined;
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

export const TextField = ({ label, hint, error, optional, hideLabel, value, onChange, type = "text", ...rest }: TextFieldProps) => {
  const labels = useUiLabels();
  const [shown, setShown] = useState(false);
  const password = type === "password";
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
      {(aria) => (
        <span className="relative block">
          <input
            {...rest}
            {...aria}
            type={password && shown ? "text" : type}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={classNames(controlClass, password && "pe-12")}
          />
          {password && (
            <button
              type="button"
              aria-pressed={shown}
              aria-label={shown ? labels.hidePassword : labels.showPassword}
              onClick={() => setShown(!shown)}
              className="focus-inset absolute inset-y-0 end-0 flex w-11 items-center justify-center rounded-control text-ink-muted hover:text-ink"
            >
              <Icon aria-hidden className="size-4.5" />
            </button>
          )}
        </span>
      )}
    </Field>
  );
};
