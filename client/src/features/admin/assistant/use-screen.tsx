// What the language model was asked and what it cost, as the server counts it; and what people made of the assistant's advice,
// from the feedback that this device holds, so also with no network.
import { adviceFigures } from "@outrider/shared/analytics";
import { DAY_MS } from "@outrider/shared/kernel";
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../../app/app-context.tsx";
import { format } from "../../../app/format.ts";
import { NotListed } from "../../../app/not-listed.tsx";
import { useAsked } from "../../../app/use-asked.ts";
import { useNow } from "../../../app/use-now.ts";
import { useLiveQuery } from "../../../read/index.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { KeyValue } from "../../../ui/key-value.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { SharePlot } from "../../../ui/share-plot.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useSettings } from "../use-settings.ts";
import { words } from "./texts.ts";
import { UseFigures } from "./use-figures.tsx";
import { periodOf, useOf } from "./use-view.ts";

const said = words.use;
const RANGES = ["7", "30", "90"] as const;
type Range = (typeof RANGES)[number];
/** Of feedback; more than anybody gives in ninety days. */
const MOST_ADVICE = 2_000;

const Advice = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const { rows, loading, complete } = useLiveQuery({ kind: "feedback", sort: { by: "shownAt", descending: true }, limit: MOST_ADVICE });
  if (loading) return <Skeleton lines={4} boxed />;
  const { acceptance, useful, notUseful, done, bins, error } = adviceFigures(rows.map(({ values }) => values), { from: Date.parse(from), until: Date.parse(to) + DAY_MS });
  return (
    <Panel title={said.calibration}>
      <div className="flex flex-col gap-4">
        <KeyValue
          facts={[
            { key: "acceptance", label: said.acceptance, value: acceptance === null ? said.noAcceptance : said.acceptanceOf(acceptance, useful + notUseful) },
            { key: "done", label: said.done, value: format.number(done) },
            ...(error === null ? [] : [{ key: "error", label: said.error, value: said.points(error * 100) }]),
          ]}
        />
        <p className="text-small text-ink-muted">{said.calibrationLead}</p>
        {bins.length === 0
          ? <p className="text-body text-ink-muted">{said.noCalibration}</p>
          : (
            <SharePlot
              label={said.calibrationLabel} heads={[said.stretch, said.came, said.count]} say={format.percent}
              points={bins.map(({ from: least, to: most, promised, came, count }) => ({ key: String(least), label: `${format.percent(least)} – ${format.percent(most)}`, promised, came: came * 100, count }))}
            />
          )}
        {!complete && <p className="text-small text-ink-muted">{said.part}</p>}
      </div>
    </Panel>
  );
};

export const UseScreen = () => {
  const workspace = useUser()?.workspaceId ?? "";
  const now = useNow();
  const [range, setRange] = useState<Range>("30");
  const { values } = useSettings();
  const { from, to } = periodOf(Number(range), now);
  const { value: use, problem, look } = useAsked(`/api/analytics/ai-usage?workspace=${encodeURIComponent(workspace)}&from=${from}&to=${to}`, useOf);
  return (
    <>
      <Segmented label={said.range} segments={RANGES.map((value) => ({ value, label: said.ranges[value] }))} value={range} onChange={setRange} />
      {use === undefined && problem === undefined && <Skeleton lines={6} boxed />}
      {use === undefined && problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={said} icon={ShieldAlert} /></Panel>}
      {use !== undefined && (use.requests === 0
        ? <Panel flush><EmptyState icon={ShieldAlert} title={said.none}>{said.noneDetail}</EmptyState></Panel>
        : <UseFigures use={use} days={format.days(from, to)} now={now} currency={typeof values["currency"] === "string" ? values["currency"] : ""} />)}
      <Advice from={from} to={to} />
    </>
  );
};
