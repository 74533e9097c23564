// The frame of a row whose value is changed by its own controls: label, content, what can be done.
import type { ReactNode } from "react";

export const PlainRow = ({ label, children, action, note }: { readonly label: string; readonly children: ReactNode; readonly action?: ReactNode; readonly note?: ReactNode }) => (
  <div className="grid gap-x-3 border-b border-line py-1 last:border-b-0 desk:grid-cols-[8.5rem_minmax(0,1fr)] desk:py-0.5">
    <div className="px-2 pt-1.5 text-small text-ink-muted desk:px-0">{label}</div>
    <div className="min-w-0">
      <div className="flex min-h-touch items-center justify-between gap-2 px-2 text-body desk:min-h-8">
        <div className="min-w-0 flex-1 wrap-break-word">{children}</div>
        {action}
      </div>
      {note !== undefined && <div className="px-2 pb-1.5 text-caption text-ink-muted">{note}</div>}
    </div>
  </div>
);
