// The head of a page: the way back, its title, what can be done. The back link is given as an element, since this
// room knows no router.
import type { ReactNode } from "react";

export type PageHeaderProps = {
  readonly title: string;
  /** A small line: kind of record, count, path. */
  readonly detail?: ReactNode;
  readonly back?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
};

export const PageHeader = ({ title, detail, back, lead, actions }: PageHeaderProps) => (
  <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
    {back !== undefined && <div className="-ms-2">{back}</div>}
    {lead}
    <div className="min-w-0 flex-1 basis-36">
      <h1 className="text-page font-semibold tracking-tight wrap-break-word text-ink">{title}</h1>
      {detail !== undefined && <div className="figures text-small text-ink-muted">{detail}</div>}
    </div>
    {actions !== undefined && <div className="flex max-w-full shrink-0 flex-wrap gap-2">{actions}</div>}
  </header>
);
