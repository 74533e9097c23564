// One record of the home page: its name as a link over the whole line, what it is, and why it stands here.
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { kindIcon } from "../../app/kind-icon.ts";
import { hasPage, recordRoutes } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";

const details = { deal: ["company", "value"], lead: ["company", "status"], contact: ["title", "company"], company: ["industry", "country"] } as const;

export const RecordLine = ({ row, sign }: { readonly row: Row; readonly sign?: ReactNode }) => {
  if (!hasPage(row.kind)) return null;
  const { kind } = row;
  const Icon = kindIcon[kind];
  const detail = details[kind].map((field) => showField(kind, field, row.values[field], row.titles)).filter((part) => part !== "").join(" · ");
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to={recordRoutes[kind]} params={{ id: row.id }} className="focus-inset flex min-h-14 items-center gap-3 px-4 py-1.5 text-body text-ink no-underline hover:bg-hover desk:min-h-12">
        <Icon aria-hidden className="size-4.5 shrink-0 text-ink-muted" strokeWidth={1.8} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{row.title}</span>
          {detail !== "" && <span className="figures block truncate text-small text-ink-muted">{detail}</span>}
        </span>
        {sign}
      </Link>
    </li>
  );
};
