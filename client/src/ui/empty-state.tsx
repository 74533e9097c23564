// What stands where there is nothing yet: says why, and what to do next.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type EmptyStateProps = { readonly icon: LucideIcon; readonly title: string; /** Stands for the whole page, which has no other heading. */ readonly alone?: boolean | undefined; readonly children?: ReactNode; readonly action?: ReactNode };

export const EmptyState = ({ icon: Icon, title, alone = false, children, action }: EmptyStateProps) => {
  const Heading = alone ? "h1" : "h2";
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className="mb-1 flex size-12 items-center justify-center rounded-pill bg-chip text-ink-muted">
        <Icon aria-hidden className="size-6" strokeWidth={1.6} />
      </span>
      <Heading className="text-heading font-semibold text-ink">{title}</Heading>
      {children !== undefined && <div className="max-w-96 text-body text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
};
