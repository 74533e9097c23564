// On a contact's page: which segments hold this contact, and of each why.
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useLiveQuery, useSegment, type RecordPage } from "../../read/index.ts";
import { Panel } from "../../ui/panel.tsx";
import { RuleOutline } from "./rule-outline.tsx";
import { ruleOfSegment } from "./segment-fields.ts";
import { words } from "./texts.ts";
import { useLooking } from "./use-preview.ts";
import { type Reading, useSegmentReading } from "./use-segment-reading.ts";

const said = words.panel;
/** Each is looked at by itself. */
const MOST = 60;

/** Nothing where the contact is not in it. */
const Held = ({ row, contact, told }: { readonly row: Row; readonly contact: string; readonly told: Reading }) => {
  const looking = useLooking();
  const { rule, strange } = ruleOfSegment(row.values["rule"]);
  const answer = useSegment(rule === undefined ? null : { rule, ...looking, sample: 0, contact });
  const why = answer?.why;
  if (strange || (rule !== undefined && why?.holds !== true)) return null;
  return (
    <li className="border-b border-line py-1 last:border-b-0">
      <Link to="/segments/$id" params={{ id: row.id }} className="inline-flex min-h-touch items-center text-body font-medium text-accent-ink underline-offset-2 hover:underline desk:min-h-8">{row.title}</Link>
      {rule !== undefined && why && (
        <details>
          <summary className="focus-inset flex min-h-touch items-center rounded-small text-small text-ink-muted desk:min-h-7">{said.why(row.title)}</summary>
          <RuleOutline rule={rule} why={why} told={{ fields: told.fields, names: { ...told.names, ...answer?.titles } }} />
        </details>
      )}
    </li>
  );
};

export const SegmentsPanel = ({ view }: { readonly view: RecordPage }) => {
  const { rows, loading } = useLiveQuery({ kind: "segment", sort: { by: "title" }, limit: MOST });
  const told = useSegmentReading(useMemo(() => rows.flatMap(({ values }) => ruleOfSegment(values["rule"]).rule ?? []), [rows]));
  if (loading || rows.length === 0) return null;
  return (
    <Panel title={said.title}>
      <ul className="peer flex flex-col">{rows.map((row) => <Held key={row.id} row={row} contact={view.id} told={told} />)}</ul>
      <p className="hidden text-body text-ink-muted peer-empty:block">{said.none}</p>
    </Panel>
  );
};
