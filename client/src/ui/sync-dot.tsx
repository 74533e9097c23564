// Owns how the state of synchronisation looks: a sign of its own shape for each state, and its word.
import { CircleAlert, CircleCheck, CircleDashed, CloudOff, CloudUpload, HardDriveDownload, type LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";

export type SyncState = "starting" | "saved-here" | "sending" | "synced" | "offline" | "attention";

const looks = {
  starting: { icon: CircleDashed, ink: "text-ink-muted" },
  "saved-here": { icon: HardDriveDownload, ink: "text-info-ink" },
  sending: { icon: CloudUpload, ink: "text-info-ink" },
  synced: { icon: CircleCheck, ink: "text-ok-ink" },
  offline: { icon: CloudOff, ink: "text-ink-muted" },
  attention: { icon: CircleAlert, ink: "text-bad-ink" },
} as const satisfies Record<SyncState, { icon: LucideIcon; ink: string }>;

export type SyncDotProps = {
  readonly state: SyncState;
  /** The word for the state, e.g. "Saved on this device". */
  readonly label: string;
  /** A figure beside it, e.g. how many changes wait. */
  readonly count?: number | undefined;
  /** Only the sign; the word is for screen readers. */
  readonly compact?: boolean | undefined;
};

export const SyncDot = ({ state, label, count, compact = false }: SyncDotProps) => {
  const { icon: Icon, ink } = looks[state];
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-small font-medium" title={compact ? label : undefined}>
      <Icon aria-hidden className={classNames("size-5 shrink-0 desk:size-4", ink, state === "sending" && "animate-pulse")} />
      <span className={compact ? "sr-only" : "truncate text-ink-muted"}>{label}</span>
      {count !== undefined && count > 0 && <span className="figures rounded-pill bg-chip px-1.5 text-caption text-ink-muted">{count}</span>}
    </span>
  );
};
