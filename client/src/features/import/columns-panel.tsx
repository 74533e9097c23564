// The columns of a file, each with some of its values and the field that it becomes; what is left out is named. It knows no
// kind of record.
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { examplesOf } from "./core/column-values.ts";
import type { Table } from "./core/table.ts";
import { text } from "./texts.ts";

export interface ColumnsPanelProps {
  readonly table: Table;
  /** Key of the field of each column; null: left out. */
  readonly mapping: readonly (string | null)[];
  readonly targets: readonly { readonly key: string; readonly label: string; /** Takes more than one column. */ readonly several?: boolean }[];
  readonly onChange: (mapping: readonly (string | null)[]) => void;
}

const NOTHING = "-";

export const ColumnsPanel = ({ table, mapping, targets, onChange }: ColumnsPanelProps) => {
  const options = [{ value: NOTHING, label: text.columns.leaveOut }, ...targets.map(({ key, label }) => ({ value: key, label }))];
  const unused = table.columns.filter((_, at) => mapping[at] === null).map(({ name }) => name);
  const map = (column: number, chosen: string) => {
    const several = targets.find(({ key }) => key === chosen)?.several === true;
    // A field that takes one column is taken away from the one that had it.
    onChange(mapping.map((key, at) => (at === column ? (chosen === NOTHING ? null : chosen) : key === chosen && !several ? null : key)));
  };
  return (
    <Panel>
      <ul className="flex flex-col divide-y divide-line">
        {table.columns.map(({ name }, at) => (
          <li key={name} className="grid items-center gap-x-4 gap-y-1 py-2 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <div className="min-w-0">
              <p className="text-body font-medium wrap-break-word text-ink">{name}</p>
              <p className="truncate text-small text-ink-muted">{examplesOf(table, at)}</p>
            </div>
            <Select label={text.columns.becomesOf(name)} hideLabel options={options} value={mapping[at] ?? NOTHING} onChange={(chosen) => map(at, chosen)} />
          </li>
        ))}
      </ul>
      {unused.length > 0 && <p className="pt-3 text-small text-ink-muted wrap-break-word">{text.columns.unused(unused)}</p>}
    </Panel>
  );
};
