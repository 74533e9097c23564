// The centre: everything this person was told, newest first, readable with no network. What is read here is read on all of
// their devices.
import type { Call } from "@outrider/shared/commands";
import { Link } from "@tanstack/react-router";
import { Check, ChevronRight, Mail } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useTitle } from "../../app/use-title.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented, type Segment } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { noticeOf } from "./notice.ts";
import { NoticeLine } from "./notice-line.tsx";
import { words } from "./texts.ts";

type Which = "unread" | "all";
const which: readonly Segment<Which>[] = [{ value: "unread", label: words.which.unread }, { value: "all", label: words.which.all }];

const SHOWN = 200;
const UNREAD = [{ field: "readAt", op: "empty" }] as const;
/** As many are marked in one edit. */
const AT_ONCE = 200;

const NotificationsPage = () => {
  const [shown, setShown] = useState<Which>("all");
  const [busy, setBusy] = useState(false);
  const { rows, complete, loading } = useLiveQuery({ kind: "notification", ...(shown === "unread" && { where: UNREAD }), sort: { by: "at", descending: true }, limit: SHOWN });
  const { rows: unread, total } = useLiveQuery({ kind: "notification", where: UNREAD, limit: 1000 });
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  useTitle(words.title);
  const reading = (id: string): Call => ({ name: "edit", args: { id, values: { readAt: Date.now() } } });
  const say = (reason: string | undefined) => reason !== undefined && toast({ message: reason, tone: "bad" });
  const read = (id: string) => void perform(reading(id)).then(({ reason }) => say(reason));
  const readAll = async () => {
    setBusy(true);
    const ids = unread.map(({ id }) => id);
    let reason: string | undefined;
    for (let from = 0; from < ids.length && reason === undefined; from += AT_ONCE) ({ reason } = await perform(ids.slice(from, from + AT_ONCE).map(reading)));
    setBusy(false);
    if (reason === undefined) toast({ message: words.allRead(ids.length) });
    else say(reason);
  };
  const all = shown === "all";
  return (
    <Page narrow>
      <PageHeader
        title={words.title} detail={loading ? undefined : words.unread(total)}
        actions={total > 0 && <Button icon={Check} busy={busy} onClick={() => void readAll()}>{words.readAll}</Button>}
      />
      <Segmented label={words.show} segments={which} value={shown} onChange={setShown} />
      {loading
        ? <Skeleton lines={5} boxed />
        : (
          <Panel flush>
            {rows.length === 0
              ? <EmptyState icon={Mail} title={all ? words.none : words.noneUnread}>{all ? (complete ? words.noneDetail : words.notHere) : words.noneUnreadDetail}</EmptyState>
              : <ul aria-label={words.title}>{rows.map((row) => <NoticeLine key={row.id} notice={noticeOf(row)} now={now} onRead={read} />)}</ul>}
          </Panel>
        )}
      <Panel flush>
        <Link to="/settings/notifications" className="focus-inset flex min-h-12 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
          <span className="min-w-0 flex-1">{words.settings}</span>
          <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
        </Link>
      </Panel>
    </Page>
  );
};

export default NotificationsPage;
