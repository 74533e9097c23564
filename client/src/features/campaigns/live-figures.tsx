// How a campaign is going, from what the feed brings: figures in words and numbers, how far it is, and when messages went out.
import { type CampaignFacts, percentOf } from "@outrider/shared/campaigns";
import { format } from "../../app/format.ts";
import { ColumnChart } from "../../ui/column-chart.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { doneShare } from "./campaign-facts.ts";
import { words } from "./texts.ts";
import { useSentHours } from "./use-sent-hours.ts";

const said = words.live;

const Tile = ({ label, value, detail }: { readonly label: string; readonly value: string; readonly detail?: string | undefined }) => (
  <div className="min-w-0 rounded-card border border-line bg-surface px-3 py-2">
    <dt className="text-small text-ink-muted">{label}</dt>
    <dd className="figures text-page font-semibold text-ink">{value}</dd>
    {detail !== undefined && <dd className="figures text-small text-ink-muted">{detail}</dd>}
  </div>
);

/** `asks`: whether this person may ask the server about its messages. */
export const LiveFigures = ({ facts, asks }: { readonly facts: CampaignFacts; readonly asks: boolean }) => {
  const { id, audience, queued, sent, failed, unknown, skipped, delivered, opened, clicked, bounced, unsubscribed, tracked, startedAt } = facts;
  const { points, whole } = useSentHours(id, startedAt ?? 0, sent, asks);
  const share = (hits: number): string | undefined => (sent === 0 ? undefined : said.share(percentOf({ hits, of: sent })));
  const done = doneShare(facts);
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-4">
        <ProgressBar label={said.progress} value={done} detail={words.of(audience - queued, audience)} />
        <dl aria-label={said.figures} data-testid="campaign-figures" className="grid grid-cols-2 gap-2 desk:grid-cols-4">
          <Tile label={said.audience} value={format.number(audience)} />
          <Tile label={said.sent} value={format.number(sent)} />
          <Tile label={said.failed} value={format.number(failed)} />
          <Tile label={said.queued} value={format.number(queued)} />
          <Tile label={said.unknown} value={format.number(unknown)} />
          <Tile label={said.skipped} value={format.number(skipped)} />
          <Tile label={said.delivered} value={format.number(delivered)} detail={share(delivered)} />
          <Tile label={said.bounced} value={format.number(bounced)} detail={share(bounced)} />
          <Tile label={said.opened} value={format.number(opened)} detail={tracked ? share(opened) : said.notCounted} />
          <Tile label={said.clicked} value={format.number(clicked)} detail={tracked ? share(clicked) : said.notCounted} />
          <Tile label={said.unsubscribed} value={format.number(unsubscribed)} detail={share(unsubscribed)} />
        </dl>
        {points.length > 0 && (
          <section className="flex flex-col gap-2">
            <h3 className="text-body font-semibold">{said.overTime}</h3>
            <ColumnChart
              label={said.overTimeLabel} heads={[said.time, said.sent]} say={format.number} sayShort={format.short}
              points={points.map(({ at, sent: value }) => ({ key: String(at), label: format.moment(at), short: format.time(at), value }))}
            />
            {!whole && <p className="text-small text-ink-muted">{said.overTimePart}</p>}
          </section>
        )}
      </div>
    </Panel>
  );
};
