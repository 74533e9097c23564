// What was archived of a kind of definition, to be brought back.
import type { LucideIcon } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "./texts.ts";

export type ArchivedListProps = {
  readonly icon: LucideIcon;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly hint?: string;
  readonly onRestore: (id: string, name: string) => void;
};

export const ArchivedList = ({ icon, items, hint, onRestore }: ArchivedListProps) =>
  items.length === 0 ? null : (
    <Panel title={words.archived} flush>
      {hint !== undefined && <p className="border-b border-line px-4 py-2 text-small text-ink-muted">{hint}</p>}
      <ul aria-label={words.archived}>
        {items.map(({ id, name }) => (
          <li key={id} className="flex min-h-12 items-center gap-2 border-b border-line px-4 py-1 last:border-b-0">
            <span className="min-w-0 flex-1 text-body text-ink-muted wrap-anywhere">{name}</span>
            <IconButton icon={icon} label={words.restore(name)} onClick={() => onRestore(id, name)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
