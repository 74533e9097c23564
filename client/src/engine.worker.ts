// Composition root of the engine's worker: shared by all tabs, or where the browser shares none that of the tab that
// leads, which the others reach by channels.
import { createEngine } from "./engine/engine.ts";
import { createHost } from "./engine/host.ts";
import type { World } from "./engine/ports.ts";
import { plainSeal } from "./engine/seal.ts";
import { leadTabs } from "./engine/tab-lead.ts";
import { type Account, type Ask, accountKey, type Port, type Tell } from "./engine/wire.ts";
import { databaseOf } from "./platform/account-database.ts";
import { openBroadcast } from "./platform/broadcast.ts";
import { createCacheSentinel } from "./platform/cache-sentinel.ts";
import { createDexieStore } from "./platform/dexie-store.ts";
import { createClaim } from "./platform/engine-claim.ts";
import { createFileTransfer, digestOf } from "./platform/file-transfer.ts";
import { createOrdersFetch } from "./platform/orders-fetch.ts";
import { createPastFetch } from "./platform/past-fetch.ts";
import { holdLife, lifeOver } from "./platform/page-life.ts";
import { noteRevoked } from "./platform/left-behind.ts";
import { createPersonMemory } from "./platform/person-memory.ts";
import { browserInbox } from "./platform/shared-inbox.ts";
import { browserHome } from "./platform/store-home.ts";
import { removeAccount } from "./platform/remove-account.ts";
import { serverOf } from "./platform/engine-name.ts";
import { createSyncConnection, fetchTicket } from "./platform/sync-connection.ts";
import { systemTimers } from "./platform/system-timers.ts";
import { createTeamDealsFetch } from "./platform/team-deals-fetch.ts";
import { createVectorExchange } from "./platform/vector-exchange.ts";
import { createVault, type Vault, type VaultRow } from "./platform/vault.ts";
import { askVault, openVault, watchLease } from "./platform/vault-door.ts";
import { createVaultRows } from "./platform/vault-rows.ts";

const PATIENCE_MS = 15_000;
const GRACE_MS = 1_500;

const log = (message: string, details: object = {}): void => console.info(`engine: ${message}`, details);

const vaults = new Map<string, Vault>();
const vaultOf = async (account: Account): Promise<Vault> => {
  const [key, home] = [accountKey(account), await browserHome()];
  const vault = vaults.get(key) ?? createVault({ rows: createVaultRows<VaultRow>(key, home), now: systemTimers.now });
  vaults.set(key, vault);
  return vault;
};

const host = createHost({
  openEngine: async (account, early) => {
    const [key, vault] = [accountKey(account), await vaultOf(account)];
    const line = {
      account, origin: serverOf(self.name, self.location.origin), fetch: fetch.bind(globalThis), patience: PATIENCE_MS,
      contact: (serverNow: number, days: number) => void vault.contact(serverNow, days).catch(() => log("the lease could not be noted")),
      heard: vault.heard,
    };
    const memory = createPersonMemory({ seal: plainSeal });
    const opened = await openVault({
      vault, ask: async () => fetchTicket(line, await vault.device()),
      async revoked() {
        await noteRevoked(memory, account);
        await removeAccount(key);
        await vault.forget();
      },
    });
    const connect = createSyncConnection({ ...line, openSocket: (url, protocols) => new WebSocket(url, protocols) });
    const name = databaseOf(key);
    const store = createDexieStore({ name, seal: opened.seal, indexedDB: await browserHome(), IDBKeyRange });
    early(await store.shown.read());
    const world: World = { connect, timers: systemTimers, random: Math.random, newId: () => crypto.randomUUID(), log };
    const engine = await createEngine({
      world, shown: store.shown, past: { store: store.past, fetch: createPastFetch(line) }, orders: { store: store.orders, fetch: createOrdersFetch(line) }, team: { store: store.teamDeals, fetch: createTeamDealsFetch(line) }, vectors: { store: store.vectors, exchange: createVectorExchange(line) }, files: { store: store.files, transfer: createFileTransfer(line), digest: digestOf }, sentinel: createCacheSentinel(name), user: account.user,
      store: {
        ...store,
        async saveMeta(meta) {
          await store.saveMeta(meta);
          // Beside the key too, for when the rest cannot be opened.
          if (meta.device) await vault.named(meta.device);
        },
        // Its key goes with the data.
        wipe: () => store.wipe().then(vault.forget),
      },
      async revoked() {
        await noteRevoked(memory, account);
        await browserInbox()?.clear();
      },
    });
    const stopWatching = watchLease({ vault, timers: systemTimers, over: () => host.end(account, "lease-over") });
    if (!opened.resealed) void store.reseal().then((count) => (count === null ? undefined : vault.resealed()), () => log("not everything could be sealed; the next start goes on"));
    return {
      ...engine,
      stop: () => {
        stopWatching();
        return engine.stop().then(() => store.close());
      },
    };
  },
  vault: async (account, ask) => {
    const vault = await vaultOf(account);
    return askVault(vault, ask, {
      locked: () => host.end(account, "locked"),
      async forgotten() {
        host.end(account, "signed-out");
        await removeAccount(accountKey(account));
        await vault.forget();
      },
    });
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
