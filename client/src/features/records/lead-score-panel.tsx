// A lead's score, and by a tap what it is made of. One that somebody gave stands before the one that is worked out.
import { leadScore } from "@outrider/shared/sales";
import { ChevronRight } from "lucide-react";
import { format } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";
import type { RecordPage } from "../../read/index.ts";
import { panelWords } from "./panel-texts.ts";

const words = panelWords.score;

export const LeadScorePanel = ({ view }: { readonly view: RecordPage }) => {
  const now = useNow();
  const interactions = view.timeline.flatMap((item) => (item.type === "activity" ? [{ type: item.row.values["type"], direction: item.row.values["direction"], at: item.at }] : []));
  const { total, parts } = leadScore({ values: view.values, interactions, employees: view.size?.employees ?? null, now });
  const given = view.values["score"];
  const shown = typeof given === "number" ? given : total;
  return (
    <details className="group rounded-card border border-line bg-surface" data-testid="lead-score">
      <summary className="focus-inset flex min-h-touch list-none items-center gap-3 rounded-card px-4 py-1.5 desk:min-h-10">
        <span className="text-heading font-semibold">{words.heading}</span>
        <span className="figures text-page font-semibold text-accent-ink">{format.number(shown)}</span>
        <span aria-hidden className="h-1.5 min-w-12 max-w-40 flex-1 overflow-hidden rounded-pill bg-line"><span className="block h-full rounded-pill bg-accent" style={{ width: `${Math.min(100, shown)}%` }} /></span>
        <span className="ms-auto inline-flex items-center gap-1 text-small font-medium text-ink-muted"><ChevronRight aria-hidden className="size-4 group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90" />{words.why}</span>
      </summary>
      <div className="border-t border-line px-4 py-3">
        <p className="pb-1 text-small text-ink-muted">{typeof given === "number" ? words.given(total) : words.worked}</p>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 text-body">
          {parts.map(({ part, points, most }) => (
            <div key={part} className="contents">
              <dt className="py-1">{words.parts[part]}{part === "size" && <span className="block text-small wrap-anywhere text-ink-muted">{view.size ? words.size(view.size.name, view.size.employees) : words.noSize}</span>}</dt>
              <dd className="figures py-1 text-end text-ink-muted">{words.of(points, most)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
};
