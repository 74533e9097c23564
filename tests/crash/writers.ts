// Twenty devices of three people that write without pause, and the question whether anything they were told is lost.
import { textOf } from "@outrider/shared/records";
import { type Account, signIn } from "../devices/account.ts";
import { isSynced, type NodeDevice, type NodeDeviceOptions, openNodeDevice, until } from "./node-device.ts";

export interface Writers {
  readonly devices: readonly NodeDevice[];
  /** Titles by record, as they were when the device said "saved". */
  readonly saved: ReadonlyMap<string, string>;
  /** The edits that made them so. */
  readonly groups: ReadonlySet<string>;
  /** Waits until every outbox is empty. */
  drained(ms?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Edits on one device. */
const MOST_WAITING = 500;
const PEOPLE = ["rep@outrider.test", "manager@outrider.test", "admin@outrider.test"] as const;

export async function accounts(url: string): Promise<readonly Account[]> {
  return await Promise.all(PEOPLE.map((email) => signIn(url, email, "outrider-demo")));
}

/** Opens `count` devices of the people in turn. */
export const openDevices = async (url: string | readonly string[], people: readonly Account[], count: number, options: NodeDeviceOptions = {}): Promise<readonly NodeDevice[]> =>
  await Promise.all(Array.from({ length: count }, async (_, index) => await openNodeDevice(url, people[index % people.length] as Account, { ...options, first: index })));

/** Each device makes a lead, then edits what it made, then makes the next, as fast as it is told "saved". */
export async function startWriters(devices: readonly NodeDevice[], pauseMs = 15): Promise<Writers> {
  await until(() => devices.every(isSynced), () => JSON.stringify(devices.map(({ engine }) => engine.status().phase)));
  const saved = new Map<string, string>();
  const groups = new Set<string>();
  let writing = true;
  // A server that is killed all the time cannot keep up: what waits is bounded, so that the end can be waited for.
  const room = async (engine: NodeDevice["engine"]): Promise<void> => {
    while (writing && engine.status().pending > MOST_WAITING) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  };
  const loops = devices.map(async ({ engine }, index) => {
    for (let round = 0; writing; round++) {
      await room(engine);
      const made = await engine.perform([{ name: "create", args: { kind: "lead", values: { name: `device ${index} lead ${round}` } } }]);
      if (!made.ok) throw new Error(made.error.message);
      const id = made.value.records[0] as string;
      saved.set(id, `device ${index} lead ${round}`);
      groups.add(made.value.group);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const name = `device ${index} lead ${round}, looked at again`;
      const edited = await engine.perform([{ name: "edit", args: { id, values: { name } } }]);
      if (!edited.ok) throw new Error(edited.error.message);
      saved.set(id, name);
      groups.add(edited.value.group);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  });
  const pause = async (): Promise<void> => {
    writing = false;
    await Promise.all(loops);
  };
  return {
    devices,
    saved,
    groups,
    async drained(ms = 60_000) {
      await pause();
      await until(() => devices.every(isSynced), () => JSON.stringify(devices.map(({ engine }) => [engine.status().phase, engine.status().pending])), ms);
    },
    async stop() {
      await pause();
      await Promise.all(devices.map(({ engine }) => engine.stop()));
    },
  };
}

/** Records that a device shows, by id with the value of one field. */
export const seenBy = ({ engine: { view } }: NodeDevice, kind: "lead" | "deal", field: string): ReadonlyMap<string, string> =>
  new Map([...view.ids(kind)].flatMap((id) => {
    const state = view.read(id);
    return state ? [[id, textOf(state, field)] as const] : [];
  }));

/** What a device that never was here before is given: records by id with the value of one field. */
export async function seenByNewDevice(url: string, account: Account, kind: "lead" | "deal", field: string): Promise<ReadonlyMap<string, string>> {
  const device = await openNodeDevice(url, account);
  try {
    await until(() => isSynced(device), () => JSON.stringify(device.engine.status()));
    return seenBy(device, kind, field);
  } finally {
    await device.engine.stop();
  }
}

/** Ids of saved records that are not as they were saved. */
export const missing = (saved: ReadonlyMap<string, string>, seen: ReadonlyMap<string, string>): readonly string[] =>
  [...saved].filter(([id, name]) => seen.get(id) !== name).map(([id, name]) => `${name}: ${seen.get(id) ?? "not there"}`);
