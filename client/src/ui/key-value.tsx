// Facts in two columns, not to be edited.
import type { ReactNode } from "react";

export type Fact = { readonly key: string; readonly label: string; readonly value: ReactNode };

export const KeyValue = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-body">
    {facts.map((fact) => (
      <div key={fact.key} className="col-span-2 grid grid-cols-subgrid items-baseline">
        <dt className="text-small text-ink-muted">{fact.label}</dt>
        <dd className="figures min-w-0 wrap-break-word text-ink">{fact.value}</dd>
      </div>
    ))}
  </dl>
);
