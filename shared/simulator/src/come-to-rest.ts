// The end of a run: the faults have stopped, and within some minutes everything must come to rest. What does not is a finding.
import type { MemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import type { DeviceNode } from "./device-node.ts";
import { isMember } from "./final-checks.ts";
import type { Findings } from "./findings.ts";
import type { History } from "./history.ts";
import type { Network } from "./network.ts";
import type { Scheduler } from "./scheduler.ts";
import { WORKSPACE } from "./server-node.ts";
import type { Typist } from "./typist.ts";

const REST = 600_000;
/** Longer than a server waits before it does something by itself: looks for what others wrote, tells checksums that it could not tell. */
const BY_ITSELF = 6000;

export interface ComeToRestDeps {
  readonly devices: readonly DeviceNode[];
  readonly history: History;
  readonly store: MemoryFeedStore;
  readonly findings: Findings;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly typist: Typist;
  /** Whether anybody types in this run. */
  readonly typing: boolean;
  readonly note: (what: string) => void;
}

export async function comeToRest({ devices, history, store, findings, scheduler, network, typist, typing, note }: ComeToRestDeps): Promise<void> {
  const broken = (): boolean => findings.all.length > 0;
  const atRest = (): boolean => network.inFlight === 0 && devices.every((device) => {
    if (!isMember(device, history)) return device.engine !== null;
    const status = device.engine?.status();
    const live = status?.phase === "synced" || status?.phase === "needs-attention";
    return live && network.whole(device.name) && device.disk.outbox.size === 0;
  });
  /** What somebody who is still of the workspace typed waits to be saved. */
  const unsaved = () => typist.pages().filter(({ device, isSaved }) => isMember(device, history) && !isSaved);
  /** What was typed is written down everywhere. */
  const written = async (): Promise<boolean> => !typing || ((await store.unwritten(WORKSPACE)).length === 0 && unsaved().length === 0);

  const limit = scheduler.now() + REST;
  let rest = false;
  while (!rest && !broken() && scheduler.now() < limit) {
    for (const device of devices) {
      if (!device.on) void device.switchOn();
      device.engine?.nudge();
    }
    await scheduler.run(scheduler.now() + 3000, broken);
    if (!atRest() || !(await written())) continue;
    await scheduler.run(scheduler.now() + BY_ITSELF, broken);
    rest = atRest() && (await written());
  }
  if (rest || broken()) return;
  if (!(await written())) return findings.report("I-typed", `what was typed is not written down: ${[...(await store.unwritten(WORKSPACE)), ...unsaved().map(({ device, body }) => `${body} on ${device.name}`)].join(" ")}`);
  for (const { name, engine, disk } of devices) note(`${name}: ${JSON.stringify(engine?.status())} outbox ${[...disk.outbox.keys()].join(" ")}`);
  findings.report("I-drained", devices.map(({ name, engine, disk }) => `${name} ${engine?.status().phase ?? "off"} with ${disk.outbox.size} edits`).join(", "));
}
