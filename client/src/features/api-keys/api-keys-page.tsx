// The keys by which programs call: what each may do, when it was last used, and its end.
import { BookOpen, Ban, KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { atServer } from "../../app/at-server.ts";
import { BackLink } from "../../app/back-link.tsx";
import { format } from "../../app/format.ts";
import { NotListed } from "../../app/not-listed.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { allowsAll, isAll, isGood, type KeyView, readsAll } from "./key-view.ts";
import { words } from "./texts.ts";
import { useApiKeys } from "./use-api-keys.ts";

const dayOf = (at: number): string => format.day(new Date(at).toISOString().slice(0, 10));

const allowed = (key: KeyView): string => {
  if (isAll(key, allowsAll)) return words.allWrites;
  if (isAll(key, readsAll)) return words.allReads;
  const named = (kinds: KeyView["reads"]): string => kinds.map((kind) => words.kinds[kind]).join(", ");
  return [...(key.reads.length > 0 ? [words.readsOf(named(key.reads))] : []), ...(key.writes.length > 0 ? [words.writesOf(named(key.writes))] : [])].join(" · ");
};

interface KeyRowProps { readonly item: KeyView; readonly now: number; readonly maker: string; readonly onRevoke: () => void }

const KeyRow = ({ item, now, maker, onRevoke }: KeyRowProps) => {
  const good = isGood(item, now);
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
      <KeyRound aria-hidden className={good ? "size-5 shrink-0 text-ink-muted" : "size-5 shrink-0 text-ink-faint"} strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          <span className={good ? "wrap-anywhere" : "wrap-anywhere text-ink-muted"}>{item.name}</span>
          <code className="text-small font-normal text-ink-muted">{item.prefix}…</code>
          {!good && <Badge tone="neutral">{item.revokedAt === null ? words.ranOut : words.revoked}</Badge>}
        </span>
        <span className="block text-small text-ink-muted">{allowed(item)}</span>
        <span className="block text-small text-ink-muted">{words.madeBy(maker, dayOf(item.createdAt))}</span>
        <span className="block text-small text-ink-muted">
          {item.lastUsedAt === null ? words.unused : words.used(format.ago(item.lastUsedAt, now))}
          {good && <> · {item.expiresAt === null ? words.staysGood : words.runsOut(dayOf(item.expiresAt))}</>}
        </span>
      </span>
      {good && (
        <span className="flex shrink-0 items-center">
          <span className="hidden desk:block"><Button size="small" onClick={onRevoke} aria-label={words.revoke(item.name)}>{words.revokeShort}</Button></span>
          <span className="desk:hidden"><IconButton icon={Ban} label={words.revoke(item.name)} onClick={onRevoke} /></span>
        </span>
      )}
    </li>
  );
};

const ApiKeysPage = () => {
  const { api } = useApp();
  const now = useNow();
  const { keys, problem, look, pathOf } = useApiKeys(now);
  const { members } = useMembers();
  const toast = useToast();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<KeyView>();
  const [busy, setBusy] = useState(false);
  useTitle(words.title);
  const revoke = async (key: KeyView) => {
    setBusy(true);
    const answer = await api({ method: "DELETE", path: pathOf(key.id) });
    setBusy(false);
    setEnding(undefined);
    if (answer.ok) toast({ message: words.done(key.name) });
    else toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
    await look();
  };
  const listed = problem === undefined && keys !== undefined;
  return (
    <Page narrow>
      <PageHeader
        back={<BackLink to="/settings" />} title={words.title} detail={listed ? words.count(keys.length) : undefined}
        actions={listed && <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>{words.make}</Button>}
      />
      {keys === undefined && problem === undefined && <Skeleton lines={4} boxed />}
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={KeyRound} /></Panel>}
      {listed && keys.length === 0 && <Panel flush><EmptyState icon={KeyRound} title={words.none}>{words.noneDetail}</EmptyState></Panel>}
      {listed && keys.length > 0 && (
        <Panel flush>
          <ul aria-label={words.title}>
            {keys.map((key) => <KeyRow key={key.id} item={key} now={now} maker={members.find(({ id }) => id === key.madeBy)?.name ?? words.somebody} onRevoke={() => setEnding(key)} />)}
          </ul>
        </Panel>
      )}
      <p className="text-small text-ink-muted">{words.lead}</p>
      <Panel flush>
        <a href={atServer("/docs")} target="_blank" rel="noreferrer" className="focus-inset flex min-h-12 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
          <BookOpen aria-hidden className="size-5 text-ink-muted" strokeWidth={1.8} />
          <span className="min-w-0 flex-1">{words.docs}</span>
        </a>
      </Panel>
      {making && <KeyDialog path={pathOf()} onMade={() => void look()} onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={ending !== undefined} danger busy={busy} title={words.revokeTitle(ending?.name ?? "")} description={words.revokeDetail}
        confirmLabel={words.confirm} onConfirm={() => ending !== undefined && void revoke(ending)} onClose={() => setEnding(undefined)}
      />
    </Page>
  );
};

export default ApiKeysPage;
