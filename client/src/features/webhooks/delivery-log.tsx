// What was sent by one webhook, what came back, and sending it again.
import { CloudUpload, RefreshCw } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { useNow } from "../../app/use-now.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { Tone } from "../../ui/tone.ts";
import { words } from "./texts.ts";
import { deliveriesOf, type Delivery, type Webhook } from "./webhook-view.ts";

const PAGE = 25;
const tones: Readonly<Record<string, Tone>> = { sent: "ok", waiting: "warn", failed: "bad" };

const Line = ({ delivery, now, onAgain }: { readonly delivery: Delivery; readonly now: number; readonly onAgain: () => void }) => {
  const { event, state, tries, status, latencyMs, excerpt, at } = delivery;
  const ms = latencyMs ?? 0;
  return (
    <li className="flex items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          <span className="wrap-anywhere">{event}</span>
          <Badge tone={tones[state]}>{words.states[state] ?? state}</Badge>
        </span>
        <span className="figures block text-small text-ink-muted">
          {format.ago(at, now)}{tries > 0 && ` · ${words.tries(tries)} · ${status === null ? words.noAnswer(ms) : words.answer(status, ms)}`}
        </span>
        {excerpt !== "" && <code className="block text-small wrap-anywhere text-ink-muted">{excerpt}</code>}
      </span>
      <IconButton icon={CloudUpload} label={words.againOf(event)} onClick={onAgain} />
    </li>
  );
};

export const DeliveryLog = ({ webhook, pathOf }: { readonly webhook: Webhook; readonly pathOf: (rest?: string, more?: string) => string }) => {
  const { api } = useApp();
  const toast = useToast();
  const now = useNow();
  const [limit, setLimit] = useState(PAGE);
  const [found, setFound] = useState<readonly Delivery[]>();
  const say = useCallback((message: string) => toast({ message, tone: "bad" }), [toast]);
  const look = useCallback(
    () =>
      api({ method: "GET", path: pathOf(`/${webhook.id}/deliveries`, `&limit=${limit}`) }).then((answer) => {
        if (answer.ok) setFound(deliveriesOf(answer.value));
        else say(problemSaid(answer.error, words.needsNetwork));
      }),
    [api, pathOf, webhook.id, limit, say],
  );
  const first = useCallback(() => void look(), [look]);
  useEffect(first, [first]);
  const again = async (id: string) => {
    const answer = await api({ method: "POST", path: pathOf(`/${webhook.id}/deliveries/${id}/again`) });
    if (!answer.ok) return say(problemSaid(answer.error, words.needsNetwork));
    toast({ message: words.resent });
    return look();
  };
  return (
    <Panel title={words.log} flush actions={<IconButton icon={RefreshCw} label={words.refresh} onClick={() => void look()} />}>
      {found === undefined && <Skeleton lines={3} />}
      {found?.length === 0 && <EmptyState icon={CloudUpload} title={words.logNone}>{words.logNoneDetail}</EmptyState>}
      {found !== undefined && found.length > 0 && <ul aria-label={words.log}>{found.map((delivery) => <Line key={delivery.id} delivery={delivery} now={now} onAgain={() => void again(delivery.id)} />)}</ul>}
      {found?.length === limit && limit < 200 && <div className="p-3"><Button onClick={() => setLimit(Math.min(200, limit + PAGE))}>{words.more}</Button></div>}
    </Panel>
  );
};
