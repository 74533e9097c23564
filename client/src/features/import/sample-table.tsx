// A small table of text that scrolls sideways on its own, by thumb and by keyboard.
import type { ReactNode } from "react";

export interface SampleTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: number; readonly cells: readonly ReactNode[] }[];
}

const TAB_STOP = 0;

export const SampleTable = ({ label, columns, rows }: SampleTableProps) => (
  <section aria-label={label} tabIndex={TAB_STOP} className="max-w-full overflow-x-auto rounded-card border border-line bg-surface focus-inset">
    <table className="figures w-full border-collapse text-start text-small">
      <thead className="bg-sunken text-ink-muted">
        <tr>{columns.map((column) => <th key={column} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">{column}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-t border-line align-top">
            {columns.map((column, at) => <td key={column} className="max-w-60 truncate px-3 py-2 text-ink">{row.cells[at]}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
