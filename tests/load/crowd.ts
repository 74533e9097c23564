// Two hundred devices that write at a steady pace, whatever the server makes of it, so that a slow server shows as late
// acknowledgements and not as fewer edits. Each device edits the one record it made; its people's other devices get it.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { creationOf } from "@outrider/shared/commands";
import { baseOf, textOf } from "@outrider/shared/records";
import type { Account } from "../devices/account.ts";
import { type LightDevice, openLightDevice } from "../devices/light-device.ts";

export interface CrowdOptions {
  /** Of the servers; devices take them in turn. */
  readonly origins: readonly string[];
  readonly people: readonly Account[];
  readonly devicesEach: number;
  readonly perSecond: number;
}

export interface Crowd {
  readonly devices: readonly LightDevice[];
  /** Writes for so many ms; resolves with how long each acknowledgement took (ms), once all have come. */
  write(ms: number): Promise<readonly number[]>;
  /** Records that are not, on the device of a person or on another one of his, as they were last acknowledged. */
  wrong(other?: (person: number) => LightDevice): readonly string[];
  readonly problems: readonly string[];
  close(): void;
}

const DRAIN_MS = 30_000;

export async function openCrowd({ origins, people, devicesEach, perSecond }: CrowdOptions): Promise<Crowd> {
  const problems: string[] = [];
  const waits: number[] = [];
  const devices: LightDevice[] = [];
  const records: string[] = [];
  const last: string[] = [];
  let missing = 0;
  let written = 0;

  for (const account of people) {
    await Promise.all(Array.from({ length: devicesEach }, async () => {
      const number = records.length;
      const sentAt = new Map<number, number>();
      records.push(randomUUID());
      last.push("");
      devices[number] = await openLightDevice(origins[number % origins.length] ?? "", account, {
        sent: (groups) => groups.forEach(({ counter }) => sentAt.set(counter, performance.now())),
        verdicts: (verdicts) => {
          for (const verdict of verdicts) {
            if (verdict.result === "refused") problems.push(`refused: ${verdict.refusal.message}`);
            waits.push(performance.now() - (sentAt.get(verdict.counter) ?? Number.NaN));
            sentAt.delete(verdict.counter);
            missing -= 1;
          }
        },
        lost: (why) => problems.push(why.message),
      });
    }));
  }
  const personOf = (device: number): number => Math.floor(device / devicesEach);
  const notesOf = (device: LightDevice | undefined, id: string): string => {
    const state = device?.replica.read(id);
    return state === undefined ? "not there" : textOf(state, "notes");
  };

  function edit(number: number): void {
    const [device, id] = [devices[number], records[number] ?? ""];
    const text = `edit ${written++}`;
    missing += 1;
    last[number] = text;
    const known = device?.replica.read(id);
    const change = known === undefined
      ? creationOf(id, { kind: "lead", values: { name: `Lead of device ${number}`, notes: text, owner: people[personOf(number)]?.user ?? "" } })
      : { id, kind: "lead" as const, set: { notes: { value: text, base: baseOf(known, "notes") } } };
    device?.edit([[change]]);
  }

  const drained = async (): Promise<void> => {
    const end = performance.now() + DRAIN_MS;
    while (missing > 0 && problems.length === 0) {
      if (performance.now() > end) problems.push(`${missing} edits were not acknowledged in ${DRAIN_MS} ms`);
      await wait(20);
    }
  };

  return {
    devices, problems,
    async write(ms) {
      waits.length = 0;
      const start = performance.now();
      for (let sent = 0; performance.now() - start < ms && problems.length === 0; ) {
        const due = ((performance.now() - start) / 1000) * perSecond;
        for (; sent < due; sent++) edit(sent % devices.length);
        await wait(2);
      }
      await drained();
      return [...waits];
    },
    wrong: (other) =>
      records.flatMap((id, number) => {
        const person = personOf(number);
        const looks = other ? [other(person)] : devices.slice(person * devicesEach, (person + 1) * devicesEach);
        return looks.filter((device) => notesOf(device, id) !== last[number]).map((device) => `${id}: ${notesOf(device, id)} instead of ${last[number]}`);
      }),
    close: () => devices.forEach((device) => device.close()),
  };
}
