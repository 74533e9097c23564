// What was erased, with certificates; how long things are kept; how often features are used.
import { DAY_MS } from "@outrider/shared/kernel";
import { Link } from "@tanstack/react-router";
import { FileCheck2 } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { atServer } from "../../app/at-server.ts";
import { format } from "../../app/format.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { useAsked } from "../../app/use-asked.ts";
import { useNow } from "../../app/use-now.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type ErasureView, retentionOf, usesOf } from "./privacy-view.ts";
import { words } from "./texts.ts";

export type PathOf = (rest: string) => string;

export const ErasuresPanel = ({ erasures, pathOf }: { readonly erasures: readonly ErasureView[]; readonly pathOf: PathOf }) => {
  const { members } = useMembers();
  const now = useNow();
  return (
    <Panel title={words.erasures} flush>
      {erasures.length === 0
        ? <EmptyState icon={FileCheck2} title={words.noErasures}>{words.erasuresHint}</EmptyState>
        : (
          <ul aria-label={words.erasures}>
            {erasures.map(({ id, askedBy, askedAt, done, records }) => {
              const when = format.when(askedAt, now);
              return (
                <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0">
                  <span className="min-w-48 flex-1 text-body font-medium">
                    {done ? words.records(records) : <Badge tone="warn">{words.underWay}</Badge>}
                    <span className="block text-small font-normal text-ink-muted">{words.asked(members.find((member) => member.id === askedBy)?.name ?? askedBy, when)}</span>
                  </span>
                  {done && (
                    <span className="flex gap-2">
                      <a className={buttonClass("secondary", "small")} aria-label={words.certificateOf(when)} href={atServer(pathOf(`/erasures/${id}/page`))} download>{words.certificate}</a>
                      <a className={buttonClass("secondary", "small")} aria-label={words.jsonOf(when)} href={atServer(pathOf(`/erasures/${id}`))} download>{words.json}</a>
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        )}
    </Panel>
  );
};

export const RetentionPanel = ({ pathOf }: { readonly pathOf: PathOf }) => {
  const { value } = useAsked(pathOf("/retention"), retentionOf);
  if (value === undefined) return null;
  const { keep, takes, last } = value;
  return (
    <Panel title={words.retention} actions={<Link to="/settings/$screen" params={{ screen: "workspace" }} className={buttonClass("secondary", "small")}>{words.change}</Link>}>
      <KeyValue
        facts={[
          { key: "interactions", label: words.interactions, value: words.days(keep.interactions) },
          { key: "bin", label: words.bin, value: words.days(keep.bin) },
          { key: "next", label: words.next, value: words.takes(takes.interactions, takes.bin) },
          { key: "last", label: words.last, value: last === null ? words.noRound : words.lastOf(format.day(last.day), last.records) },
        ]}
      />
    </Panel>
  );
};

const measuredOf = (answer: unknown): boolean => typeof answer === "object" && answer !== null && "measureUse" in answer && answer.measureUse === true;
const SHOWN_MS = 30 * DAY_MS;

export const UsePanel = ({ pathOf, workspace }: { readonly pathOf: PathOf; readonly workspace: string }) => {
  const { api } = useApp();
  const toast = useToast();
  const now = useNow();
  const since = new Date(now - SHOWN_MS).toISOString().slice(0, 10);
  const read = useCallback((answer: unknown) => usesOf(answer, since), [since]);
  const { value: uses } = useAsked(pathOf("/use/counts"), read);
  const [on, setOn] = useState<boolean>();
  const path = `/api/workspace?workspace=${encodeURIComponent(workspace)}`;
  useEffect(() => {
    void api({ method: "GET", path }).then((answer) => answer.ok && setOn(measuredOf(answer.value)));
  }, [api, path]);
  const choose = async (measureUse: boolean) => {
    setOn(measureUse);
    const answer = await api({ method: "PATCH", path, body: { measureUse } });
    if (answer.ok) return toast({ message: measureUse ? words.useOn : words.useOff });
    setOn(!measureUse);
    return toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
  };
  return (
    <Panel title={words.use}>
      <div className="flex flex-col gap-4">
        <Checkbox label={words.useLabel} hint={words.useHint} disabled={on === undefined} checked={on === true} onChange={(chosen) => void choose(chosen)} />
        {uses !== undefined && uses.length > 0 && (
          <section className="flex flex-col gap-1">
            <h3 className="text-body font-semibold">{words.lastDays}</h3>
            <KeyValue facts={uses.map(({ feature, count }) => ({ key: feature, label: words.features[feature] ?? feature, value: words.useLine(count) }))} />
          </section>
        )}
        {uses?.length === 0 && on === true && <p className="text-small text-ink-muted">{words.noUse}</p>}
      </div>
    </Panel>
  );
};
