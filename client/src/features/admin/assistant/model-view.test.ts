import { expect, it } from "vitest";
import { bodyOf, draftOf, stateOf, withPreset } from "./model-view.ts";

const PRESETS = [{ key: "openai", name: "OpenAI", baseUrl: "https://api.openai.com/v1", model: "gpt-4o-mini", local: false }, { key: "ollama", name: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", model: "llama3.2", local: true }];
const MODEL = { preset: "openai", baseUrl: "https://api.openai.com/v1", model: "m", temperature: 0.4, suggestionTokens: 300, analysisTokens: 900, masks: false, perDay: 50, priceIn: 0.15, priceOut: 0.6, hasKey: true, from: "workspace" };

it("A11 what the server tells of the model is read with care, and the form begins with it", () => {
  const state = stateOf({ model: MODEL, presets: PRESETS, perDay: 500, askedToday: 3, privateTargets: false });
  expect(state).toMatchObject({ model: { hasKey: true, fromServer: false, perDay: 50 }, perDay: 500, askedToday: 3 });
  expect(draftOf(state)).toEqual({ preset: "openai", baseUrl: "https://api.openai.com/v1", model: "m", apiKey: "", temperature: "0.4", suggestionTokens: "300", analysisTokens: "900", masks: false, perDay: "50", priceIn: "0.15", priceOut: "0.6" });
  expect(stateOf("nonsense")).toEqual({ model: null, presets: [], perDay: 0, askedToday: 0, privateTargets: false });
  expect(draftOf(stateOf({ presets: PRESETS }))).toMatchObject({ preset: "openai", model: "gpt-4o-mini", temperature: "0.7", suggestionTokens: "400", analysisTokens: "800", masks: true, perDay: "" });
});

it("A11 another vendor brings its own address and model, and no key of the one before", () => {
  const draft = { ...draftOf(stateOf({ model: MODEL, presets: PRESETS })), apiKey: "sk-1" };
  expect(withPreset(draft, PRESETS, "ollama")).toMatchObject({ preset: "ollama", baseUrl: "http://127.0.0.1:11434/v1", model: "llama3.2", apiKey: "", temperature: "0.4" });
  expect(withPreset(draft, PRESETS, "nobody")).toBe(draft);
});

it("A11 what is wrong is said field by field, and a key that is not typed is not sent", () => {
  const draft = draftOf(stateOf({ model: MODEL, presets: PRESETS }));
  const sent = bodyOf({ ...draft, temperature: "0,9", perDay: "" }, 500);
  expect(sent).toMatchObject({ ok: true, body: { temperature: 0.9, perDay: null, priceIn: 0.15 } });
  expect(sent.ok && "apiKey" in sent.body).toBe(false);
  expect(bodyOf({ ...draft, apiKey: " sk-2 " }, 500)).toMatchObject({ ok: true, body: { apiKey: "sk-2" } });
  const wrong = bodyOf({ ...draft, baseUrl: " ", model: "", temperature: "3", suggestionTokens: "1.5", analysisTokens: "", perDay: "501", priceIn: "-1" }, 500);
  expect(wrong.ok ? [] : Object.keys(wrong.faults).sort()).toEqual(["analysisTokens", "baseUrl", "model", "perDay", "priceIn", "suggestionTokens", "temperature"]);
});
