// Asks the model something harmless, and shows what it says while it says it.
import { Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { askModel, type ModelStatement, type ModelTold } from "../../../app/ask-model.ts";
import { whyNoModel } from "../../../app/ask-model-texts.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { words } from "./texts.ts";

const said = words.trial;

export const TrialPanel = ({ workspace, onAsked }: { readonly workspace: string; readonly onAsked: () => void }) => {
  const [busy, setBusy] = useState(false);
  const [heard, setHeard] = useState<readonly ModelStatement[]>([]);
  const [told, setTold] = useState<ModelTold>();
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);
  const ask = async () => {
    const ends = new AbortController();
    leaving.current = ends;
    setBusy(true);
    setHeard([]);
    setTold(undefined);
    const answer = await askModel(`/api/assistant/trial?workspace=${encodeURIComponent(workspace)}`, undefined, (statement) => setHeard((before) => [...before, statement]), ends.signal);
    if (ends.signal.aborted) return;
    setBusy(false);
    setTold(answer);
    onAsked();
  };
  const statements = told === undefined ? heard : told.by === "model" ? told.statements : [];
  return (
    <Panel title={said.title}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-body text-ink-muted">{said.lead}</p>
        <Button icon={Sparkles} busy={busy} onClick={() => void ask()}>{busy ? said.asking : said.ask}</Button>
        {statements.length > 0 && <ul className="flex flex-col gap-1 text-body">{statements.map(({ text }, at) => <li key={at} className="wrap-anywhere">{text}</li>)}</ul>}
        <div role="status" className="w-full empty:hidden">
          {told?.by === "model" && <Banner kind="ok" title={said.answered(told.model, told.latencyMs)}>{told.cached ? said.cached : undefined}</Banner>}
          {told?.by === "nobody" && <Banner kind="warning" title={said.failed}>{whyNoModel(told.why)}</Banner>}
        </div>
      </div>
    </Panel>
  );
};
