// Composition root of the engine's worker: shared by all tabs, or where the browser shares none that of the tab that
// leads, which the others reach by channels.
import { createEngine } from "./engine/engine.ts";
import { createHost } from "./engine/host.ts";
import { plainSeal } from "./engine/seal.ts";
import { leadTabs } from "./engine/tab-lead.ts";
import { type Ask, accountKey, type Port, type Tell } from "./engine/wire.ts";
import { databaseOf } from "./platform/account-database.ts";
import { openBroadcast } from "./platform/broadcast.ts";
import { createCacheSentinel } from "./platform/cache-sentinel.ts";
import { createDexieStore } from "./platform/dexie-store.ts";
import { createClaim } from "./platform/engine-claim.ts";
import { createPastFetch } from "./platform/past-fetch.ts";
import { holdLife, lifeOver } from "./platform/page-life.ts";
import { noteRevoked } from "./platform/left-behind.ts";
import { createPersonMemory } from "./platform/person-memory.ts";
import { browserInbox } from "./platform/shared-inbox.ts";
import { browserHome } from "./platform/store-home.ts";
import { createSyncConnection } from "./platform/sync-connection.ts";
import { systemTimers } from "./platform/system-timers.ts";

const PATIENCE_MS = 15_000;
const GRACE_MS = 1_500;

const log = (message: string, details: object = {}): void => console.info(`engine: ${message}`, details);

const host = createHost({
  openEngine: async (account, early) => {
    const name = databaseOf(accountKey(account));
    const asks = { account, origin: self.location.origin, fetch: fetch.bind(globalThis), patience: PATIENCE_MS };
    const connect = createSyncConnection({
      ...asks,
      openSocket: (url, protocols) => new WebSocket(url, protocols),
    });
    const store = createDexieStore({ name, seal: plainSeal, indexedDB: await browserHome(), IDBKeyRange });
    early(await store.shown.read());
    const world = { connect, timers: systemTimers, random: Math.random, newId: () => crypto.randomUUID(), log };
    const revoked = async (): Promise<void> => {
      await noteRevoked(createPersonMemory({ seal: plainSeal }), account);
      await browserInbox()?.clear();
    };
    const engine = await createEngine({ store, shown: store.shown, past: { store: store.past, fetch: createPastFetch(asks) }, sentinel: createCacheSentinel(name), world, user: account.user, revoked });
    return { ...engine, stop: () => engine.stop().then(() => store.close()) };
  },
  claim: createClaim({ build: import.meta.url, grace: GRACE_MS }),
  gone: lifeOver,
  life: holdLife(),
  log,
});

interface Pipe {
  postMessage(message: Tell): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Ask>) => void): void;
  start?(): void;
  close(): void;
}

const portOver = (pipe: Pipe): Port<Tell, Ask> => ({
  post: (message) => pipe.postMessage(message),
  listen: (heard) => {
    pipe.addEventListener("message", ({ data }) => heard(data));
    pipe.start?.();
  },
  close: () => pipe.close(),
});

if ("onconnect" in self) {
  self.addEventListener("connect", (event) => {
    const [port] = (event as MessageEvent).ports;
    if (port) host.addPort(portOver(port));
  });
} else {
  host.addPort(portOver(self as unknown as Pipe));
  leadTabs({ build: self.location.href, leader: crypto.randomUUID(), openChannel: openBroadcast, addPort: (port) => host.addPort(port) });
}
