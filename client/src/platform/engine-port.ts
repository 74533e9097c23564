// How a page reaches the engine: a worker shared by all tabs; where the browser has none, a worker of this tab, of
// which the lock on the account lets only one work at a time.
import type { Ask, Port, Tell } from "../engine/wire.ts";

export type PagePort = Port<Ask, Tell>;

const NAME = "outrider-engine";

interface Pipe {
  postMessage(message: Ask): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Tell>) => void): void;
}

const portOver = (pipe: Pipe, close: () => void): PagePort => ({
  post: (message) => pipe.postMessage(message),
  listen: (heard) => pipe.addEventListener("message", ({ data }) => heard(data)),
  close,
});

export function openEnginePort(): PagePort {
  if ("SharedWorker" in globalThis) {
    const { port } = new SharedWorker(new URL("../engine.worker.ts", import.meta.url), { type: "module", name: NAME });
    const pipe = portOver(port, () => port.close());
    port.start();
    return pipe;
  }
  const worker = new Worker(new URL("../engine.worker.ts", import.meta.url), { type: "module", name: NAME });
  return portOver(worker, () => worker.terminate());
}
