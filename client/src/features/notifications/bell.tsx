// The bell in the bar above every page: how much is unread, there and on the icon of the installed app; and what has just
// come is said once. It comes after the first screen.
import { Link } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSyncSummary } from "../../app/app-context.tsx";
import { iconBadge } from "../../app/icon-badge.ts";
import { useLiveQuery } from "../../read/index.ts";
import { useToast } from "../../ui/toast.tsx";
import { noticeOf } from "./notice.ts";
import { words } from "./texts.ts";

const MOST_SHOWN = 99;
const LATEST = 3;

export const Bell = () => {
  const { rows, total, loading } = useLiveQuery({ kind: "notification", where: [{ field: "readAt", op: "empty" }], sort: { by: "at", descending: true }, limit: LATEST });
  const { attention } = useSyncSummary();
  const toast = useToast();
  // What was there before this page was opened is no news; what was made since and comes late is.
  const [opened] = useState(() => Date.now());
  const told = useRef(new Set<string>());
  useEffect(() => iconBadge(attention + total), [attention, total]);
  useEffect(() => {
    for (const notice of rows.map(noticeOf).reverse()) {
      if (notice.at < opened || told.current.has(notice.id)) continue;
      told.current.add(notice.id);
      toast({ message: notice.sentence, about: notice.id });
    }
  }, [rows, opened, toast]);
  return (
    <Link
      to="/notifications"
      aria-label={words.open(loading ? 0 : total)}
      title={words.title}
      className="relative flex size-touch shrink-0 items-center justify-center rounded-control text-ink-muted hover:bg-hover hover:text-ink desk:size-control"
    >
      <BellIcon aria-hidden className="size-5 desk:size-4.5" />
      {total > 0 && (
        <span aria-hidden className="figures absolute end-0.5 top-0.5 flex h-4 min-w-4 items-center justify-center rounded-pill bg-accent px-1 text-[0.625rem] leading-none font-semibold text-on-accent desk:end-0 desk:top-0">
          {total > MOST_SHOWN ? words.many : total}
        </span>
      )}
    </Link>
  );
};
