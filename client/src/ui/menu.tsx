// A list of actions behind one button. Not modal: it locks nothing and injects no style.
import type { LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { Fragment, type ReactElement } from "react";
import { classNames } from "./class-names.ts";

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly tone?: "danger" | undefined;
  readonly disabled?: boolean | undefined;
  readonly divided?: boolean | undefined;
  readonly onSelect: () => void;
};

/** trigger: one button element (Button or IconButton). */
export type MenuProps = { readonly label: string; readonly trigger: ReactElement; readonly items: readonly MenuItem[] };

export const Menu = ({ label, trigger, items }: MenuProps) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-card border border-line bg-raised p-1 text-ink shadow-high"
      >
        {items.map(({ id, label: words, icon: Icon, tone, disabled = false, divided = false, onSelect }) => (
          <Fragment key={id}>
            {divided && <Radix.Separator className="my-1 h-px bg-line" />}
            <Radix.Item
              disabled={disabled}
              onSelect={onSelect}
              className={classNames(
                "flex min-h-touch cursor-pointer items-center gap-2.5 rounded-control px-3 text-body outline-none select-none desk:min-h-8 desk:px-2",
                "data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-55",
                tone === "danger" && "text-bad-ink",
              )}
            >
              {Icon !== undefined && <Icon aria-hidden className="size-4 shrink-0" />}
              {words}
            </Radix.Item>
          </Fragment>
        ))}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);
