// Two values for one field, side by side, and the way to settle it. Knows no merge rule.
import { Button } from "./button.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type DiffSide = { readonly value: string; readonly by: string; readonly when: string };
export type DiffRowProps = {
  readonly label: string;
  readonly mine: DiffSide;
  readonly theirs: DiffSide;
  readonly mineHeading?: string | undefined;
  readonly theirsHeading?: string | undefined;
  readonly onUseMine?: (() => void) | undefined;
  readonly onKeepTheirs?: (() => void) | undefined;
  readonly useMineLabel?: string | undefined;
  readonly keepTheirsLabel?: string | undefined;
  readonly busy?: boolean | undefined;
};

const Side = ({ heading, side, standing }: { readonly heading: string; readonly side: DiffSide; readonly standing: boolean }) => (
  <div className={`min-w-0 rounded-control border px-3 py-2 ${standing ? "border-line bg-sunken" : "border-accent bg-accent-soft"}`}>
    <p className="text-caption font-medium text-ink-muted">{heading}</p>
    <p className="wrap-break-word text-body font-semibold text-ink">{side.value}</p>
    <p className="text-caption text-ink-muted">{side.by} · {side.when}</p>
  </div>
);

export const DiffRow = ({ label, mine, theirs, mineHeading, theirsHeading, onUseMine, onKeepTheirs, useMineLabel, keepTheirsLabel, busy }: DiffRowProps) => {
  const labels = useUiLabels();
  return (
    <section aria-label={label} className="@container flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <h3 className="text-small font-semibold text-ink">{label}</h3>
      <div className="grid gap-2 @min-[26rem]:grid-cols-2">
        <Side heading={theirsHeading ?? labels.theirs} side={theirs} standing />
        <Side heading={mineHeading ?? labels.mine} side={mine} standing={false} />
      </div>
      {(onUseMine ?? onKeepTheirs) !== undefined && (
        <div className="flex flex-wrap gap-2">
          {onKeepTheirs !== undefined && <Button size="small" disabled={busy} onClick={onKeepTheirs}>{keepTheirsLabel ?? labels.keepTheirs}</Button>}
          {onUseMine !== undefined && <Button size="small" variant="primary" busy={busy} onClick={onUseMine}>{useMineLabel ?? labels.useMine}</Button>}
        </div>
      )}
    </section>
  );
};
