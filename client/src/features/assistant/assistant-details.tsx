// A part of a record's page that asks the assistant when it is opened, and not before: closed it is one line, so that nothing
// jumps when it comes.
import { ChevronRight, Sparkles } from "lucide-react";
import { useState, type ReactNode } from "react";

export const AssistantDetails = ({ title, hint, children }: { readonly title: string; readonly hint: string; readonly children: () => ReactNode }) => {
  const [open, setOpen] = useState(false);
  return (
    <details className="group/assistant rounded-card border border-line bg-surface" open={open} onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}>
      <summary className="focus-inset flex min-h-touch list-none items-center gap-2.5 rounded-card px-4 py-1.5 desk:min-h-10">
        <Sparkles aria-hidden className="size-4 shrink-0 text-accent-ink" />
        <h2 className="text-heading font-semibold">{title}</h2>
        <span className="min-w-0 flex-1 truncate text-small text-ink-muted">{hint}</span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted group-open/assistant:rotate-90 rtl:-scale-x-100 rtl:group-open/assistant:-rotate-90" />
      </summary>
      {open && <div className="border-t border-line px-4 py-3">{children()}</div>}
    </details>
  );
};
