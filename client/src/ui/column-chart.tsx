// Columns side by side as a picture with a table behind it: who cannot see the picture, or wants the figures, has the table.
// It draws one series against one scale, with no colour that means anything by itself.
import { Table2, ChartColumn } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { niceTicks } from "./nice-ticks.ts";
import { useUiLabels } from "./ui-labels.tsx";

/** A link around what it is given. This room knows no router. */
export type PointLink = (given: { readonly className: string; readonly tabIndex?: number; readonly title?: string; readonly children?: ReactNode }) => ReactNode;

export interface ColumnPoint { readonly key: string; readonly label: string; /** Under the column, where there is room. */ readonly short: string; readonly value: number; /** Leads to what is counted. */ readonly link?: PointLink | undefined }

export type ColumnChartProps = {
  /** What the picture shows, in a sentence. */
  readonly label: string;
  readonly points: readonly ColumnPoint[];
  /** What the columns of the table are called: of the steps, and of the figures. */
  readonly heads: readonly [step: string, figure: string];
  readonly say: (value: number) => string;
  /** On the scale, in few signs. */
  readonly sayShort: (value: number) => string;
  /** A choice below the picture, beside the way to the table. */
  readonly below?: ReactNode;
};

/** As many names as a phone has room for. */
const MOST_NAMES = 4;

export const ColumnChart = ({ label, points, heads, say, sayShort, below }: ColumnChartProps) => {
  const labels = useUiLabels();
  const [asTable, setAsTable] = useState(false);
  const ticks = niceTicks(Math.max(0, ...points.map(({ value }) => value)));
  const top = ticks.at(-1) ?? 1;
  const every = Math.max(1, Math.ceil(points.length / MOST_NAMES));
  return (
    <div className="flex flex-col gap-2">
      {!asTable && (
        <div className="relative flex gap-2">
          {/* Over the columns, not around them: what is in a picture is not to be reached. */}
          <div role="img" aria-label={label} className="pointer-events-none absolute inset-0" />
          <div aria-hidden className="figures flex h-44 w-11 shrink-0 flex-col-reverse justify-between text-end text-caption leading-none text-ink-muted">
            {ticks.map((tick) => <span key={tick} className="-my-1.5 truncate">{sayShort(tick)}</span>)}
          </div>
          <div aria-hidden className="min-w-0 flex-1">
            <div className="relative h-44">
              {ticks.map((tick) => <span key={tick} className="absolute inset-x-0 border-t border-line" style={{ bottom: `${(tick / top) * 100}%` }} />)}
              <div className="absolute inset-0 flex items-end gap-px desk:gap-0.5">
                {points.map(({ key, label: name, value, link }) => {
                  const className = "flex h-full min-w-0 flex-1 items-end justify-center hover:bg-hover";
                  const title = `${name}: ${say(value)}`;
                  const column = value > 0 && <span className="w-full max-w-10 rounded-t-small bg-accent" style={{ height: `max(2px, ${(value / top) * 100}%)` }} />;
                  // By keys one goes through the table.
                  return link === undefined || value === 0 ? <span key={key} title={title} className={className}>{column}</span> : <Fragment key={key}>{link({ className, title, tabIndex: -1, children: column })}</Fragment>;
                })}
              </div>
            </div>
            <div className="mt-1.5 flex text-caption text-ink-muted">
              {points.filter((_, at) => at % every === 0 && points.length - at > every / 2).map(({ key, short }, at, all) => (
                <span key={key} className={every === 1 ? "truncate text-center" : "truncate"} style={{ flexGrow: at === all.length - 1 ? points.length - at * every : every, flexBasis: 0 }}>{short}</span>
              ))}
            </div>
          </div>
        </div>
      )}
      <div className={asTable ? "max-h-80 overflow-y-auto" : "sr-only"} {...(asTable && { tabIndex: 0, role: "region", "aria-label": label })}>
        <table className="w-full border-collapse text-body">
          <caption className="sr-only">{label}</caption>
          <thead><tr className="text-small text-ink-muted"><th scope="col" className="py-1 text-start font-medium">{heads[0]}</th><th scope="col" className="py-1 text-end font-medium">{heads[1]}</th></tr></thead>
          <tbody>
            {points.map(({ key, label: name, value, link }) => (
              <tr key={key} className="border-t border-line"><th scope="row" className="py-1 text-start font-normal">{asTable && link !== undefined ? link({ className: "text-ink underline-offset-2 hover:underline", children: name }) : name}</th><td className="figures py-1 text-end">{say(value)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">{below ?? <span />}<Button variant="quiet" size="small" icon={asTable ? ChartColumn : Table2} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? labels.asPicture : labels.asTable}</Button></div>
    </div>
  );
};
