// Search by meaning on this device, from switching it on to taking it off again: fetches the model when it is asked for,
// or when the network costs nothing, has what changes embedded in the background by one tab, and embeds questions.
// Invariant: nothing waits for it; what it answers comes from one model; of a newer model nothing is used before all is
// embedded by it, so that there is no gap.
import type { EngineLink } from "../act/index.ts";
import { type Embedder, NotOpened } from "../platform/embedder.ts";
import type { JsonApi } from "../platform/json-api.ts";
import { descriptionOf, type ModelDescription, ModelFault, type ModelFiles, type NotKept, sizeOf } from "../platform/model-files.ts";
import type { TextMemory } from "../platform/text-memory.ts";

export type MeaningState =
  | { readonly kind: "off" | "unsupported" | "looking" }
  /** The server has no model to hand out. */
  | { readonly kind: "none" }
  /** For a network that costs nothing. */
  | { readonly kind: "waiting"; readonly size: number }
  | { readonly kind: "fetching"; readonly have: number; readonly size: number }
  /** `coming`: a newer one is being made ready. */
  | { readonly kind: "on"; readonly model: string; readonly name: string; readonly licence: string; readonly size: number; readonly coming: string | null }
  | { readonly kind: "failed"; readonly why: Exclude<NotKept, "cancelled"> | "broken" };

export interface Question { readonly model: string; readonly vector: readonly number[] }

export interface Meaning {
  read(): MeaningState;
  subscribe(listener: () => void): () => void;
  /** Goes on where this device was; does nothing where it is not switched on. Safe to repeat. */
  start(): void;
  /** The person asks for it: fetches over whatever network there is. */
  turnOn(): void;
  cancel(): void;
  /** Takes the model and all vectors off this device. */
  remove(): Promise<void>;
  /** Null where there is no model here, or it does not run. */
  question(text: string): Promise<Question | null>;
}

export interface MeaningDeps {
  readonly link: Pick<EngineLink, "request" | "watch">;
  readonly api: JsonApi;
  readonly files: ModelFiles | undefined;
  readonly memory: TextMemory;
  readonly openEmbedder: (model: ModelDescription) => Embedder;
  /** Whether much can be fetched without anybody paying for it. */
  readonly cheap: () => boolean;
  /** Runs when no other tab does it. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** ms */
  readonly sleep: (ms: number) => Promise<void>;
}

const KEY = "outrider.meaning";
const ON = "on";
/** Between two texts: the device has other things to do. */
const PAUSE_MS = 5;
const AGAIN_MS = 30_000;

type Owed = readonly { readonly id: string; readonly hash: string; readonly text: string }[];

