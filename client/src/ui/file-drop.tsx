// A place to drop a file or to choose one. Does not read it.
import { Upload } from "lucide-react";
import { useId, useState } from "react";
import { classNames } from "./class-names.ts";
import { useUiLabels } from "./ui-labels.tsx";

export type FileDropProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** As the accept attribute: ".csv,text/csv". */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly onFiles: (files: readonly File[]) => void;
};

export const FileDrop = ({ label, hint, error, accept, multiple = false, disabled = false, onFiles }: FileDropProps) => {
  const labels = useUiLabels();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={classNames(
          "relative flex min-h-40 flex-col items-center justify-center gap-1.5 rounded-card border border-dashed px-4 py-6 text-center transition-colors duration-100",
          "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
          over ? "border-accent bg-accent-soft" : error === undefined ? "border-line-strong bg-surface hover:bg-hover" : "border-bad bg-surface",
          disabled && "opacity-55",
        )}
      >
        <Upload aria-hidden className="mb-1 size-6 text-ink-muted" strokeWidth={1.6} />
        <span className="text-body font-semibold text-ink">{over ? labels.dropHere : label}</span>
        {hint !== undefined && <span id={`${id}-hint`} className="max-w-96 text-small text-ink-muted">{hint}</span>}
        <span className="mt-2 inline-flex min-h-control items-center rounded-control border border-line-strong bg-surface px-4 text-body font-medium text-ink">{labels.chooseFile}</span>
        <input
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = ""; // The same file may be chosen again after it was mended.
          }}
          className="absolute size-px opacity-0"
        />
      </label>
      {error !== undefined && <p role="alert" className="text-small font-medium text-bad-ink">{error}</p>}
    </div>
  );
};
