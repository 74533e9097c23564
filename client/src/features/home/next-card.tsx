// The one thing to do now and why it is that one.
import { Link } from "@tanstack/react-router";
import { ArrowRight, SquareCheck, Handshake } from "lucide-react";
import { homeOf } from "../../app/record-home.tsx";
import { recordRoutes } from "../../app/record-route.ts";
import { RecordLink } from "../../app/record-link.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Next } from "./next-step.ts";
import { words } from "./texts.ts";

const whyOf = ({ reason, days }: Next): string => (reason === "deal-closing" && days === 0 ? words.closesTodayUnplanned : words.why[reason](words.days(days)));

const Why = ({ next }: { readonly next: Next }) => <span className="block text-small text-ink-muted">{whyOf(next)}</span>;

const TaskNext = ({ next }: { readonly next: Next }) => {
  const home = homeOf(next.row);
  return (
    <div className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      <SquareCheck aria-hidden className="size-5 shrink-0 text-accent" />
      <span className="min-w-0 flex-1 text-body">
        <span className="block truncate font-semibold text-ink">{next.row.title}</span>
        <Why next={next} />
        {typeof next.row.values["root"] === "string" && <span className="block truncate text-small">{home === null ? "\u00a0" : <RecordLink {...home} />}</span>}
      </span>
    </div>
  );
};

const DealNext = ({ next }: { readonly next: Next }) => (
  <Link to={recordRoutes.deal} params={{ id: next.row.id }} className="focus-inset flex min-h-16 items-center gap-3 px-4 py-2.5 text-body text-ink no-underline hover:bg-hover">
    <Handshake aria-hidden className="size-5 shrink-0 text-accent" />
    <span className="min-w-0 flex-1"><span className="block truncate font-semibold">{next.row.title}</span><Why next={next} /></span>
    <ArrowRight aria-hidden className="size-4 shrink-0 text-ink-muted rtl:-scale-x-100" />
  </Link>
);

export const NextCard = ({ next }: { readonly next: Next | undefined }) => (
  <Panel title={words.next} flush>
    {next === undefined ? <p className="px-4 py-3 text-body text-ink-muted">{words.nextNone}</p> : next.row.kind === "task" ? <TaskNext next={next} /> : <DealNext next={next} />}
  </Panel>
);
