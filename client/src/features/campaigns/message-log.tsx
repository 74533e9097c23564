// What became of each message, as the server keeps it: by what they came to, a page after the other, and another try for those
// that failed for good.
import { Link } from "@tanstack/react-router";
import { Mails, RefreshCw, RotateCcw } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { NotListed } from "../../app/not-listed.tsx";
import { reasonWords } from "../../app/reason-words.ts";
import { useComingBack } from "../../app/use-coming-back.ts";
import { useNow } from "../../app/use-now.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { Tone } from "../../ui/tone.ts";
import { type LoggedMessage, messagesOf, STATUSES } from "./campaign-wire.ts";
import { words } from "./texts.ts";

const said = words.log;
const PAGE = 50;
const tones: Readonly<Record<string, Tone>> = { QUEUED: "neutral", SENT: "ok", FAILED: "bad", UNKNOWN: "warn", SKIPPED: "neutral" };
const ALL = "ALL";
type Filter = typeof ALL | (typeof STATUSES)[number];
const filters = [{ value: ALL, label: said.all }, ...STATUSES.map((value) => ({ value, label: said.statuses[value] ?? value }))] as const;

const Line = ({ message: { customer, name, status, why, events, sentAt, updatedAt }, now, onRetry }: { readonly message: LoggedMessage; readonly now: number; readonly onRetry: (() => void) | undefined }) => {
  const shown = name === "" ? said.somebody : name;
  const at = sentAt ?? updatedAt;
  return (
    <li className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-b-0">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body">
          {name === "" ? <span className="text-ink-muted">{shown}</span> : <Link to="/contacts/$id" params={{ id: customer }} className="py-2 font-medium text-accent-ink underline-offset-2 wrap-anywhere hover:underline desk:py-0">{shown}</Link>}
          <Badge tone={tones[status]}>{said.statuses[status] ?? status}</Badge>
        </span>
        <span className="figures block text-small text-ink-muted wrap-anywhere">{[...(at === null ? [] : [format.when(at, now)]), ...events.map((event) => said.events[event] ?? event), ...(why === "" ? [] : [reasonWords({ message: why })])].join(" · ")}</span>
      </span>
      {onRetry !== undefined && <IconButton icon={RotateCcw} label={said.retryOf(shown)} onClick={onRetry} />}
    </li>
  );
};

interface LogProps { readonly id: string; /** How many failed for good, as the feed says. */ readonly failed: number; /** Looked at anew where it changes. */ readonly stamp: string }

export const MessageLog = ({ id, failed, stamp }: LogProps) => {
  const { api } = useApp();
  const toast = useToast();
  const now = useNow();
  const workspace = useUser()?.workspaceId ?? "";
  const [filter, setFilter] = useState<Filter>(ALL);
  const [found, setFound] = useState<{ readonly filter: Filter; readonly messages: readonly LoggedMessage[]; readonly more: boolean }>();
  const [problem, setProblem] = useState<Parameters<typeof NotListed>[0]["problem"]>();
  const look = useCallback(
    (before: readonly LoggedMessage[] = []) => {
      const after = before.at(-1)?.customer;
      return api({ method: "GET", path: `/api/campaigns/${encodeURIComponent(id)}/messages?workspace=${encodeURIComponent(workspace)}&limit=${PAGE}${filter === ALL ? "" : `&status=${filter}`}${after === undefined ? "" : `&after=${encodeURIComponent(after)}`}` }).then((answer) => {
        setProblem(answer.ok ? undefined : answer.error);
        if (!answer.ok) return;
        const page = messagesOf(answer.value);
        setFound({ filter, messages: [...before, ...page], more: page.length === PAGE });
      });
    },
    [api, id, workspace, filter],
  );
  const first = useCallback(() => void look(), [look]);
  // While messages go out the figures move: the beginning of the log follows them, no page that somebody reads on does.
  useEffect(first, [first, stamp]);
  useComingBack(first);
  const retry = async ({ customer }: LoggedMessage) => {
    const answer = await api({ method: "POST", path: `/api/campaigns/${encodeURIComponent(id)}/messages/${encodeURIComponent(customer)}/retry?workspace=${encodeURIComponent(workspace)}` });
    if (!answer.ok) return toast({ message: answer.error.kind === "unreachable" ? words.needsNetwork : answer.error.detail || words.failed, tone: "bad" });
    toast({ message: said.retried });
    return look();
  };
  const messages = found?.filter === filter ? found.messages : undefined;
  return (
    <Panel title={said.title} flush actions={<IconButton icon={RefreshCw} label={said.refresh} onClick={first} />}>
      {problem !== undefined && messages === undefined ? <NotListed problem={problem} look={() => look()} words={{ ...said, retry: said.refresh }} icon={Mails} /> : (
        <>
          <div className="flex flex-wrap items-end gap-x-4 gap-y-2 px-4 py-3">
            <div className="w-48"><Select label={said.filter} value={filter} options={filters} onChange={setFilter} /></div>
            {failed > 0 && <p className="min-w-0 flex-1 basis-60 text-small text-ink-muted">{said.dead(failed)}</p>}
          </div>
          {messages === undefined && <Skeleton lines={4} />}
          {messages?.length === 0 && <EmptyState icon={Mails} title={said.none}>{said.noneDetail}</EmptyState>}
          {messages !== undefined && messages.length > 0 && <ul aria-label={said.title} className="border-t border-line">{messages.map((message) => <Line key={message.customer} message={message} now={now} onRetry={message.status === "FAILED" ? () => void retry(message) : undefined} />)}</ul>}
          {found?.more === true && messages !== undefined && <div className="p-3"><Button onClick={() => void look(messages)}>{said.more}</Button></div>}
        </>
      )}
    </Panel>
  );
};
