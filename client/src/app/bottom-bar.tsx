// The bar under the thumb on a phone: four places, the rest behind More, and the way to add something from anywhere.
import { Link, useRouterState } from "@tanstack/react-router";
import { Ellipsis, Plus } from "lucide-react";
import { barItems } from "./nav-items.ts";
import type { Quick } from "./quick.tsx";
import { text } from "./text.ts";

const look =
  "focus-inset flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-ink-muted no-underline aria-[current]:text-accent-ink aria-[current]:shadow-[inset_0_2px_0_var(--accent)]";
const items = [...barItems, { to: "/more", label: text.nav.more, icon: Ellipsis } as const];

/** The place that leads to a page which has none in the bar. */
const placeOf = (path: string): string => {
  const own = items.find(({ to }) => path === to || (to !== "/" && path.startsWith(`${to}/`)));
  return own?.to ?? (/^\/(board|forecast)\b/.test(path) ? "/deals" : "/more");
};

const label = "line-clamp-2 max-w-full px-0.5 text-center leading-[1.15] wrap-anywhere";

export const BottomBar = ({ onAdd }: Pick<Quick, "onAdd">) => {
  const place = useRouterState({ select: ({ location }) => placeOf(location.pathname) });
  return (
    <nav aria-label={text.nav.main} className="safe-bottom shrink-0 border-t border-line bg-surface desk:hidden">
      <ul className="grid grid-cols-6">
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to} activeOptions={{ exact: item.to === "/", includeSearch: false }} aria-current={item.to === place ? "true" : undefined} className={look}>
              <item.icon aria-hidden className="size-5.5" strokeWidth={1.8} />
              <span className={label}>{item.label}</span>
            </Link>
          </li>
        ))}
        <li>
          <button type="button" aria-haspopup="dialog" aria-label={text.quick.add} onClick={onAdd} className={`${look} w-full`}>
            <span className="rounded-control bg-accent p-1 text-on-accent"><Plus aria-hidden className="size-4.5" strokeWidth={2.2} /></span>
            <span className={`${label} text-accent-ink`}>{text.quick.addShort}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
};
