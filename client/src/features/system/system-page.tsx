// How the server does: for admins, asked again every few seconds for as long as it is looked at.
import { ShieldAlert } from "lucide-react";
import { useEffect } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { NotListed } from "../../app/not-listed.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Banner } from "../../ui/banner.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { runFacts, syncFacts } from "./server-facts.ts";
import { ServersPanel } from "./servers-panel.tsx";
import { systemOf, type SystemView } from "./system-view.ts";
import { words } from "./texts.ts";

const AGAIN_MS = 5_000;

const Figures = ({ system, now }: { readonly system: SystemView; readonly now: number }) => (
  <>
    {system.alarms.length === 0
      ? <Banner kind="ok" title={words.well} />
      : (
        <Banner kind="warning" title={words.alarms(system.alarms.length)}>
          <ul>{system.alarms.map(({ of, value, limit }) => <li key={of}>{words.alarm[of](value, limit)}</li>)}</ul>
        </Banner>
      )}
    <Panel title={words.sync}>
      <KeyValue facts={syncFacts(system)} />
    </Panel>
    <Panel title={words.server}>
      <div className="flex flex-col gap-4">
        <KeyValue
          facts={[
            { key: "database", label: words.database, value: `${words.databases[system.kind] ?? system.kind}, ${system.database ? words.answers : words.silent}` },
            { key: "vectors", label: words.vectors, value: system.vectorSearch ? words.on : words.off },
            { key: "jobs", label: words.jobs, value: words.jobsOf(system.jobsWaiting, system.jobsDead) },
            ...runFacts(system, now),
          ]}
        />
        <p className="text-small text-ink-muted">{words.mail}</p>
      </div>
    </Panel>
    <ServersPanel servers={system.servers} now={now} />
  </>
);

const SystemPage = () => {
  const { value: system, problem, look } = useAsked("/api/system", systemOf);
  const now = useNow();
  useTitle(words.title);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && void look(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [look]);
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/settings" />} title={words.title} detail={words.lead} />
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={ShieldAlert} /></Panel>}
      {problem === undefined && system === undefined && <Skeleton lines={4} boxed />}
      {problem === undefined && system !== undefined && <Figures system={system} now={now} />}
    </Page>
  );
};

export default SystemPage;
