// A campaign that was not started: its words, whom it goes to, when and how, with the mail of one customer after the other beside it.
import type { CampaignFacts } from "@outrider/shared/campaigns";
import type { Row } from "@outrider/shared/projection";
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { AGREED } from "./audience-rules.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { SchedulePanel } from "./schedule-panel.tsx";
import { SuggestPanel } from "./suggest-panel.tsx";
import { TemplateField } from "./template-field.tsx";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";
import type { Draft } from "./use-draft.ts";

const said = words.edit;
/** A choice that stands for no segment yet. */
const EVERYBODY = "@everybody";

interface DraftEditorProps {
  readonly view: RecordPage;
  readonly draft: Draft;
  readonly segments: readonly Row[];
  readonly known: ReadonlySet<string>;
  readonly definitions: readonly Row[];
  readonly past: readonly CampaignFacts[];
}

export const DraftEditor = ({ view, draft, segments, known, definitions, past }: DraftEditorProps) => {
  const perform = usePerform();
  const toast = useToast();
  const [suggesting, setSuggesting] = useState(false);
  const text = (field: string): string => {
    const value = draft.value(field);
    return typeof value === "string" ? value : "";
  };
  const segment = text("segment");
  const of: AudienceOf = { segment, rule: segments.find(({ id }) => id === segment)?.values["rule"] };
  const { total, complete } = useAudience(of);
  const { total: agreed } = useAudience(of, AGREED);
  const field = (name: string) => ({ value: text(name), error: draft.wrong(name), onChange: (value: string) => draft.type(name, value === "" && name !== "name" ? null : value) });
  const leave = () => void draft.save();
  const template = (name: "subject" | "message") => <TemplateField {...field(name)} label={said[name]} hint={name === "message" ? said.messageHint : undefined} lines={name === "message"} known={known} max={name === "message" ? 10_000 : 200} onLeave={leave} />;
  // Whoever has no segment for all customers gets one by choosing it.
  const whole = segments.some(({ values }) => values["rule"] === undefined);
  const choose = async (chosen: string) => {
    let id = chosen;
    if (chosen === EVERYBODY) {
      const made = await perform({ name: "create", args: { kind: "segment", values: { name: words.everybody } } });
      const first = made.reason === undefined ? made.saved.records[0] : undefined;
      if (first === undefined) return toast({ message: made.reason ?? words.failed, tone: "bad" });
      id = first;
    }
    draft.type("segment", id);
    return draft.save();
  };
  const nameless = text("name").trim() === "";
  return (
    <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <Panel title={said.what} actions={<span role="status" className="text-small text-ink-muted">{draft.state === "saved" ? said.saved : draft.state === "saving" ? said.saving : ""}</span>}>
          <div className="flex flex-col gap-3">
            <TextField {...field("name")} label={said.name} hint={said.nameHint} error={nameless ? said.needsName : draft.wrong("name")} onBlur={() => !nameless && leave()} maxLength={120} autoComplete="off" />
            <Select
              label={said.segment} hint={total === undefined ? undefined : said.segmentHint(total, complete)} value={segment} placeholder={said.chooseSegment} options={[...segments.map(({ id, title }) => ({ value: id, label: title })), ...(whole ? [] : [{ value: EVERYBODY, label: words.everybody }])]} error={draft.wrong("segment")}
              onChange={(id) => void choose(id)}
            />
            <TextField {...field("goal")} label={said.goal} hint={said.goalHint} onBlur={leave} maxLength={300} autoComplete="off" />
            {!suggesting && <div><Button icon={Sparkles} onClick={() => setSuggesting(true)}>{words.suggest.open}</Button></div>}
          </div>
        </Panel>
        {suggesting && <SuggestPanel id={view.id} goal={text("goal")} past={past} onUsed={() => setSuggesting(false)} />}
        <Panel>
          <div className="flex flex-col gap-3">
            {template("subject")}
            {template("message")}
          </div>
        </Panel>
        <SchedulePanel draft={draft} agreed={agreed} />
      </div>
      <div className="desk:sticky desk:top-4"><PreviewPanel of={of} subject={text("subject")} message={text("message")} known={known} definitions={definitions} /></div>
    </div>
  );
};
