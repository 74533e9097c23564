// The name of a record, as a link where it has a page.
import type { Kind } from "@outrider/shared/schema";
import { Link } from "@tanstack/react-router";
import { hasPage, recordRoutes } from "./record-route.ts";

export const RecordLink = ({ kind, id, title }: { readonly kind: Kind; readonly id: string; readonly title: string }) =>
  hasPage(kind)
    ? <Link to={recordRoutes[kind]} params={{ id }} className="py-[0.8125rem] font-medium text-accent-ink underline-offset-2 hover:underline desk:py-0">{title}</Link>
    : <span className="font-medium text-ink">{title}</span>;
