/** The assistant over memory, for tests of what it says: what it counts and keeps is proved on the databases. */
import type { Call } from "../call-book.ts";
import { type Assistant, type AssistantDeps, createAssistant } from "../assistant.ts";
import type { Brief } from "../brief.ts";
import type { ModelInUse } from "../model-settings.ts";
import { USUAL } from "../model-settings.ts";
import { createGuardedFetch } from "../../platform/guarded-fetch.ts";
import { systemRandom } from "../../platform/clock.ts";
import { createOpenAiModel } from "../openai-model.ts";

/** Shorter than in earnest, and long enough for a busy machine. */
export const SOON = { firstMs: 1_200, gapMs: 1_200, wholeMs: 5_000 };
export const AMPLE = { firstMs: 20_000, gapMs: 20_000, wholeMs: 60_000 };
export const inUse = (baseUrl: string, more: Partial<ModelInUse> = {}): ModelInUse => ({
  preset: "other", baseUrl, model: "stand-in", ...USUAL, masks: true, perDay: null, priceIn: 1, priceOut: 2, hasKey: true, from: "workspace", place: { baseUrl, model: "stand-in", apiKey: "sk-the-key" }, ...more,
});

export interface Parts { readonly assistant: Assistant; readonly calls: Call[] }

export function assistantOver(baseUrl: string, more: Partial<AssistantDeps> = {}): Parts {
  const calls: Call[] = [];
  const assistant = createAssistant({
    settings: { of: () => Promise.resolve(inUse(baseUrl)) }, createModel: createOpenAiModel(createGuardedFetch({ allowPrivate: true, maxBytes: 2_000_000 }), AMPLE),
    quota: { take: () => Promise.resolve({ asked: 1 }) }, cache: { nameOf: (parts) => JSON.stringify(parts), get: () => Promise.resolve(null), put: () => Promise.resolve() },
    book: { write: (call) => Promise.resolve(String(calls.push(call))), lately: () => Promise.resolve({ calls: 1, dropped: 0 }) },
    unusual: () => Promise.resolve(), failed: () => undefined, perDay: 500, clock: { now: () => 1_800_000_000_000 }, random: systemRandom, ...more,
  });
  return { assistant, calls };
}

export const briefOf = (more: Partial<Brief> = {}): Brief => ({
  purpose: "coach", about: null, typed: "", personal: { names: [], emails: [], phones: [], addresses: [] },
  exhibits: [{ records: ["6a0c7a52-3b1e-4d55-8f4e-0c7f7f1d2a11"], title: "Deal", text: "Stage: proposal. Value: 40,000 EUR." }], ...more,
});
