// What happened, newest first, as a list. Does not know what the events are.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type TimelineItem = {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly when: string;
  /** ISO 8601, for machines. */
  readonly at: string;
  readonly by?: string | undefined;
  readonly body?: ReactNode;
};

/** What is far below is not laid out before one scrolls there. */
export const Timeline = ({ label, items }: { readonly label: string; readonly items: readonly TimelineItem[] }) => (
  <ol aria-label={label} className="flex flex-col">
    {items.map(({ key, icon: Icon, title, when, at, by, body }) => (
      <li key={key} className="group relative -mx-1.5 flex gap-3 px-1.5 pb-4 [contain-intrinsic-size:auto_5rem] [content-visibility:auto] last:-mb-2 last:pb-2">
        <span aria-hidden className="absolute top-7 bottom-0 start-5 w-px bg-line group-last:hidden" />
        <span aria-hidden className="z-10 flex size-7 shrink-0 items-center justify-center rounded-pill bg-chip text-ink-muted"><Icon className="size-3.5" /></span>
        <div className="min-w-0 flex-1 pt-0.5">
          <p className="flex flex-wrap items-baseline gap-x-2 text-body">
            <span className="font-medium text-ink">{title}</span>
            <span className="text-caption text-ink-muted">{by === undefined ? "" : `${by} · `}<time dateTime={at}>{when}</time></span>
          </p>
          {body !== undefined && <div className="mt-0.5 text-body wrap-break-word whitespace-pre-line text-ink-muted">{body}</div>}
        </div>
      </li>
    ))}
  </ol>
);
