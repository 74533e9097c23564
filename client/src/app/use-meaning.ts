// How pages reach the search by meaning. It is made when the first of them asks: the frame has nothing of it.
import { useSyncExternalStore } from "react";
import { type EngineLink, useEngineLink } from "../act/index.ts";
import { createEmbedder, inOneTab, openEmbedWorker } from "../platform/embedder.ts";
import type { JsonApi } from "../platform/json-api.ts";
import { browserModelFiles } from "../platform/model-files.ts";
import { networkIsCheap } from "../platform/network-cost.ts";
import { fetchAtServer } from "../platform/server-address.ts";
import { systemTimers } from "../platform/system-timers.ts";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useApp } from "./app-context.tsx";
import { createMeaning, type Meaning, type MeaningState } from "./meaning.ts";

const made = new WeakMap<EngineLink, Meaning>();

function meaningOf(link: EngineLink, api: JsonApi): Meaning {
  const known = made.get(link);
  if (known) return known;
  const meaning = createMeaning({
    link, api, files: browserModelFiles(fetchAtServer), memory: browserTextMemory, cheap: networkIsCheap, alone: inOneTab,
    openEmbedder: (model) => createEmbedder(model, { openWorker: openEmbedWorker, after: systemTimers.after }),
    sleep: (ms) => new Promise((done) => void systemTimers.after(ms, done)),
  });
  made.set(link, meaning);
  meaning.start();
  return meaning;
}

export function useMeaning(): { readonly meaning: Meaning; readonly state: MeaningState } {
  const [{ api }, link] = [useApp(), useEngineLink()];
  const meaning = meaningOf(link, api);
  return { meaning, state: useSyncExternalStore(meaning.subscribe, meaning.read) };
}
