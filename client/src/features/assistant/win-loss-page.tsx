// Wins and losses of many deals: what they have in common, by industry, objection, competitor and stage.
import { DAY_MS } from "@outrider/shared/kernel";
import { ChartNoAxesCombined } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { useTitle } from "../../app/use-title.ts";
import { useAssistant } from "../../read/index.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Asked, type Answered } from "./asked.tsx";
import { ClaimList } from "./claim-list.tsx";
import { ModelWords } from "./model-words.tsx";
import { words } from "./texts.ts";
import { useAsOf } from "./use-as-of.ts";
import { useModelAnswer } from "./use-model-answer.ts";

const said = words.report;
const RANGES = [90, 365, 1825] as const;
const PARTS = ["overall", "byIndustry", "byObjection", "byCompetitor", "reasonsWon", "reasonsLost", "lostIn"] as const;

const WinLossPage = () => {
  useTitle(said.title);
  const asOf = useAsOf();
  const [days, setDays] = useState<number>(365);
  const from = format.today(asOf.now - days * DAY_MS);
  const answer = useAssistant({ ask: "report", from, to: asOf.today, ...asOf }, "");
  const asked = useModelAnswer({ assistant: "report", from, to: asOf.today });
  const known = answer?.result?.kind === "winLossReport" && answer.result.known;
  return (
    <Page>
      <PageHeader title={said.title} detail={said.lead} />
      <Segmented label={said.range} segments={RANGES.map((range) => ({ value: String(range), label: said.ranges[range] ?? "" }))} value={String(days)} onChange={(range) => setDays(Number(range))} />
      <Asked answer={answer} kind="winLossReport" model={known && <ModelWords asked={asked} may={false} />}>{(told) => <Report answer={told} />}</Asked>
    </Page>
  );
};

const Figure = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className="flex min-w-24 flex-col rounded-card border border-line bg-surface px-4 py-2">
    <dt className="text-small text-ink-muted">{label}</dt>
    <dd className="figures text-page font-semibold">{value}</dd>
  </div>
);

const Report = ({ answer }: { readonly answer: Answered<"winLossReport"> }) => {
  const { known, won, lost } = answer.result;
  if (!known) return <EmptyState icon={ChartNoAxesCombined} title={said.few}>{said.fewDetail(won + lost)}</EmptyState>;
  return (
    <>
      <dl className="flex flex-wrap gap-2">
        <Figure label={said.won} value={format.number(won)} />
        <Figure label={said.lost} value={format.number(lost)} />
        <Figure label={said.rate} value={format.percent((100 * won) / (won + lost))} />
      </dl>
      <div className="grid items-start gap-4 desk:grid-cols-2">
        {PARTS.filter((part) => answer.result[part].length > 0).map((part) => <Panel key={part} title={said.parts[part]}><ClaimList claims={answer.result[part]} answer={answer} here="" /></Panel>)}
      </div>
    </>
  );
};

export default WinLossPage;
