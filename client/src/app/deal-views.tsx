// The ways to look at deals, each with an address of its own. Who owns them stays chosen from one to the other.
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumn, Kanban, List } from "lucide-react";
import type { ListSearch } from "./list-search.ts";
import { text } from "./text.ts";

const look =
  "group inline-flex min-h-touch min-w-touch items-center justify-center gap-1.5 rounded-small px-3 text-small font-medium text-ink-muted no-underline hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-low desk:min-h-7.5";

/** On a phone only that of the view that is open is seen. */
const name = "max-desk:sr-only max-desk:group-aria-[current=page]:not-sr-only";

export const DealViews = ({ search }: { readonly search: ListSearch }) => {
  const kept: ListSearch = search.owner === undefined ? {} : { owner: search.owner };
  return (
    <nav aria-label={text.nav.dealViews} className="inline-flex rounded-control border border-line bg-sunken p-0.5">
      <Link to="/deals" search={kept} activeOptions={{ includeSearch: false, exact: true }} className={look}><List aria-hidden className="size-4" /><span className={name}>{text.nav.list}</span></Link>
      <Link to="/board" search={kept} activeOptions={{ includeSearch: false, exact: true }} className={look}><Kanban aria-hidden className="size-4" /><span className={name}>{text.nav.board}</span></Link>
      <Link to="/forecast" search={kept} activeOptions={{ includeSearch: false, exact: true }} className={look}><ChartNoAxesColumn aria-hidden className="size-4" /><span className={name}>{text.nav.forecast}</span></Link>
    </nav>
  );
};
