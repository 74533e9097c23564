// Owns the storm on our own server: people with two devices each, in teams with a manager who sees what his team has.
// Both devices of a person edit his records while they are away, and so does the manager: nearly every record comes back
// with edits that did not see each other.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { creationOf } from "@outrider/shared/commands";
import { createRandom, type Random } from "@outrider/shared/kernel";
import { baseOf, type Change, pack } from "@outrider/shared/records";
import { type LightDevice, createLightDevice, openLightDevice } from "../../tests/devices/light-device.ts";
import { connectTo } from "../../tests/devices/node-world.ts";
import type { Account } from "../../tests/devices/account.ts";
import type { Client } from "../peer.ts";
import { quantile } from "../statistics.ts";
import { accountNamed, originOf } from "./outrider-accounts.ts";
import { windowed } from "./windowed.ts";

const DEVICES_OF_A_PERSON = 2;
const RECORDS_OF_A_PERSON = 20;
const RECORDS_ASKED_ABOUT = 2;
const AGAIN_MS = 500;
const SIGN_UPS_AT_ONCE = 8;
const AS_MANY_DEVICES_AT_ONCE = 20;
const STATUSES = ["contacted", "qualified", "lost"] as const;

interface Person { readonly account: Account; readonly leads: readonly string[]; readonly devices: LightDevice[] }
/** The first person manages the others. */
type Team = readonly Person[];

/** What a device holds of a record as the server said it, as text. */
const held = ({ replica }: LightDevice, id: string): string => {
  const state = replica.confirmed(id);
  return state === undefined ? "not there" : JSON.stringify(pack(state));
};

const proposalsOf = ({ replica }: LightDevice): readonly string[] => [...replica.ids("proposal")].sort();

/** The edit that a device makes as its n-th while it is away; what is asked about, the status, is of his first leads. */
const edited = (device: LightDevice, leads: readonly string[], n: number, random: Random): Change => {
  const status = n % 20 === 7;
  const id = random.pick(status ? leads.slice(0, RECORDS_ASKED_ABOUT) : leads);
  const [field, value] = status ? ["status", random.pick(STATUSES)] : n % 4 === 1 ? ["company", `Company ${n}`] : ["notes", `edit ${n}`];
  return { id, kind: "lead", set: { [field]: { value, base: baseOf(device.replica.read(id), field) } } };
};

export const outriderStorm: NonNullable<Client["storm"]> = async (at, { teams: count, devicesEach, edits, withinMs }, begins) => {
  const random = createRandom("storm");
  const people = Math.max(1, Math.round(devicesEach / DEVICES_OF_A_PERSON));
  const teams: Team[] = [];
  const all: { readonly device: LightDevice; readonly sentAt: Map<number, number> }[] = [];
  const waits: number[] = [];
  let refused: string | undefined;
  let reconnects = 0;

  const deviceOf = (account: Account): LightDevice => {
    const sentAt = new Map<number, number>();
    const device = createLightDevice({ user: account.user, connect: connectTo(originOf(at), account) }, {
      sent: (groups) => groups.forEach(({ counter }) => sentAt.has(counter) || sentAt.set(counter, performance.now())),
      verdicts: (verdicts) => {
        for (const verdict of verdicts) {
          if (verdict.result === "refused") refused ??= verdict.refusal.message;
          const sent = sentAt.get(verdict.counter);
          if (sent !== undefined) waits.push(performance.now() - sent);
          sentAt.delete(verdict.counter);
        }
      },
      lost: () => void back(device),
    });
    all.push({ device, sentAt });
    return device;
  };

  /** Connects, and again where the server has no time for it. */
  async function back(device: LightDevice): Promise<void> {
    for (;;) {
      try {
        return await device.connect();
      } catch {
        reconnects += 1;
        await wait(AGAIN_MS);
      }
    }
  }

  // Everybody signs up, comes once, and makes what he will edit.
  const accounts: Account[] = [];
  await accountNamed(at, "admin");
  await windowed(count * people, SIGN_UPS_AT_ONCE, async (n) => {
    const [team, person] = [Math.floor(n / people), n % people];
    accounts[n] = await accountNamed(at, `t${team}-p${person}`, { role: person === 0 ? "manager" : "exec", team: `team ${team}` });
  });
  for (let team = 0; team < count; team++) {
    teams.push(accounts.slice(team * people, (team + 1) * people).map((account) => ({
      account, leads: Array.from({ length: RECORDS_OF_A_PERSON }, () => randomUUID()), devices: Array.from({ length: DEVICES_OF_A_PERSON }, () => deviceOf(account)),
    })));
  }
  const persons = teams.flat();
  await windowed(persons.length, AS_MANY_DEVICES_AT_ONCE, async (n) => {
    const { account, leads, devices } = persons[n] as Person;
    for (const device of devices) await device.connect();
    devices[0]?.edit([leads.map((id, index) => creationOf(id, { kind: "lead", values: { name: `Lead ${index}`, owner: account.user } }))]);
  });
  const seesOf = (team: Team, person: Person): readonly string[] => (person === team[0] ? team.flatMap(({ leads }) => leads) : person.leads);
  for (const team of teams) {
    for (const person of team) {
      for (const device of person.devices) while (device.waiting() > 0 || !seesOf(team, person).every((id) => device.replica.confirmed(id) !== undefined)) await wait(10);
    }
  }

  // They go, and work.
  for (const { device } of all) device.close();
  for (const team of teams) {
    for (const person of team) {
      const leads = seesOf(team, person);
      for (const device of person.devices) for (let n = 0; n < edits; n++) device.edit([[edited(device, leads, n, random)]]);
    }
  }
  waits.length = 0;

  // They all come back.
  await begins();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const coming = Promise.all(all.map(async ({ device }) => {
    await wait(random.int(withinMs));
    await back(device);
  }));
  const equalIn = (team: Team): boolean => {
    const [manager] = (team[0] as Person).devices;
    return manager !== undefined && team.every((person) => person.devices.every((device) => seesOf(team, person).every((id) => held(device, id) === held(manager, id)) && proposalsOf(device).every((id) => held(device, id) === held(manager, id))));
  };
  await coming;
  while (all.some(({ device }) => device.waiting() > 0) && refused === undefined) await wait(20);
  const drained = performance.now() - start;
  if (refused !== undefined) throw new Error(`refused: ${refused}`);
  for (const team of teams) while (!equalIn(team)) await wait(100);
  const equal = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);

  // What one is given who never was here.
  const fresh = await openLightDevice(originOf(at), await accountNamed(at, "admin"));
  for (const [manager] of teams) {
    const [device] = (manager as Person).devices;
    for (const id of device ? [...device.replica.ids("lead"), ...device.replica.ids("proposal")] : []) {
      if (device && held(device, id) !== held(fresh, id)) throw new Error(`${id} is ${held(device, id)} on a device and ${held(fresh, id)} on a new one`);
    }
  }
  const proposals = proposalsOf(fresh).length;
  for (const { device } of [...all, { device: fresh }]) device.close();
  return {
    edits: waits.length, drained, equal, ackP50: quantile(waits, 0.5) ?? Number.NaN, ackP99: quantile(waits, 0.99) ?? Number.NaN, reconnects, proposals,
    loaderCpu: (user + system) / 1e6,
  };
};
