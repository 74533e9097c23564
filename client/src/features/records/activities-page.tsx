// All activities this person sees, newest first, whatever record they are on: by type, person, time and words.
import type { Row } from "@outrider/shared/projection";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { History, Mail, NotebookPen, Phone, SearchX, Users } from "lucide-react";
import { useCallback, useMemo } from "react";
import { ACTIVITY_TYPES, activitySearch, PERIODS, teamBy, type ActivitySearch } from "../../app/activity-search.ts";
import { AddressSearchBox } from "../../app/address-search-box.tsx";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { PendingMark } from "../../app/pending-mark.tsx";
import { homeOf } from "../../app/record-home.tsx";
import { recordHref } from "../../app/record-route.ts";
import { useNow } from "../../app/use-now.ts";
import { teamName, useTeams } from "../../app/use-teams.ts";
import { useTitle } from "../../app/use-title.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import type { Column } from "../../ui/column.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { activityQuery, activityRule } from "./activity-query.ts";
import { pageWords } from "./page-texts.ts";
import { words } from "./texts.ts";
import { useTypedSearch } from "../../app/use-typed-search.ts";
import { useWindow } from "./use-window.ts";

const ANY = "any";
const BehindFigure = whenOpened(async () => (await import("./behind-figure.tsx")).BehindFigure);
const icons = { call: Phone, meeting: Users, email: Mail, note: NotebookPen } as const;
const said = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};
const typeOf = (row: Row): string => pageWords.timeline.types[said(row, "type")] ?? said(row, "type");
const aboutOf = (row: Row): string => row.titles[said(row, "root")] ?? pageWords.activities.nowhere;
/** Of what hangs on a record nothing has a page but the record. */
const hrefOf = (row: Row): string => {
  const home = homeOf(row);
  return home === null ? "/activities" : recordHref(home.kind, home.id);
};

const Title = ({ row }: { readonly row: Row }) => {
  const Icon = icons[said(row, "type") as keyof typeof icons] ?? NotebookPen;
  return <span className="inline-flex max-w-full items-center gap-2 align-bottom"><Icon aria-hidden className="size-4 shrink-0 text-ink-muted" /><span className="truncate">{typeOf(row)}: {aboutOf(row)}</span>{row.pending.length > 0 && <PendingMark />}</span>;
};

function columnsFor(now: number, names: ReadonlyMap<string, string>): readonly Column<Row>[] {
  return [
    { key: "about", header: pageWords.activities.about, width: "minmax(0,1.6fr)", phone: "title", cell: (row) => <Title row={row} /> },
    { key: "said", header: pageWords.activities.said, width: "minmax(0,2fr)", phone: "detail", cell: (row) => [said(row, "outcome"), said(row, "text")].filter((part) => part !== "").join(" · ") },
    { key: "who", header: pageWords.activities.who, width: "minmax(0,1fr)", cell: (row) => names.get(row.updatedBy) ?? "" },
    { key: "at", header: pageWords.activities.when, width: "9rem", align: "end", phone: "end", cell: (row) => (typeof row.values["at"] === "number" ? format.when(row.values["at"], now) : "") },
  ];
}

const ActivitiesPage = () => {
  const navigate = useNavigate();
  const user = useUser();
  const now = useNow();
  const given = useSearch({ strict: false });
  const address = useMemo(() => activitySearch(given), [given]);
  const change = useCallback((part: { readonly [Key in Exclude<keyof ActivitySearch, "counted">]?: string | undefined }) => void navigate({ to: "/activities", search: activitySearch({ ...address, counted: undefined, ...part }), replace: true }), [navigate, address]);
  const say = useCallback((q: string | undefined) => change({ q }), [change]);
  const { search, type } = useTypedSearch(address, say);
  const { teams, members } = useTeams();
  const team = teamBy(search.by);
  const names = useMemo(() => new Map(members.map(({ id, name }) => [id, name])), [members]);
  const { count, complete, beyond, loading, rowAt, onRange } = useWindow(activityQuery(search, now, members));
  const columns = useMemo(() => columnsFor(now, names), [now, names]);
  const filtered = Object.keys(search).length > 0;
  const labels = pageWords.activities;
  useTitle(labels.title);
  const chosen = (value: string): string | undefined => (value === ANY ? undefined : value);
  const empty = filtered
    ? <EmptyState icon={SearchX} title={words.list.noneFound} action={<Button onClick={() => void navigate({ to: "/activities", search: {}, replace: true })}>{words.list.clear}</Button>}>{words.list.noneFoundDetail}</EmptyState>
    : <EmptyState icon={History} title={labels.empty} action={<Link to="/deals" className={buttonClass("primary")}>{labels.toDeals}</Link>}>{labels.emptyDetail}</EmptyState>;
  return (
    <Page fill>
      <PageHeader title={labels.title} detail={loading ? undefined : labels.count(count)} />
      <div className="flex flex-wrap gap-2">
        <div className="min-w-0 basis-full desk:w-64 desk:basis-auto"><AddressSearchBox label={labels.find} placeholder={labels.find} value={search.q ?? ""} onChange={(q) => type(q === "" ? undefined : q)} /></div>
        <div className="min-w-0 flex-1 desk:w-40 desk:flex-none"><Select label={labels.type} hideLabel value={search.type ?? ANY} onChange={(value) => change({ type: chosen(value) })} options={[{ value: ANY, label: labels.anyType }, ...ACTIVITY_TYPES.map((value) => ({ value, label: pageWords.timeline.types[value] ?? value }))]} /></div>
        <div className="min-w-0 flex-1 desk:w-44 desk:flex-none"><Select label={labels.by} hideLabel value={search.by ?? ANY} onChange={(value) => change({ by: chosen(value) })} options={[{ value: ANY, label: labels.anybody }, ...(user === undefined ? [] : [{ value: user.id, label: labels.me }]), ...(team === undefined ? [] : [{ value: search.by ?? "", label: labels.team(teamName(teams, team)) }]), ...members.filter(({ id }) => id !== user?.id).map(({ id, name }) => ({ value: id, label: name }))]} /></div>
        <div className="min-w-0 flex-1 desk:w-44 desk:flex-none"><Select label={labels.period} hideLabel value={search.period ?? ANY} onChange={(value) => change({ period: chosen(value) })} options={PERIODS.map((value) => ({ value, label: labels.periods[value] }))} /></div>
        {search.period === "between" && (
          <div className="flex basis-full gap-2 desk:basis-auto">
            <TextField label={labels.from} hideLabel type="date" value={search.from ?? ""} onChange={(from) => change({ from })} />
            <TextField label={labels.to} hideLabel type="date" value={search.to ?? ""} onChange={(to) => change({ to })} />
          </div>
        )}
      </div>
      <ListNotice complete={complete} loading={loading} beyond={beyond} kinds={["activity"]} instead={search.counted === true ? <BehindFigure kind="activity" rule={activityRule(search, members)} offline={beyond === "offline"} /> : undefined} />
      {loading ? <Skeleton lines={8} boxed /> : count === 0 ? (complete || filtered || beyond !== undefined ? empty : <Skeleton lines={8} boxed />) : (
        <div className="-mx-4 flex min-h-0 flex-1 flex-col desk:mx-0">
          <VirtualList
            label={labels.title} columns={columns} count={count} rowAt={rowAt} onRange={onRange} rowKey={(row) => row.id} hrefFor={hrefOf}
            onOpen={(row) => void navigate({ to: hrefOf(row) })} restoreKey={`activities ${JSON.stringify(search)}`}
          />
        </div>
      )}
    </Page>
  );
};

export default ActivitiesPage;
