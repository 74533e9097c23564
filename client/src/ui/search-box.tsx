// A box to search in. The value lives outside; Escape empties it.
import { Search, X } from "lucide-react";
import type { Ref } from "react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./field.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type SearchBoxProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (() => void) | undefined;
  readonly onFocus?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

export const SearchBox = ({ label, value, onChange, onSubmit, onFocus, placeholder, shortcut, ref }: SearchBoxProps) => {
  const labels = useUiLabels();
  return (
    <form
      role="search"
      aria-label={label}
      className="relative w-full min-w-0"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.();
      }}
    >
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-ink-muted desk:start-2.5" />
      <input
        ref={ref}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onFocus={onFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") onChange("");
        }}
        className={classNames(controlClass, "ps-9 text-ellipsis desk:ps-8", value === "" && shortcut === undefined ? "pe-3" : "pe-10 desk:pe-16")}
      />
      {value === "" ? (
        shortcut !== undefined && <kbd aria-hidden className="pointer-events-none absolute inset-y-0 end-2 my-auto hidden h-5 items-center rounded-small border border-line px-1.5 font-sans text-caption text-ink-faint desk:flex">{shortcut}</kbd>
      ) : (
        <button type="button" aria-label={labels.clear} onClick={() => onChange("")} className="focus-inset absolute inset-y-0 end-0 flex w-11 items-center justify-center rounded-control text-ink-muted hover:text-ink">
          <X aria-hidden className="size-4" />
        </button>
      )}
    </form>
  );
};
