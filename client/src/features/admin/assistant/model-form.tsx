// Chooses a model: a vendor fills in where it is, the rest has values that suit most.
import { useState } from "react";
import { useApp } from "../../../app/app-context.tsx";
import { text } from "../../../app/text.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Select } from "../../../ui/select.tsx";
import { SmallForm } from "../../../ui/small-form.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { type AssistantState, bodyOf, type DraftFaults, draftOf, type ModelDraft, withPreset } from "./model-view.ts";
import { words } from "./texts.ts";

const said = words.form;

export interface ModelFormProps {
  readonly state: AssistantState;
  readonly currency: string;
  readonly path: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export const ModelForm = ({ state, currency, path, onSaved, onClose }: ModelFormProps) => {
  const { api } = useApp();
  const [draft, setDraft] = useState(() => draftOf(state));
  const [faults, setFaults] = useState<DraftFaults>({});
  const put = (field: keyof ModelDraft) => (value: string | boolean) => setDraft({ ...draft, [field]: value });
  const line = (field: Exclude<keyof ModelDraft, "masks">) => ({ value: draft[field], onChange: put(field), error: faults[field], autoComplete: "off" }) as const;
  const preset = state.presets.find(({ key }) => key === draft.preset);
  const save = async (): Promise<string | undefined> => {
    const read = bodyOf(draft, state.perDay);
    setFaults(read.ok ? {} : read.faults);
    if (!read.ok) return Object.values(read.faults)[0];
    const answer = await api({ method: "PUT", path, body: read.body });
    if (answer.ok) {
      onSaved();
      return undefined;
    }
    if (answer.error.kind === "unreachable") return words.model.needsNetwork;
    setFaults(answer.error.fields);
    return answer.error.detail || text.api.unknown;
  };
  const keepsKey = state.model?.hasKey === true && state.model.baseUrl === draft.baseUrl.trim();
  return (
    <SmallForm title={words.model.title} saveLabel={words.model.save} onSave={save} onClose={onClose}>
      <Select label={said.preset} options={state.presets.map(({ key, name }) => ({ value: key, label: name }))} value={draft.preset} onChange={(key) => setDraft(withPreset(draft, state.presets, key))} />
      {preset?.local === true && !state.privateTargets && <p className="text-small text-ink-muted">{said.localHint}</p>}
      <TextField label={said.baseUrl} hint={said.baseUrlHint} type="url" inputMode="url" {...line("baseUrl")} />
      <TextField label={said.model} {...line("model")} />
      <TextField label={said.key} hint={keepsKey ? said.keyKept : said.keyHint} type="password" optional {...line("apiKey")} autoComplete="new-password" />
      <Checkbox label={said.masks} hint={said.masksHint} checked={draft.masks} onChange={put("masks")} />
      <div className="grid grid-cols-1 items-start gap-3 desk:grid-cols-2">
        <TextField label={said.suggestionTokens} inputMode="numeric" {...line("suggestionTokens")} />
        <TextField label={said.analysisTokens} inputMode="numeric" {...line("analysisTokens")} />
        <TextField label={said.temperature} hint={said.temperatureHint} inputMode="decimal" {...line("temperature")} />
        <TextField label={said.perDay} hint={said.perDayHint(state.perDay)} inputMode="numeric" optional {...line("perDay")} />
        <TextField label={said.priceIn} hint={said.priceHint(currency)} inputMode="decimal" {...line("priceIn")} />
        <TextField label={said.priceOut} inputMode="decimal" {...line("priceOut")} />
      </div>
    </SmallForm>
  );
};
