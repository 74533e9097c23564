// A table whose figures are drawn as bars as well: what it shows is read as a table by everybody. A row may lead somewhere.
import type { ReactNode } from "react";

export interface BarRow { readonly key: string; /** A link, where it leads somewhere. */ readonly name: ReactNode; readonly value: number; readonly shown: string; readonly detail?: string | undefined }

export type BarTableProps = { readonly label: string; readonly heads: readonly [name: string, figure: string]; readonly rows: readonly BarRow[] };

export const BarTable = ({ label, heads, rows }: BarTableProps) => {
  const most = Math.max(1e-9, ...rows.map(({ value }) => value));
  return (
    <table className="w-full border-collapse text-body">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only"><tr><th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th></tr></thead>
      <tbody>
        {rows.map(({ key, name, value, shown, detail }) => (
          <tr key={key} className="align-middle">
            <th scope="row" className="w-full max-w-0 pb-1.5 text-start font-normal text-ink">
              <span className="block truncate">{name}</span>
              <span aria-hidden className="block h-1.5 overflow-hidden rounded-pill bg-line"><span className="block h-full rounded-pill bg-accent" style={{ width: `${(value / most) * 100}%` }} /></span>
            </th>
            <td className="figures pb-1.5 ps-4 text-end align-bottom leading-none font-medium whitespace-nowrap">{shown} {detail !== undefined && <span className="font-normal text-ink-muted">{detail}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
