// A list of things to do, or of places to choose from, that a thumb can reach.
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Dialog } from "./dialog.tsx";

export interface ActionItem {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  /** What stands now: shown, and not to be chosen again. */
  readonly current?: boolean;
  /** The keys that do the same, where there are some. */
  readonly keys?: string;
  readonly onSelect: () => void;
}

export type ActionDialogProps = { readonly title: string; readonly description?: string | undefined; readonly items: readonly ActionItem[]; readonly onClose: () => void };

export const ActionDialog = ({ title, description, items, onClose }: ActionDialogProps) => (
  <Dialog open onClose={onClose} title={title} description={description}>
    <ul className="-mx-2 pb-3">
      {items.map(({ id, label, icon: Icon, danger = false, current = false, keys, onSelect }) => (
        <li key={id}>
          <button
            type="button" disabled={current} aria-current={current || undefined}
            onClick={() => {
              onClose();
              onSelect();
            }}
            className={classNames("focus-inset flex min-h-12 w-full items-center gap-3 rounded-control px-2 text-start text-body font-medium enabled:hover:bg-hover desk:min-h-9", danger ? "text-bad-ink" : current ? "text-ink-muted" : "text-ink")}
          >
            <Icon aria-hidden className="size-4.5 shrink-0" />
            {label}
            {keys !== undefined && <kbd aria-hidden className="ms-auto hidden rounded-small border border-line px-1.5 font-sans text-caption font-normal text-ink-faint desk:inline">{keys}</kbd>}
          </button>
        </li>
      ))}
    </ul>
  </Dialog>
);