export function createMeaning({ link, api, files, memory, openEmbedder, cheap, alone, sleep }: MeaningDeps): Meaning {
  let state: MeaningState = { kind: files === undefined ? "unsupported" : "off" };
  let running: AbortController | null = null;
  let active: { readonly model: ModelDescription; readonly embedder: Embedder } | null = null;
  const listeners = new Set<() => void>();
  const become = (next: MeaningState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const shown = (of: ModelDescription, coming: string | null): MeaningState => ({ kind: "on", model: of.model, name: of.name, licence: of.licence, size: sizeOf(of), coming });

  async function fetchModel(from: ModelFiles, model: ModelDescription, off: AbortController, quiet: boolean): Promise<void> {
    const size = sizeOf(model);
    await from.fetch(model, { signal: off.signal, progress: (have) => (quiet ? undefined : become({ kind: "fetching", have, size })) });
  }

  async function currentModel(): Promise<ModelDescription | "none" | "away"> {
    const answer = await api({ method: "GET", path: "/models/current" });
    if (answer.ok) return descriptionOf(answer.value) ?? "none";
    return answer.error.kind === "problem" && answer.error.status === 404 ? "none" : "away";
  }

  function adopt(model: ModelDescription): void {
    active?.embedder.close();
    active = { model, embedder: openEmbedder(model) };
    memory.write(KEY, model.model);
    become(shown(model, null));
  }

  async function run(from: ModelFiles, off: AbortController, asked: boolean): Promise<void> {
    become({ kind: "looking" });
    const [held, current] = [await from.held(), await currentModel()];
    if (off.signal.aborted) return;
    const remembered = memory.read(KEY);
    const here = held.find(({ model }) => model === remembered) ?? held[0];
    if (here) adopt(here);
    else if (typeof current === "string") return become(current === "none" ? { kind: "none" } : { kind: "failed", why: "offline" });
    else {
      if (!asked && !cheap()) return become({ kind: "waiting", size: sizeOf(current) });
      await fetchModel(from, current, off, false);
      adopt(current);
    }
    if (off.signal.aborted) return;
    await alone(async () => {
      if (off.signal.aborted) return;
      if (here && typeof current !== "string") await follow(from, here, current, off);
      if (active) await index(active.model, active.embedder, off, true);
    });
  }

  /** The server hands out another model than the one that is here, or another runtime for it. */
  async function follow(from: ModelFiles, here: ModelDescription, current: ModelDescription, off: AbortController): Promise<void> {
    if (current.version === here.version && current.runtime.version === here.runtime.version) return;
    if (!cheap()) return;
    await fetchModel(from, current, off, true);
    if (current.version === here.version) return adopt(current);
    become(shown(here, current.model));
    const embedder = openEmbedder(current);
    try {
      await index(current, embedder, off, false);
    } finally {
      embedder.close();
    }
    if (off.signal.aborted) return;
    adopt(current);
    await link.request({ do: "keepVectors", models: [current.model] });
    await from.keepOnly([current]);
  }

  /** Until everything has its vector; `on`: and from then on whatever changes. */
  async function index({ model }: ModelDescription, embedder: Embedder, off: AbortController, on: boolean): Promise<void> {
    const watched = watchOwed(model, off);
    try {
      while (await watched.owing(on)) {
        const owed = (await link.request({ do: "owedTexts", model })) as Owed;
        for (const { id, hash, text } of owed) {
          if (off.signal.aborted) return;
          const [vector] = await embedder.embed([text]);
          if (vector) await link.request({ do: "takeVectors", model, vectors: [{ id, hash, vector }] });
          await sleep(PAUSE_MS);
        }
      }
    } finally {
      watched.stop();
    }
  }

  /** Answers whether something is owed: as soon as it is known, or, to wait for it, as soon as there is. */
  function watchOwed(model: string, off: AbortController): { readonly owing: (wait: boolean) => Promise<boolean>; readonly stop: () => void } {
    let known: { readonly looked: boolean; readonly owed: number } = { looked: false, owed: 0 };
    let woken: () => void = () => undefined;
    const stop = link.watch("meaning", model, (value) => {
      known = value;
      woken();
    });
    off.signal.addEventListener("abort", () => woken());
    return {
      stop,
      async owing(wait) {
        while (!off.signal.aborted && (!known.looked || (wait && known.owed === 0))) await new Promise<void>((wake) => (woken = wake));
        return !off.signal.aborted && known.owed > 0;
      },
    };
  }

  async function begin(from: ModelFiles, asked: boolean): Promise<void> {
    running?.abort();
    const off = new AbortController();
    running = off;
    for (let mended = false; ; ) {
      try {
        return await run(from, off, asked);
      } catch (error) {
        if (off.signal.aborted) return;
        if (error instanceof ModelFault) return become({ kind: "failed", why: error.why === "cancelled" ? "broken" : error.why });
        if (!(error instanceof NotOpened)) {
          // The engine was started anew, or the worker ended: both come back.
          await sleep(AGAIN_MS);
          continue;
        }
        active?.embedder.close();
        active = null;
        if (mended) return become({ kind: "failed", why: "broken" });
        // What lies here does not run: it is fetched once more.
        mended = true;
        await from.keepOnly([]);
      }
    }
  }

  const stop = (): void => {
    running?.abort();
    running = null;
    active?.embedder.close();
    active = null;
  };

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      if (files && running === null && memory.read(KEY) !== undefined) void begin(files, false);
    },
    turnOn() {
      if (!files) return;
      memory.write(KEY, memory.read(KEY) ?? ON);
      void begin(files, true);
    },
    cancel() {
      stop();
      memory.write(KEY, undefined);
      become({ kind: "off" });
    },
    async remove() {
      stop();
      memory.write(KEY, undefined);
      become({ kind: "off" });
      await files?.keepOnly([]);
      await link.request({ do: "keepVectors", models: [] });
    },
    async question(text) {
      const asked = active;
      if (asked === null) return null;
      try {
        const [vector] = await asked.embedder.embed([text]);
        return vector ? { model: asked.model.model, vector: [...vector] } : null;
      } catch {
        return null;
      }
    },
  };
}
