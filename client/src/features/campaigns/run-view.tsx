// A campaign that was started: how it goes, in figures and in words, what it said, and what became of each message.
import type { CampaignFacts } from "@outrider/shared/campaigns";
import { format } from "../../app/format.ts";
import type { RecordPage } from "../../read/index.ts";
import { Panel } from "../../ui/panel.tsx";
import { LiveFigures } from "./live-figures.tsx";
import { MessageLog } from "./message-log.tsx";
import { SummaryPanel } from "./summary-panel.tsx";
import { words } from "./texts.ts";
import { wordsIn } from "./campaign-facts.ts";

const said = words.live;

/** `log`: whether this person may look at single messages. */
export const RunView = ({ view, facts, past, log }: { readonly view: RecordPage; readonly facts: CampaignFacts; readonly past: readonly CampaignFacts[]; readonly log: boolean }) => {
  const { startedAt, endedAt, state, sent, failed, queued } = facts;
  const startsAt = view.values["startsAt"];
  const times = [...(state === "scheduled" && typeof startsAt === "number" ? [said.begins(format.moment(startsAt))] : startedAt === null ? [] : [said.started(format.moment(startedAt))]), ...(endedAt === null ? [] : [said.ended(format.moment(endedAt))])];
  return (
    <>
      {times.length > 0 && <p className="figures text-small text-ink-muted">{times.join(" · ")}</p>}
      {state !== "draft" && <LiveFigures facts={facts} asks={log} />}
      {state !== "draft" && <SummaryPanel facts={facts} past={past} />}
      {log && <MessageLog id={facts.id} failed={failed} stamp={`${state} ${sent} ${failed} ${queued}`} />}
      <Panel title={said.asIt}>
        <p className="text-heading font-semibold wrap-anywhere">{wordsIn(view.values, "subject") || words.noSubject}</p>
        <p className="mt-2 border-t border-line pt-2 text-body wrap-anywhere whitespace-pre-wrap">{wordsIn(view.values, "message")}</p>
      </Panel>
    </>
  );
};
