// The links by which other calendar programs read one's days: what each shows, when it was last read, and its end.
import { Ban, Plus, Rss } from "lucide-react";
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { format } from "../../app/format.ts";
import { NotListed } from "../../app/not-listed.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import { useAsked } from "../../app/use-asked.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { linksOf, type LinkView } from "./links-view.ts";
import { words as all } from "./texts.ts";

const words = all.link;

const LinkLine = ({ link, now, onRevoke }: { readonly link: LinkView; readonly now: number; readonly onRevoke: () => void }) => (
  <li className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
    <Rss aria-hidden className="size-5 shrink-0 text-ink-muted" strokeWidth={1.8} />
    <span className="min-w-0 flex-1">
      <span className="block text-body font-medium wrap-anywhere">{link.name}</span>
      <span className="block text-small text-ink-muted">{words.shown(link.shows.map((one) => words.showing[one]).join(", "))}</span>
      <span className="block text-small text-ink-muted">{words.made(format.day(format.today(link.createdAt)))} · {link.lastUsedAt === null ? words.unused : words.used(format.ago(link.lastUsedAt, now))}</span>
    </span>
    <IconButton icon={Ban} label={words.revoke(link.name)} onClick={onRevoke} />
  </li>
);

const CalendarLinksPage = () => {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const now = useNow();
  const toast = useToast();
  const query = workspace === "" ? "" : `?workspace=${encodeURIComponent(workspace)}`;
  const { value: links, problem, look } = useAsked(`/api/calendar-links${query}`, linksOf);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<LinkView>();
  const [busy, setBusy] = useState(false);
  useTitle(words.title);
  const revoke = async (link: LinkView) => {
    setBusy(true);
    const answer = await api({ method: "DELETE", path: `/api/calendar-links/${encodeURIComponent(link.id)}${query}` });
    setBusy(false);
    setEnding(undefined);
    if (answer.ok) toast({ message: words.revoked(link.name) });
    else toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
    await look();
  };
  const listed = problem === undefined && links !== undefined;
  return (
    <Page narrow>
      <PageHeader
        back={<BackLink to="/settings" />} title={words.title} detail={listed ? words.count(links.length) : undefined}
        actions={listed && <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>{words.make}</Button>}
      />
      {links === undefined && problem === undefined && <Skeleton lines={4} boxed />}
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={Rss} /></Panel>}
      {listed && (
        <Panel flush>
          {links.length === 0 ? <EmptyState icon={Rss} title={words.none}>{words.noneDetail}</EmptyState> : (
            <ul aria-label={words.title}>{links.map((link) => <LinkLine key={link.id} link={link} now={now} onRevoke={() => setEnding(link)} />)}</ul>
          )}
        </Panel>
      )}
      <p className="text-small text-ink-muted">{words.lead}</p>
      {making && <LinkDialog path={`/api/calendar-links${query}`} onMade={() => void look()} onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={ending !== undefined} danger busy={busy} title={words.revokeTitle(ending?.name ?? "")} description={words.revokeDetail}
        confirmLabel={words.confirm} onConfirm={() => ending !== undefined && void revoke(ending)} onClose={() => setEnding(undefined)}
      />
    </Page>
  );
};

export default CalendarLinksPage;
