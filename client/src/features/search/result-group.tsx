// What was found of one kind, or changed last: the best few, each a link; what hangs on a record leads to that record.
import type { Row } from "@outrider/shared/projection";
import type { Kind } from "@outrider/shared/schema";
import { useState } from "react";
import { kindIcon } from "../../app/kind-icon.ts";
import { notePlace } from "../../app/note-place.ts";
import { homeOf } from "../../app/record-home.tsx";
import { recordHref, recordRoutes, type PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { useLiveQuery, type Query } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { passage } from "../../app/passage.ts";
import { words } from "./texts.ts";

const FIRST = 8;
const details: Partial<Record<Kind, readonly string[]>> = {
  deal: ["company", "stage", "value"], lead: ["company", "email", "status"], contact: ["title", "company"], company: ["industry", "country"], activity: ["type", "outcome"], task: ["due"], objection: ["category"],
};

export type Open = (to: (typeof recordRoutes)[PageKind], id: string, hash: string | undefined) => void;

export const ResultGroup = ({ title, query, typed, onOpen }: { readonly title: string; readonly query: Query; readonly typed: string; readonly onOpen: Open }) => {
  const [limit, setLimit] = useState(FIRST);
  const { rows, total } = useLiveQuery({ ...query, limit });
  if (total === 0) return null;
  return (
    <Panel title={title} flush>
      <ul>
        {rows.map((row) => <li key={row.id} className="border-b border-line last:border-b-0"><Result row={row} typed={typed} onOpen={onOpen} /></li>)}
      </ul>
      {total > rows.length && <div className="px-2 py-1"><Button variant="quiet" size="small" onClick={() => setLimit(limit + 50)}>{words.more(total - rows.length)}</Button></div>}
    </Panel>
  );
};

export const Result = ({ row, typed, onOpen }: { readonly row: Row; readonly typed: string; readonly onOpen: Open }) => {
  const root = row.values["root"];
  const target = homeOf(row);
  const Icon = kindIcon[row.kind];
  const place = notePlace(row);
  const shown = (details[row.kind] ?? []).map((field) => showField(row.kind, field, row.values[field], row.titles));
  const detail = [...shown, typeof root === "string" && row.titles[root] !== undefined ? words.on(row.titles[root]) : ""].filter((part) => part !== "").join(" · ");
  const content = (
    <>
      <Icon aria-hidden className="size-4.5 shrink-0 text-ink-muted" strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-ink">{place === undefined ? row.title : passage(String(row.values["text"] ?? ""), typed)}</span>
        {detail !== "" && <span className="figures block truncate text-small text-ink-muted">{detail}</span>}
      </span>
    </>
  );
  const look = "focus-inset flex min-h-14 items-center gap-3 px-4 py-1.5 text-body no-underline hover:bg-hover desk:min-h-12";
  if (target === null) return <span className={look}>{content}</span>;
  return (
    <a
      data-result="" href={`${recordHref(target.kind, target.id)}${place === undefined ? "" : `#${place}`}`} className={look}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onOpen(recordRoutes[target.kind], target.id, place);
      }}
    >
      {content}
    </a>
  );
};
