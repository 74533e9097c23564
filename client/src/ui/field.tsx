// Owns label, hint and error of one control and ties them to it for a screen reader. Does not know which control.
import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useUiLabels } from "./ui-labels.tsx";

export type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly hideLabel?: boolean | undefined;
};

export type ControlAria = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
};

export const controlClass =
  "w-full min-h-control rounded-control border border-line-strong bg-surface px-3 text-body text-ink transition-colors duration-100 desk:px-2.5 " +
  "hover:border-ink-faint focus-visible:border-focus focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-faint " +
  "aria-invalid:border-bad";

export const Field = ({ label, hint, error, optional, hideLabel, children }: FieldProps & { readonly children: (aria: ControlAria) => ReactNode }) => {
  const id = useId();
  const labels = useUiLabels();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const describedBy = [hintId, errorId].filter((part) => part !== undefined).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={hideLabel === true ? "sr-only" : "text-small font-medium text-ink"}>
        {label}
        {optional === true && <span className="font-normal text-ink-faint"> · {labels.optional}</span>}
      </label>
      {children({ id, "aria-describedby": describedBy === "" ? undefined : describedBy, "aria-invalid": error === undefined ? undefined : true })}
      {hint !== undefined && <p id={hintId} className="text-caption text-ink-muted">{hint}</p>}
      {error !== undefined && (
        <p id={errorId} className="flex items-start gap-1 text-caption font-medium text-bad-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
};
