// How a campaign did, in words: sentences made here from its figures, and a language model's where somebody asks for them.
import { type CampaignFacts, summaryOf } from "@outrider/shared/campaigns";
import { Sparkles } from "lucide-react";
import { useModelOffer } from "../../app/use-model-offer.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { CampaignLinks } from "./campaign-links.tsx";
import { words } from "./texts.ts";
import { useAskModel } from "./use-ask-model.ts";

const said = words.summary;

export const SummaryPanel = ({ facts, past }: { readonly facts: CampaignFacts; readonly past: readonly CampaignFacts[] }) => {
  const model = useModelOffer();
  const asked = useAskModel("/api/ai/campaign-summary");
  const parts = summaryOf(facts, past);
  const heard = asked.said;
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-3">
        {parts.length === 0 ? <p className="text-body text-ink-muted">{said.none}</p> : (
          <ul className="flex list-disc flex-col gap-1 ps-5 text-body">
            {parts.map((part) => (
              <li key={part.code}>{said.part(part)}{part.code === "compared" && <CampaignLinks label={said.compared} ids={part.evidence.filter((id) => id !== facts.id)} />}</li>
            ))}
          </ul>
        )}
        {heard !== undefined && heard.sentences.length > 0 && (
          <div className="flex flex-col gap-1 border-t border-line pt-3" aria-live="polite">
            {heard.sentences.map((sentence, at) => <p key={at} className="text-body wrap-anywhere">{sentence}</p>)}
            <p className="text-small text-ink-muted">{said.by(heard.by)}{heard.dropped > 0 && ` ${said.dropped(heard.dropped)}`}</p>
          </div>
        )}
        {asked.trouble !== undefined && <Banner kind="info" title={asked.trouble} />}
        {model !== undefined && model.model !== "" && parts.length > 0 && (
          <div><Button icon={Sparkles} variant="quiet" flush busy={asked.busy} disabled={!model.online} onClick={() => void asked.ask({ campaignId: facts.id })}>{asked.busy ? said.asking(model.model) : said.ask(model.model)}</Button></div>
        )}
      </div>
    </Panel>
  );
};
