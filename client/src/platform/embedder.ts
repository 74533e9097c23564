// The model at work, in a worker of its own: it takes some 300 MB while it is open. It is opened when it is first needed
// and closed when nobody has needed it for a while.
import type { EmbedAsk, EmbedTell } from "./embed-wire.ts";
import type { ModelDescription } from "./model-files.ts";

/** The model lies here but does not run: `runtime` is the one that it needs instead of the one that is here, where that is why. */
export class NotOpened extends Error {
  readonly runtime: string | undefined;
  constructor(message: string, runtime?: string) {
    super(message);
    this.runtime = runtime;
  }
}

export interface Embedder {
  /** One vector a text, in eight bits. Rejects with `NotOpened`, or where the worker is gone. */
  embed(texts: readonly string[]): Promise<readonly Int8Array[]>;
  close(): void;
}

interface EmbedWorker {
  postMessage(message: EmbedAsk): void;
  terminate(): void;
  addEventListener(type: "message", heard: (event: MessageEvent<EmbedTell>) => void): void;
  addEventListener(type: "error", heard: () => void): void;
}
export interface EmbedderOptions {
  readonly openWorker: () => EmbedWorker;
  readonly after: (ms: number, run: () => void) => () => void;
}

const IDLE_MS = 60_000;

interface Waiting { readonly done: (vectors: readonly Int8Array[]) => void; readonly fail: (error: Error) => void }

export function createEmbedder(model: ModelDescription, { openWorker, after }: EmbedderOptions): Embedder {
  let worker: EmbedWorker | null = null;
  let opening: Promise<void> | null = null;
  let nextId = 0;
  let callOff: () => void = () => undefined;
  const waiting = new Map<number, Waiting>();

  function close(error = new Error("the model was closed")): void {
    callOff();
    worker?.terminate();
    worker = opening = null;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  }

  function open(): Promise<void> {
    opening ??= new Promise<void>((opened, fail) => {
      const made = openWorker();
      worker = made;
      const gone = (error: Error): void => {
        fail(error);
        if (worker === made) close(error);
      };
      made.addEventListener("error", () => gone(new NotOpened("the worker of the model ended")));
      made.addEventListener("message", ({ data }) => {
        if (data.t === "opened") return opened();
        if (data.t === "other-runtime") return gone(new NotOpened("another runtime", data.wanted));
        if (data.t === "not-opened") return gone(new NotOpened(data.message));
        const asked = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.t === "vectors") asked?.done(data.vectors);
        else asked?.fail(new Error(data.message));
        rest();
      });
      made.postMessage({ t: "open", model });
    });
    return opening;
  }

  function rest(): void {
    callOff();
    if (waiting.size === 0) callOff = after(IDLE_MS, () => close());
  }

  return {
    async embed(texts) {
      callOff();
      await open();
      const id = nextId++;
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail });
        worker?.postMessage({ t: "embed", id, texts });
      });
    },
    close: () => close(),
  };
}

/** Runs when no other tab of this app does; at once where the browser has no locks. */
export const inOneTab = async (work: () => Promise<void>): Promise<void> => {
  if ("locks" in navigator) await navigator.locks.request("outrider.model", work);
  else await work();
};

export const openEmbedWorker = (): Worker => new Worker(new URL("../embed.worker.ts", import.meta.url), { type: "module", name: "outrider-model" });
