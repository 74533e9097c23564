// The less frequent things to do with a record, as a list a thumb can reach.
import type { LucideIcon } from "lucide-react";
import { Dialog } from "../../ui/dialog.tsx";
import { classNames } from "../../ui/class-names.ts";
import { words } from "./texts.ts";

export interface MoreItem { readonly id: string; readonly label: string; readonly icon: LucideIcon; readonly danger?: boolean; readonly onSelect: () => void }

export const MoreDialog = ({ items, onClose }: { readonly items: readonly MoreItem[]; readonly onClose: () => void }) => (
  <Dialog open onClose={onClose} title={words.page.moreTitle}>
    <ul className="-mx-2 pb-3">
      {items.map(({ id, label, icon: Icon, danger = false, onSelect }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => {
              onClose();
              onSelect();
            }}
            className={classNames("focus-inset flex min-h-12 w-full items-center gap-3 rounded-control px-2 text-start text-body font-medium hover:bg-hover desk:min-h-9", danger ? "text-bad-ink" : "text-ink")}
          >
            <Icon aria-hidden className="size-4.5 shrink-0" />
            {label}
          </button>
        </li>
      ))}
    </ul>
  </Dialog>
);
