// The servers of one database, each with what it said of itself last; where there is but one there is nothing to tell apart.
import { Badge } from "../../ui/badge.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { runFacts, syncFacts } from "./server-facts.ts";
import type { ServerView } from "./system-view.ts";
import { words } from "./texts.ts";

const Server = ({ server, now }: { readonly server: ServerView; readonly now: number }) => (
  <li className="flex flex-col gap-2 border-b border-line py-3 first:pt-0 last:border-b-0 last:pb-0">
    <div className="flex flex-wrap items-center gap-2">
      <h3 className="text-body font-semibold wrap-anywhere">{server.name}</h3>
      <Badge tone={server.alarms.length === 0 ? "ok" : "warn"}>{server.alarms.length === 0 ? words.within : words.passed(server.alarms.length)}</Badge>
      <span className="figures text-small text-ink-muted">{server.self ? words.own : words.said(server.saidMs)}</span>
    </div>
    <KeyValue facts={[...syncFacts(server), ...runFacts(server, now)]} />
  </li>
);

export const ServersPanel = ({ servers, now }: { readonly servers: readonly ServerView[]; readonly now: number }) =>
  servers.length < 2 ? null : (
    <Panel title={words.servers(servers.length)}>
      <div className="flex flex-col gap-3">
        <p className="text-small text-ink-muted">{words.serversLead}</p>
        <ul className="flex flex-col">{servers.map((server) => <Server key={server.id} server={server} now={now} />)}</ul>
      </div>
    </Panel>
  );
