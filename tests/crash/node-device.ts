// A device without a browser: the production engine over a memory disk, on a real socket to a real server.
import { createEngine, createMemoryDisk, createMemoryStore, type Engine, type EngineOptions, type MemoryDisk } from "@outrider/client/engine";
import type { Account } from "../devices/account.ts";
import { nodeWorld, type NodeWorldOptions } from "../devices/node-world.ts";

/** Tries again soon, so that a test does not wait out the back-off; short waits stay as they are. */
const inAHurry = (ms: number): number => (ms > 100 ? ms * 0.05 : ms);

export interface NodeDevice { readonly engine: Engine; readonly disk: MemoryDisk; readonly account: Account }

export interface NodeDeviceOptions extends NodeWorldOptions, Pick<EngineOptions, "files"> { readonly disk?: MemoryDisk }

/** `url` is the server's, or all of several servers'. */
export async function openNodeDevice(url: string | readonly string[], account: Account, { disk = createMemoryDisk(), files, ...world }: NodeDeviceOptions = {}): Promise<NodeDevice> {
  const engine = await createEngine({ store: createMemoryStore(disk), world: nodeWorld(url, account, { wait: inAHurry, ...world }), user: account.user, ...(files && { files }) });
  engine.start();
  return { engine, disk, account };
}

/** Waits for a condition, looking often. Rejects with what `describe` says after `ms`. */
export async function until(condition: () => boolean, describe: () => string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const isSynced = ({ engine }: NodeDevice): boolean => engine.status().phase === "synced" && engine.status().pending === 0;
