// The head of a page: the way back, its title, what can be done. The back link is given as an element, since this
// room knows no router. On a phone what is said under the title has a line of its own, so that neither it nor the title is
// squeezed by what stands beside; the head of one record has its title alone in a line, and its actions in one below.
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type PageHeaderProps = {
  readonly title: string;
  /** A small line: kind of record, count, path. */
  readonly detail?: ReactNode;
  readonly back?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Of one record: what stands beside the way back on a phone, and after the actions on a desk. */
  readonly corner?: ReactNode;
  /** Of one record, what may come late: beside the corner on a phone, before the actions on a desk. There it takes its room from the title, and what somebody is about to press stays where it is. */
  readonly late?: ReactNode;
};

export const PageHeader = ({ title, detail, back, lead, actions, corner, late }: PageHeaderProps) => (
  <header className="flex flex-wrap items-center gap-x-3 gap-y-2 max-desk:gap-y-1">
    {back !== undefined && <div className="-ms-2">{back}</div>}
    {lead}
    <div className="contents desk:block desk:min-w-0 desk:flex-1 desk:basis-36">
      <h1 className={classNames("max-w-full text-page font-semibold tracking-tight wrap-break-word text-ink", corner === undefined ? "min-w-min flex-1 basis-14" : "max-desk:order-1 max-desk:basis-full")}>{title}</h1>
      {detail !== undefined && <div className="figures text-small text-ink-muted max-desk:order-2 max-desk:basis-full">{detail}</div>}
    </div>
    {actions !== undefined && <div className={classNames("flex max-w-full shrink-0 flex-wrap items-center gap-2", corner !== undefined && "desk:order-1 max-desk:order-3 max-desk:basis-full max-desk:gap-0.5 max-desk:pt-1")}>{actions}</div>}
    {corner !== undefined && (
      <div className="flex items-center max-desk:ms-auto max-desk:-me-2 desk:contents">
        {late !== undefined && <div className="flex items-center">{late}</div>}
        <div className="flex items-center desk:order-2">{corner}</div>
      </div>
    )}
  </header>
);
