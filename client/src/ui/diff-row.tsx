// Two values for one field, side by side, who gave each and when, and the way to settle it. Knows no merge rule.
import { Check, GitCompareArrows } from "lucide-react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

export type DiffSide = { readonly heading: string; readonly value: string; readonly by: string; readonly when: string };
export type DiffAction = { readonly label: string; readonly onDo: () => void };
export type DiffRowProps = {
  readonly label: string;
  /** How the two came about, or what is left to others. */
  readonly detail?: string | undefined;
  readonly stands: DiffSide;
  readonly other: DiffSide;
  /** Leaves what stands. */
  readonly keep?: DiffAction | undefined;
  /** Puts the other one in its place. */
  readonly take?: DiffAction | undefined;
  readonly busy?: boolean | undefined;
};

/** Values that are no longer than this stand beside each other on a phone as well. */
const SHORT = 28;

const Side = ({ side: { heading, value, by, when }, standing }: { readonly side: DiffSide; readonly standing: boolean }) => {
  const Icon = standing ? Check : GitCompareArrows;
  return (
    <div className={classNames("min-w-0 rounded-control border px-3 py-2", standing ? "border-line bg-sunken" : "border-accent bg-accent-soft")}>
      <p className="flex items-center gap-1.5 text-caption font-medium text-ink-muted"><Icon aria-hidden className="size-3.5 shrink-0" />{heading}</p>
      <p className="figures wrap-break-word whitespace-pre-line text-body font-semibold text-ink">{value}</p>
      <p className="text-caption text-ink-muted">{[by, when].filter((part) => part !== "").join(" · ")}</p>
    </div>
  );
};

export const DiffRow = ({ label, detail, stands, other, keep, take, busy }: DiffRowProps) => {
  const short = stands.value.length <= SHORT && other.value.length <= SHORT;
  return (
    <section aria-label={label} className="@container flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <h3 className="text-small font-semibold text-ink">{label}</h3>
      {detail !== undefined && <p className="text-caption text-ink-muted">{detail}</p>}
      <div className={classNames("grid gap-2", short ? "grid-cols-2" : "@min-[26rem]:grid-cols-2")}>
        <Side side={stands} standing />
        <Side side={other} standing={false} />
      </div>
      {(keep ?? take) !== undefined && (
        <div className="grid grid-cols-2 gap-2">
          {keep !== undefined && <Button disabled={busy} onClick={keep.onDo}>{keep.label}</Button>}
          {take !== undefined && <Button variant="primary" busy={busy} onClick={take.onDo}>{take.label}</Button>}
        </div>
      )}
    </section>
  );
};
