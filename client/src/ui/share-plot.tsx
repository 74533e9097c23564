// What was promised against what came of it, both in a hundred: points over a line on which both are alike, as a picture with a
// table behind it. A larger point stands for more.
import { useId } from "react";

export interface SharePoint { readonly key: string; /** In words, for the table. */ readonly label: string; /** Both 0 to 100. */ readonly promised: number; readonly came: number; readonly count: number }

export type SharePlotProps = {
  /** What the picture shows, in a sentence. */
  readonly label: string;
  readonly points: readonly SharePoint[];
  /** What the columns of the table are called, and the two sides of the picture by the first two. */
  readonly heads: readonly [promised: string, came: string, count: string];
  readonly say: (share: number) => string;
};

const TICKS = [0, 25, 50, 75, 100];
const LEAST_RADIUS = 2;
const MORE_RADIUS = 4;

export const SharePlot = ({ label, points, heads, say }: SharePlotProps) => {
  const most = Math.max(1, ...points.map(({ count }) => count));
  const title = useId();
  return (
    <div className="flex flex-col gap-3 desk:flex-row desk:items-start desk:gap-6">
      <figure className="m-0 w-full max-w-72 shrink-0">
        <div className="flex gap-2">
          <div aria-hidden className="figures flex w-9 shrink-0 flex-col-reverse justify-between self-stretch text-end text-caption leading-none text-ink-muted">
            {TICKS.map((tick) => <span key={tick} className="-my-1.5">{say(tick)}</span>)}
          </div>
          <svg role="img" aria-labelledby={title} viewBox="0 0 100 100" className="aspect-square min-w-0 flex-1 overflow-visible">
            <title id={title}>{label}</title>
            <g className="text-line" stroke="currentColor" strokeWidth="1" vectorEffect="non-scaling-stroke">
              {TICKS.map((tick) => <line key={tick} x1="0" x2="100" y1={tick} y2={tick} vectorEffect="non-scaling-stroke" />)}
            </g>
            <line x1="0" y1="100" x2="100" y2="0" className="text-ink-faint" stroke="currentColor" strokeWidth="1.5" strokeDasharray="4 4" vectorEffect="non-scaling-stroke" />
            <g className="text-accent" fill="currentColor">
              {points.map(({ key, promised, came, count }) => <circle key={key} cx={promised} cy={100 - came} r={LEAST_RADIUS + MORE_RADIUS * Math.sqrt(count / most)} fillOpacity="0.85" />)}
            </g>
          </svg>
        </div>
        <figcaption aria-hidden className="mt-2 ps-11 text-caption text-ink-muted">{heads[0]} →, {heads[1]} ↑</figcaption>
      </figure>
      <table className="w-full border-collapse text-body">
        <caption className="sr-only">{label}</caption>
        <thead><tr className="text-small text-ink-muted">{heads.map((head, at) => <th key={head} scope="col" className={at === 0 ? "py-1 text-start font-medium" : "py-1 text-end font-medium"}>{head}</th>)}</tr></thead>
        <tbody>
          {points.map(({ key, label: name, came, count }) => (
            <tr key={key} className="border-t border-line"><th scope="row" className="py-1 text-start font-normal">{name}</th><td className="figures py-1 text-end">{say(came)}</td><td className="figures py-1 text-end">{count}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
