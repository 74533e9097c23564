// A message that belongs to the page. Errors are announced at once, the rest when the reader pauses.
import { CircleAlert, CircleCheck, CloudOff, Info, TriangleAlert, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { toneSoft, type Tone } from "./tone.ts";
import { useUiLabels } from "./ui-labels.tsx";

export type BannerKind = "info" | "ok" | "warning" | "error" | "offline";

const kinds = {
  info: { icon: Info, tone: "info" },
  ok: { icon: CircleCheck, tone: "ok" },
  warning: { icon: TriangleAlert, tone: "warn" },
  error: { icon: CircleAlert, tone: "bad" },
  offline: { icon: CloudOff, tone: "neutral" },
} as const satisfies Record<BannerKind, { icon: LucideIcon; tone: Tone }>;

export type BannerProps = {
  readonly kind: BannerKind;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
};

export const Banner = ({ kind, title, children, action, onDismiss }: BannerProps) => {
  const labels = useUiLabels();
  const { icon: Icon, tone } = kinds[kind];
  return (
    <div role={kind === "error" ? "alert" : "status"} className={classNames("flex items-start gap-3 rounded-card px-3 py-2.5", toneSoft[tone])}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 desk:size-4.5" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56 text-body">
          <p className="font-semibold wrap-break-word">{title}</p>
          {children !== undefined && <div className="text-ink wrap-break-word">{children}</div>}
        </div>
        {action}
      </div>
      {onDismiss !== undefined && <div className="-my-1.5 -me-2"><IconButton icon={X} label={labels.dismiss} onClick={onDismiss} /></div>}
    </div>
  );
};
