// A part of a page with its own heading.
import { useId, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type PanelProps = { readonly title?: string | undefined; readonly actions?: ReactNode; readonly flush?: boolean | undefined; readonly children: ReactNode };

export const Panel = ({ title, actions, flush = false, children }: PanelProps) => {
  const id = useId();
  return (
    <section aria-labelledby={title === undefined ? undefined : id} className="min-w-0 rounded-card border border-line bg-surface">
      {title !== undefined && (
        <header className="flex min-h-11 items-center justify-between gap-2 border-b border-line px-4 py-1.5">
          <h2 id={id} className="min-w-0 text-heading font-semibold wrap-anywhere">{title}</h2>
          {actions}
        </header>
      )}
      <div className={classNames("min-w-0", !flush && "px-4 py-3")}>{children}</div>
    </section>
  );
};
