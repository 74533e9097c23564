// How far long work has come. Without a value it says only that work goes on.
import { useUiLabels } from "./ui-labels.tsx";

export type ProgressBarProps = {
  readonly label: string;
  /** 0 to 1; undefined: not known yet. */
  readonly value?: number | undefined;
  readonly detail?: string | undefined;
};

export const ProgressBar = ({ label, value, detail }: ProgressBarProps) => {
  const labels = useUiLabels();
  const known = value !== undefined;
  const part = known ? Math.min(1, Math.max(0, value)) : 0;
  const percent = Math.floor(part * 100);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-small">
        <span className="font-medium text-ink">{label}</span>
        <span className="figures text-ink-muted">{detail ?? (known ? labels.percent(percent) : "")}</span>
      </div>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={known ? percent : undefined} aria-valuetext={detail} className="h-1.5 overflow-hidden rounded-pill bg-line">
        <div
          className={known ? "h-full rounded-pill bg-accent transition-[width] duration-200" : "h-full w-1/3 animate-pulse rounded-pill bg-accent"}
          style={known ? { width: `${part * 100}%` } : undefined}
        />
      </div>
    </div>
  );
};
