// The language model of the workspace, as the server keeps it: shown, changed, removed, and tried.
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { useApp, useUser } from "../../../app/app-context.tsx";
import { format } from "../../../app/format.ts";
import { NotListed } from "../../../app/not-listed.tsx";
import { problemSaid } from "../../../app/problem-said.ts";
import { useAsked } from "../../../app/use-asked.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { KeyValue } from "../../../ui/key-value.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { ModelForm } from "./model-form.tsx";
import { type AssistantState, type ModelView, stateOf } from "./model-view.ts";
import { words } from "./texts.ts";
import { TrialPanel } from "./trial-panel.tsx";

const said = words.model;

const priceOf = ({ priceIn, priceOut }: ModelView, currency: string): string => {
  const money = (amount: number): string => (currency === "" ? format.number(amount) : format.money({ amount, currency }));
  return said.priceOf(money(priceIn), money(priceOut));
};

const Facts = ({ model, state, currency }: { readonly model: ModelView; readonly state: AssistantState; readonly currency: string }) => (
  <KeyValue
    facts={[
      { key: "endpoint", label: said.endpoint, value: `${state.presets.find(({ key }) => key === model.preset)?.name ?? model.preset}, ${model.baseUrl}` },
      { key: "model", label: said.name, value: model.model },
      { key: "key", label: said.key, value: model.hasKey ? said.hasKey : said.noKey },
      { key: "masks", label: said.masking, value: model.masks ? said.masked : said.open },
      { key: "tokens", label: said.tokens, value: said.tokensOf(model.suggestionTokens, model.analysisTokens) },
      { key: "limit", label: said.limit, value: said.limitOf(Math.min(model.perDay ?? state.perDay, state.perDay), state.askedToday) },
      { key: "price", label: said.price, value: priceOf(model, currency) },
    ]}
  />
);

export const ModelPanel = ({ currency }: { readonly currency: string }) => {
  const { api } = useApp();
  const toast = useToast();
  const workspace = useUser()?.workspaceId ?? "";
  const path = `/api/assistant/model?workspace=${encodeURIComponent(workspace)}`;
  const { value: state, problem, look } = useAsked(path, stateOf);
  const [form, setForm] = useState(false);
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    setAsking(false);
    const answer = await api({ method: "DELETE", path });
    toast(answer.ok ? { message: said.removed } : { message: problemSaid(answer.error, said.needsNetwork), tone: "bad" });
    await look();
  };
  if (state === undefined) return problem === undefined ? <Skeleton lines={5} boxed /> : <Panel title={said.title} flush><NotListed problem={problem} look={look} words={said} icon={ShieldAlert} /></Panel>;
  const { model } = state;
  return (
    <>
      <Panel title={said.title} actions={model && <Button size="small" onClick={() => setForm(true)}>{said.change}</Button>}>
        <div className="flex flex-col items-start gap-4">
          {model ? <Facts model={model} state={state} currency={currency} /> : <p className="text-body text-ink-muted">{said.none}</p>}
          {model?.fromServer === true && <p className="text-small text-ink-muted">{said.fromServer}</p>}
          {model === null && <Button variant="primary" onClick={() => setForm(true)}>{said.choose}</Button>}
          {model?.fromServer === false && <Button variant="quiet" onClick={() => setAsking(true)}>{said.remove}</Button>}
        </div>
      </Panel>
      {model && <TrialPanel workspace={workspace} onAsked={() => void look()} />}
      {form && (
        <ModelForm
          state={state} currency={currency} path={path} onClose={() => setForm(false)}
          onSaved={() => {
            toast({ message: said.saved });
            void look();
          }}
        />
      )}
      <ConfirmDialog open={asking} danger title={said.removeTitle} description={said.removeDetail} confirmLabel={said.remove} onConfirm={() => void remove()} onClose={() => setAsking(false)} />
    </>
  );
};
