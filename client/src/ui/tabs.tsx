// Views of one thing, one at a time. Arrows move among the tabs.
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export type Tab = { readonly id: string; readonly label: string; readonly count?: number | undefined; readonly content: ReactNode };
export type TabsProps = { readonly label: string; readonly tabs: readonly Tab[]; readonly value: string; readonly onChange: (id: string) => void };

export const Tabs = ({ label, tabs, value, onChange }: TabsProps) => (
  <Radix.Root value={value} onValueChange={onChange} className="flex min-h-0 min-w-0 flex-col">
    <Radix.List aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <Radix.Trigger
          key={tab.id}
          value={tab.id}
          className="focus-inset -mb-px inline-flex min-h-touch items-center gap-1.5 border-b-2 border-transparent px-3 text-body font-medium whitespace-nowrap text-ink-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink desk:min-h-9"
        >
          {tab.label}
          {tab.count !== undefined && <span className="figures rounded-pill bg-chip px-1.5 text-caption text-ink-muted">{tab.count}</span>}
        </Radix.Trigger>
      ))}
    </Radix.List>
    {tabs.map((tab) => (
      <Radix.Content key={tab.id} value={tab.id} className="focus-inset min-h-0 min-w-0 flex-1 pt-3">{tab.content}</Radix.Content>
    ))}
  </Radix.Root>
);
