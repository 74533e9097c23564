// What goes wrong, and when: networks, power, disks, clocks, copies. While a run is in its trouble a fault comes every
// few seconds; `end` puts right what people and operators would put right, and nothing more.
import type { CrashPoint } from "../../../client/src/engine/index.ts";
import type { MemoryFeedStore, MemorySnapshot } from "../../../sync-server/src/feed/memory-feed-store.ts";
import type { DeviceNode, DiskCopy, DiskTrouble } from "./device-node.ts";
import type { History, Snapshot } from "./history.ts";
import type { Network } from "./network.ts";
import type { Fault, Plan } from "./plan.ts";
import type { Random } from "@outrider/shared/kernel";
import type { Scheduler } from "./scheduler.ts";
import type { ServerDiskOptions } from "./server-disk.ts";
import type { ServerNode } from "./server-node.ts";

export interface Faults {
  begin(): void;
  end(): void;
  serverTrouble(): ReturnType<ServerDiskOptions["trouble"]>;
  diskTrouble(device: DeviceNode, point: CrashPoint): DiskTrouble;
  serverOff(index: number): void;
  /** Carries a hint to another server, or loses it. */
  hint(deliver: () => void): void;
}

export interface FaultsDeps {
  readonly plan: Plan;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly network: Network;
  readonly servers: readonly ServerNode[];
  readonly devices: readonly DeviceNode[];
  readonly store: MemoryFeedStore;
  readonly history: History;
  readonly note: (what: string) => void;
  /** Devices whose disk has lost something by itself. */
  readonly damaged: Set<string>;
  readonly clone: (device: DeviceNode) => DeviceNode;
}

const KEPT_CALLS: readonly CrashPoint["call"][] = ["append", "verdicts", "step"];
const HOUR = 3600_000;

export function createFaults({ plan, scheduler, random, network, servers, devices, store, history, note, damaged, clone }: FaultsDeps): Faults {
  let raging = false;
  const has = (fault: Fault): boolean => raging && plan.faults.has(fault);
  const spans = { weather: 25_000, off: 15_000 };
  let backup: { readonly store: MemorySnapshot; readonly history: Snapshot } | null = null;
  const copies = new Map<DeviceNode, DiskCopy>();
  let rewound = false;
  let cloned = false;
  /** A database that fails goes on failing for a while. */
  let outage = 0;

  function boot(index: number): void {
    const server = servers[index] as ServerNode;
    if (server.up) return;
    note(`${server.name} is on`);
    server.boot();
  }

  function off(device: DeviceNode, wait = random.int(spans.off)): void {
    device.crash();
    scheduler.after(wait, () => void device.switchOn());
  }

  /** An older copy of the database is put under the servers. */
  function rewind(): void {
    if (!backup || rewound) return;
    rewound = true;
    note("an older copy of the database is put back");
    for (const server of servers) server.crash();
    store.restore(backup.store);
    history.restore(backup.history);
  }

  const deeds: Partial<Record<Fault, () => void>> = {
    weather() {
      const device = random.pick(devices);
      const weather = random.pick(["refused", "refused", "silent"] as const);
      note(`${device.name} ${weather}`);
      network.weather(device.name, weather);
      scheduler.after(random.int(spans.weather), () => network.weather(device.name, "open"));
    },
    "device-crash": () => {
      const device = random.pick(devices);
      note(`${device.name} crashes`);
      off(device);
    },
    "server-crash": () => random.pick(servers).crash(),
    sleep() {
      note("everybody sleeps");
      scheduler.leap(random.between(HOUR, 30 * HOUR));
    },
    clone() {
      const device = random.pick(devices);
      if (cloned || device.disk.meta.device === null) return;
      cloned = true;
      // The copy has another clock: what both may send has no one clock any more.
      device.jump(0);
      note(`${device.name} is cloned`);
      const copy = clone(device);
      if (damaged.has(device.name)) damaged.add(copy.name);
      scheduler.after(random.int(spans.off), () => void copy.switchOn());
    },
    "roll-back"() {
      const device = random.pick(devices);
      const copy = copies.get(device);
      if (!copy) return void copies.set(device, device.copy());
      note(`${device.name} is rolled back`);
      copies.delete(device);
      device.crash();
      device.putBack(copy);
      off(device);
    },
    "clock-jump"() {
      const device = random.pick(devices);
      const by = random.pick([-26, -2, 1, 24, 24 * 400]) * HOUR;
      note(`${device.name}'s clock jumps by ${by}`);
      device.jump(by);
    },
    rewind() {
      if (!backup) backup = { store: store.snapshot(), history: history.snapshot() };
      else if (random.chance(0.4)) rewind();
    },
    damage() {
      const device = random.pick(devices);
      const ids = [...device.disk.confirmed.keys()];
      if (ids.length === 0) return;
      note(`${device.name}'s disk loses a record`);
      device.crash();
      damaged.add(device.name);
      device.disk.confirmed.delete(random.pick(ids));
      off(device);
    },
  };
  const names = [...plan.faults].filter((fault) => deeds[fault]);

  function next(): void {
    if (!raging) return;
    if (names.length > 0) deeds[random.pick(names)]?.();
    scheduler.after(random.int(8 * plan.pace), next);
  }

  return {
    begin() {
      raging = true;
      if (plan.faults.has("cuts")) network.cutChance(0.02);
      scheduler.after(random.int(2000), next);
    },
    end() {
      if (plan.faults.has("rewind")) rewind();
      raging = false;
      network.cutChance(0);
      for (const { name } of devices) network.weather(name, "open");
      for (const index of servers.keys()) boot(index);
    },
    serverTrouble() {
      if (has("server-crash") && random.chance(0.02)) return random.pick(["crash-before", "crash-after"]);
      if (outage > 0) outage--;
      else if (has("server-failure") && random.chance(0.05)) outage = random.between(1, 5);
      if (outage > 0 && raging && random.chance(0.7)) return random.pick(["fail-before", "fail-after"]);
      return "none";
    },
    diskTrouble(device, { call, when }) {
      if (has("device-crash") && random.chance(0.01)) {
        note(`${device.name} crashes ${when} ${call}`);
        scheduler.after(random.int(spans.off), () => void device.switchOn());
        return "crash";
      }
      if (has("disk-trouble") && when === "before" && KEPT_CALLS.includes(call) && random.chance(0.03)) return random.pick(["full", "broken"]);
      return "none";
    },
    serverOff(index) {
      scheduler.after(random.between(50, spans.off), () => boot(index));
    },
    hint(deliver) {
      if (raging && random.chance(0.2)) return;
      scheduler.after(random.int(60), deliver);
    },
  };
}
