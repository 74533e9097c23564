// Who runs which release in a run, and when it is updated: servers once, all together, devices one by one or never. A
// device that is updated has been off, and starts with the newer release on the disk that the older one left.
import type { Call } from "@outrider/shared/commands";
import { isKind } from "@outrider/shared/schema";
import type { DeviceNode } from "../device-node.ts";
import type { Random } from "@outrider/shared/kernel";
import type { ServerNode } from "../server-node.ts";
import type { Release } from "./release.ts";

export interface Updates {
  /** What a device begins with; a copy of one begins with what that one has. */
  first(device: string): Release;
  readonly server: Release;
  /** Some time goes by: perhaps somebody is updated. */
  perhaps(): void;
  /** The servers are updated at the latest now. */
  end(): void;
  /** Whether the screens of a release offer this. */
  offers(release: Release, calls: readonly Call[], kindOf: (id: string) => string | undefined): boolean;
}

export interface UpdatesDeps {
  /** Oldest first. */
  readonly releases: readonly Release[];
  readonly random: Random;
  readonly devices: readonly DeviceNode[];
  readonly servers: readonly ServerNode[];
  readonly note: (what: string) => void;
}

export function createUpdates({ releases, random, devices, servers, note }: UpdatesDeps): Updates {
  const newest = releases.at(-1) as Release;
  const older = releases.at(-2) ?? newest;
  let server = older;
  /** Devices that nobody ever updates. */
  const never = new Set<string>();
  const began = new Map<string, Release>();

  function updateServers(): void {
    if (server === newest) return;
    server = newest;
    note("the servers are updated");
    for (const each of servers) each.crash();
  }

  function updateDevice(): void {
    const device = random.pick(devices);
    const next = releases[releases.indexOf(device.release) + 1];
    if (!next || never.has(device.name)) return;
    note(`${device.name} is updated to ${next.schema}`);
    device.crash();
    device.update(random.chance(0.3) ? newest : next);
    void device.switchOn();
  }

  return {
    first(name) {
      const like = devices.find((device) => name === `${device.name}+`)?.release;
      const first = began.get(name) ?? like ?? random.pick(releases);
      began.set(name, first);
      if (random.chance(0.3)) never.add(name);
      return first;
    },
    get server() { return server; },
    perhaps() {
      if (random.chance(0.04)) updateServers();
      if (random.chance(0.06)) updateDevice();
    },
    end: updateServers,
    offers({ withheld }, calls, kindOf) {
      return calls.every(({ args }) => {
        const { id, kind = kindOf(String(id)), values = {} } = args as { readonly id?: string; readonly kind?: string; readonly values?: object };
        if (!isKind(kind)) return true;
        return !withheld.kinds.includes(kind) && Object.keys(values).every((name) => !withheld.fields[kind]?.includes(name));
      });
    },
  };
}
