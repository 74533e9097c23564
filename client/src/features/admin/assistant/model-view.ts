// The workspace's model as the server tells of it, and the form over it. Pure, checked: it comes from the network.
import { listOf, numberOf, objectOf, textOf } from "../../../app/answer-parts.ts";
import { words } from "./texts.ts";

export interface PresetView { readonly key: string; readonly name: string; readonly baseUrl: string; readonly model: string; readonly local: boolean }
export interface ModelView {
  readonly preset: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly temperature: number;
  readonly suggestionTokens: number;
  readonly analysisTokens: number;
  readonly masks: boolean;
  readonly perDay: number | null;
  readonly priceIn: number;
  readonly priceOut: number;
  readonly hasKey: boolean;
  readonly fromServer: boolean;
}
export interface AssistantState { readonly model: ModelView | null; readonly presets: readonly PresetView[]; readonly perDay: number; readonly askedToday: number; readonly privateTargets: boolean }

function modelOf(given: unknown): ModelView | null {
  if (typeof given !== "object" || given === null) return null;
  const said = objectOf(given);
  return {
    preset: textOf(said["preset"]), baseUrl: textOf(said["baseUrl"]), model: textOf(said["model"]), temperature: numberOf(said["temperature"]), suggestionTokens: numberOf(said["suggestionTokens"]), analysisTokens: numberOf(said["analysisTokens"]),
    masks: said["masks"] === true, perDay: typeof said["perDay"] === "number" ? said["perDay"] : null, priceIn: numberOf(said["priceIn"]), priceOut: numberOf(said["priceOut"]), hasKey: said["hasKey"] === true, fromServer: said["from"] === "server",
  };
}

export function stateOf(answer: unknown): AssistantState {
  const { model, presets, perDay, askedToday, privateTargets } = objectOf(answer);
  return {
    model: modelOf(model), perDay: numberOf(perDay), askedToday: numberOf(askedToday), privateTargets: privateTargets === true,
    presets: listOf(presets).map(({ key, name, baseUrl, model: usual, local }) => ({ key: textOf(key), name: textOf(name), baseUrl: textOf(baseUrl), model: textOf(usual), local: local === true })),
  };
}

/** As it is typed. */
export interface ModelDraft { readonly preset: string; readonly baseUrl: string; readonly model: string; readonly apiKey: string; readonly temperature: string; readonly suggestionTokens: string; readonly analysisTokens: string; readonly masks: boolean; readonly perDay: string; readonly priceIn: string; readonly priceOut: string }

const FIRST = { temperature: 0.7, suggestionTokens: 400, analysisTokens: 800, masks: true, perDay: null, priceIn: 0, priceOut: 0 } as const;

export function draftOf({ model, presets }: AssistantState): ModelDraft {
  const [first] = presets;
  const { preset, baseUrl, model: name } = model ?? { preset: first?.key ?? "other", baseUrl: first?.baseUrl ?? "", model: first?.model ?? "" };
  const { temperature, suggestionTokens, analysisTokens, masks, perDay, priceIn, priceOut } = model ?? FIRST;
  return {
    preset, baseUrl, model: name, apiKey: "", masks, temperature: String(temperature), suggestionTokens: String(suggestionTokens), analysisTokens: String(analysisTokens), perDay: perDay === null ? "" : String(perDay), priceIn: String(priceIn), priceOut: String(priceOut),
  };
}

/** Another vendor has an address and a model of its own; what was typed for the one before is not its. */
export function withPreset(draft: ModelDraft, presets: readonly PresetView[], key: string): ModelDraft {
  const preset = presets.find((one) => one.key === key);
  return preset ? { ...draft, preset: key, baseUrl: preset.baseUrl, model: preset.model, apiKey: "" } : draft;
}

const LIMITS = { temperature: [0, 2], suggestionTokens: [16, 8_000], analysisTokens: [16, 8_000], priceIn: [0, 1_000_000], priceOut: [0, 1_000_000] } as const;
type Numbered = keyof typeof LIMITS | "perDay";

export type DraftFaults = Readonly<Partial<Record<keyof ModelDraft, string>>>;
export type DraftRead = { readonly ok: true; readonly body: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly faults: DraftFaults };

/** A comma is as good as a point. */
const figure = (typed: string): number => (typed.trim() === "" ? Number.NaN : Number(typed.trim().replace(",", ".")));

/** What is sent, or what is wrong with it, field by field. `most`: requests a day. */
export function bodyOf(draft: ModelDraft, most: number): DraftRead {
  const faults: Partial<Record<keyof ModelDraft, string>> = {};
  const read = (field: Numbered, [least, largest]: readonly [number, number], whole: boolean): number => {
    const value = figure(draft[field]);
    if (Number.isNaN(value) || value < least || value > largest || (whole && !Number.isInteger(value))) faults[field] = words.form.badNumber(least, largest);
    return value;
  };
  const [temperature, priceIn, priceOut] = (["temperature", "priceIn", "priceOut"] as const).map((field) => read(field, LIMITS[field], false));
  const [suggestionTokens, analysisTokens] = (["suggestionTokens", "analysisTokens"] as const).map((field) => read(field, LIMITS[field], true));
  const perDay = draft.perDay.trim() === "" ? null : read("perDay", [0, most], true);
  if (draft.baseUrl.trim() === "") faults.baseUrl = words.form.needsUrl;
  if (draft.model.trim() === "") faults.model = words.form.needsModel;
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const apiKey = draft.apiKey.trim();
  return { ok: true, body: { preset: draft.preset, baseUrl: draft.baseUrl.trim(), model: draft.model.trim(), ...(apiKey !== "" && { apiKey }), temperature, suggestionTokens, analysisTokens, masks: draft.masks, perDay, priceIn, priceOut } };
}
