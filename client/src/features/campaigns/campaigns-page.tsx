// All campaigns, the newest first: whom each goes to, how it stands, and how far it is, live as the feed brings it.
import type { Row } from "@outrider/shared/projection";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, MailX, Megaphone, Plus } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { usePerform } from "../../app/use-perform.ts";
import { useTitle } from "../../app/use-title.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { factsOfRow, stateTones, wordsIn } from "./campaign-facts.ts";
import { words } from "./texts.ts";

const said = words.live;

/** Shares of the audience side by side, each named with its number. */
const Bars = ({ row }: { readonly row: Row }) => {
  const { audience, sent, failed, opened, tracked } = factsOfRow(row);
  const bars = [{ label: said.sent, value: sent, tone: "bg-accent" }, { label: said.failed, value: failed, tone: "bg-bad" }, ...(tracked ? [{ label: said.opened, value: opened, tone: "bg-info-ink" }] : [])];
  return (
    <span className="mt-1.5 grid max-w-xl gap-1 desk:grid-cols-3 desk:gap-4">
      {bars.map(({ label, value, tone }) => (
        <span key={label} className="min-w-0">
          <span className="figures flex justify-between gap-2 text-small text-ink-muted"><span>{label}</span><span>{words.of(value, audience)}</span></span>
          <span aria-hidden className="block h-1.5 overflow-hidden rounded-pill bg-line"><span className={`block h-full rounded-pill ${tone}`} style={{ width: `${audience === 0 ? 0 : Math.min(100, (100 * value) / audience)}%` }} /></span>
        </span>
      ))}
    </span>
  );
};

const Line = ({ row }: { readonly row: Row }) => {
  const { state, startedAt } = factsOfRow(row);
  const segment = wordsIn(row.values, "segment");
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to="/campaigns/$id" params={{ id: row.id }} className="focus-inset flex min-h-14 items-center gap-3 px-4 py-2.5 text-ink no-underline hover:bg-hover">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium"><span className="wrap-anywhere">{row.title === "" ? words.untitled : row.title}</span><Badge tone={stateTones[state]}>{words.states[state]}</Badge></span>
          <span className="figures block text-small text-ink-muted wrap-anywhere">{[row.titles[segment] ?? words.noSegment, ...(startedAt === null ? [] : [said.started(format.moment(startedAt))])].join(" · ")}</span>
          {state !== "draft" && <Bars row={row} />}
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
      </Link>
    </li>
  );
};

const CampaignsPage = () => {
  useTitle(words.title);
  const role = useUser()?.role;
  const perform = usePerform();
  const toast = useToast();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const { rows, loading, complete } = useLiveQuery({ kind: "campaign", sort: { by: "updatedAt", descending: true }, limit: 1_000 });
  const writes = role === "admin" || role === "manager";
  const create = async () => {
    setBusy(true);
    const done = await perform({ name: "create", args: { kind: "campaign", values: { name: words.untitled } } });
    setBusy(false);
    const id = done.reason === undefined ? done.saved.records[0] : undefined;
    if (id === undefined) return toast({ message: done.reason ?? words.failed, tone: "bad" });
    return navigate({ to: "/campaigns/$id", params: { id } });
  };
  const button = <Button variant="primary" icon={Plus} busy={busy} onClick={() => void create()}>{words.create}</Button>;
  return (
    <Page>
      <PageHeader title={words.title} detail={loading ? undefined : words.count(rows.length)} actions={writes ? button : undefined} />
      <ListNotice complete={complete} loading={loading} />
      {loading ? <Skeleton lines={4} boxed /> : (
        <Panel flush>
          {rows.length === 0 ? <EmptyState icon={Megaphone} title={words.none} action={writes ? button : undefined}>{writes ? words.noneDetail : words.noneForReps}</EmptyState> : <ul aria-label={words.title}>{rows.map((row) => <Line key={row.id} row={row} />)}</ul>}
        </Panel>
      )}
      {role === "admin" && <p><Link to="/campaigns/suppressed" className="inline-flex min-h-touch items-center gap-2 text-body text-accent-ink underline-offset-2 hover:underline"><MailX aria-hidden className="size-4" />{words.suppressed.open}</Link></p>}
    </Page>
  );
};

export default CampaignsPage;
