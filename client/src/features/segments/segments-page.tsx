// All segments of the workspace: what each is called, its rule in words, and how many it holds now.
import type { Row } from "@outrider/shared/projection";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, Plus, Target } from "lucide-react";
import { useMemo, useState } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useLiveQuery, useSegment } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ruleOfSegment } from "./segment-fields.ts";
import { words } from "./texts.ts";
import { useLooking } from "./use-preview.ts";
import { type Reading, useSegmentReading } from "./use-segment-reading.ts";

/** More than anybody has. */
const MOST = 500;

const Count = ({ row }: { readonly row: Row }) => {
  const looking = useLooking();
  const { rule } = ruleOfSegment(row.values["rule"]);
  const found = useSegment({ rule: rule ?? null, ...looking, sample: 0 });
  if (found === undefined || found.fault !== null || found.count === null) return null;
  return <>{found.complete ? words.contacts(found.count) : words.here(found.count)}</>;
};

const Line = ({ row, told, now }: { readonly row: Row; readonly told: Reading; readonly now: number }) => {
  const { rule, strange } = ruleOfSegment(row.values["rule"]);
  const said = strange ? words.page.strange : rule === undefined ? words.everybody : ruleLine(rule, told.fields, told.names);
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to="/segments/$id" params={{ id: row.id }} className="focus-inset flex min-h-16 items-center gap-3 px-4 py-2.5 text-ink no-underline hover:bg-hover">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-body font-medium wrap-anywhere">{row.title}</span>
            <span className="figures text-small font-medium text-accent-ink"><Count row={row} /></span>
          </span>
          <span className="line-clamp-2 text-small text-ink-muted wrap-anywhere">{said}</span>
          <span className="block truncate text-caption text-ink-muted">{words.changedBy(told.names[row.updatedBy] ?? text.record.server, format.when(row.updatedAt, now))}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
      </Link>
    </li>
  );
};

const SegmentsPage = () => {
  const navigate = useNavigate();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const search = typed.trim();
  useTitle(words.title);
  const { rows, total, loading, complete } = useLiveQuery({ kind: "segment", limit: MOST, ...(search === "" ? { sort: { by: "title" } } : { search }) });
  const told = useSegmentReading(useMemo(() => rows.flatMap(({ values }) => ruleOfSegment(values["rule"]).rule ?? []), [rows]));
  const make = <Button variant="primary" icon={Plus} onClick={() => void navigate({ to: "/segments/new" })}>{words.make}</Button>;
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/more" />} title={words.title} detail={loading ? undefined : words.count(total)} actions={make} />
      <ListNotice complete={complete} loading={loading} />
      {(total > 0 || search !== "") && <SearchBox label={words.search} value={typed} onChange={setTyped} />}
      {loading ? <Skeleton lines={6} boxed /> : (
        <Panel flush>
          {rows.length > 0
            ? <ul aria-label={words.title}>{rows.map((row) => <Line key={row.id} row={row} told={told} now={now} />)}</ul>
            : search === ""
              ? <EmptyState icon={Target} title={words.none}>{words.noneDetail}</EmptyState>
              : <EmptyState icon={Target} title={words.nothing(search)} />}
        </Panel>
      )}
      <p className="text-small text-ink-muted">{words.lead}</p>
    </Page>
  );
};

export default SegmentsPage;
