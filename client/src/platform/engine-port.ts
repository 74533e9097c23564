// How a page reaches the engine: a worker shared by all tabs; where the browser has none, the worker of the one tab
// that leads, which a lock chooses. Without locks either, tabs cannot know of each other and each has its own.
import { createTabPort } from "../engine/tab-port.ts";
import type { Ask, Port, Tell } from "../engine/wire.ts";
import { openBroadcast } from "./broadcast.ts";
import { ownEngineName } from "./server-address.ts";
import { systemTimers } from "./system-timers.ts";

export type PagePort = Port<Ask, Tell>;

// The address of the built worker; its name has the hash of what is in it.
const FILE = "../engine.worker.ts";
const engineUrl = import.meta.glob<string>("../engine.worker.ts", { query: "?worker&url", import: "default", eager: true })[FILE] ?? "";

const OPTIONS = { type: "module", name: ownEngineName } as const;

interface Pipe {
  postMessage(message: Ask): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Tell>) => void): void;
}

const portOver = (pipe: Pipe, close: () => void): PagePort => ({
  post: (message) => pipe.postMessage(message),
  listen: (heard) => pipe.addEventListener("message", ({ data }) => heard(data)),
  close,
});

declare global {
  /** Started by public/boot.js. */
  var startedEngine: { readonly url: string; readonly worker: SharedWorker } | undefined;
}

const startShared = (): MessagePort => new SharedWorker(engineUrl, OPTIONS).port;

/** The one that is starting since before this file was there, or one that starts now. */
function firstShared(): MessagePort {
  const early = globalThis.startedEngine;
  globalThis.startedEngine = undefined;
  if (early?.url === engineUrl) return early.worker.port;
  early?.worker.port.close();
  return startShared();
}

function openShared(port: MessagePort): PagePort {
  const pipe = portOver(port, () => port.close());
  return {
    ...pipe,
    // What the worker says before anybody listens waits.
    listen(heard) {
      pipe.listen(heard);
      port.start();
    },
  };
}

function openOwn(): PagePort {
  const worker = new Worker(engineUrl, OPTIONS);
  return portOver(worker, () => worker.terminate());
}

export function createEnginePort(): () => PagePort {
  if ("SharedWorker" in globalThis) {
    // The worker starts now, while the page still finds out who is signed in.
    let started: MessagePort | null = firstShared();
    return () => {
      const port = started ?? startShared();
      started = null;
      return openShared(port);
    };
  }
  if (!("locks" in navigator)) return openOwn;
  const build = new URL(engineUrl, location.href).href;
  return createTabPort({
    build, openChannel: openBroadcast, openWorker: openOwn, after: systemTimers.after, newId: () => crypto.randomUUID(),
    takeTurn: (turn) => void navigator.locks.request(`outrider.lead.${build}`, turn),
  });
}
