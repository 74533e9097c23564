// Yes or no, with its words beside it; the whole line can be pressed.
import { useId, type ComponentProps } from "react";

export type CheckboxProps = Omit<ComponentProps<"input">, "className" | "type" | "id" | "checked" | "onChange"> & {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

export const Checkbox = ({ label, hint, checked, onChange, ...rest }: CheckboxProps) => {
  const id = useId();
  return (
    <div className="flex min-h-touch items-center gap-2.5 desk:min-h-8">
      <input
        {...rest}
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="size-5 shrink-0 rounded-small accent-accent desk:size-4"
      />
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="block py-2.5 text-body text-ink desk:py-1">{label}</label>
        {hint !== undefined && <span id={`${id}-hint`} className="-mt-2 block pb-1 text-caption text-ink-muted desk:-mt-1">{hint}</span>}
      </span>
    </div>
  );
};
