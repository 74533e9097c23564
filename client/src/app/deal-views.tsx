// The ways to look at deals, each with an address of its own. What is chosen stays so from one to the other. On a
// phone the others than the present one are signs alone.
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumn, Kanban, List } from "lucide-react";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { keptSearch } from "./deal-choice.ts";
import type { ListSearch } from "./list-search.ts";
import { text } from "./text.ts";

const look =
  "inline-flex min-h-touch min-w-touch items-center justify-center gap-1.5 rounded-small px-3 text-small font-medium text-ink-muted no-underline hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-low desk:min-h-7.5";
const views = [
  { to: "/deals", label: text.nav.list, icon: List }, { to: "/board", label: text.nav.board, icon: Kanban }, { to: "/forecast", label: text.nav.forecast, icon: ChartNoAxesColumn },
] as const;

export const DealViews = ({ search }: { readonly search: ListSearch }) => {
  const desk = useIsDesk();
  return (
    <nav aria-label={text.nav.dealViews} className="inline-flex rounded-control border border-line bg-sunken p-0.5">
      {views.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} search={keptSearch(search)} activeOptions={{ includeSearch: false, exact: true }} className={look}>
          {({ isActive }) => <><Icon aria-hidden className="size-4" /><span className={desk || isActive ? undefined : "sr-only"}>{label}</span></>}
        </Link>
      ))}
    </nav>
  );
};
