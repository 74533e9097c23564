// Owns the trials of our own: the production device code and the production server in one process, over a store in
// memory, each device with its own clock. A field where the newest edit wins, and one where the person is asked.
import { creationOf } from "@outrider/shared/commands";
import type { Random } from "@outrider/shared/kernel";
import { baseOf, type Change, type RecordState, valueOf } from "@outrider/shared/records";
import { createInMemory } from "../../tests/devices/in-memory.ts";
import { createLightDevice, type LightDevice } from "../../tests/devices/light-device.ts";
import { type Circumstances, clockError, laterValue, type Outcome, pause, STALE, type Subject } from "./subject.ts";

/** Trials in one workspace: clocks are drawn anew with each. */
const TOGETHER = 25;
const START = 1_800_000_000_000;
const TURNS = 20_000;

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds(); turn++) {
    if (turn > TURNS) throw new Error("the devices do not come to rest");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Field { readonly name: string; readonly stale: string; readonly later: (n: number) => string }

/** A status is one of a list: what is later goes through others than the stale one. */
const STATUSES = ["contacted", "qualified"] as const;
const newest: Field = { name: "notes", stale: STALE, later: laterValue };
const asking: Field = { name: "status", stale: "lost", later: (n) => STATUSES[n % STATUSES.length] ?? "" };

const edit = (device: LightDevice, id: string, field: string, value: string): void => {
  const change: Change = { id, kind: "lead", set: { [field]: { value, base: baseOf(device.replica.read(id), field) } } };
  device.edit([[change]]);
};

/** Beside what stands: as what gave way, or as a proposal. */
const isKept = (device: LightDevice, lead: RecordState, field: Field): boolean =>
  lead.losers[field.name]?.value === field.stale ||
  [...device.replica.ids("proposal")].some((id) => {
    const proposal = device.replica.read(id);
    return proposal !== undefined && valueOf(proposal, "root") === lead.id && valueOf(proposal, "proposed") === field.stale;
  });

async function together(count: number, circumstances: Circumstances, random: Random, field: Field): Promise<Outcome[]> {
  let now = START;
  const failures: unknown[] = [];
  const scene = await createInMemory(() => now, (error) => failures.push(error));
  const server = scene.server();
  const [, first, second] = scene.people;
  const device = (user: string): LightDevice => {
    const error = clockError(circumstances, random);
    return createLightDevice({ user, connect: scene.connect(server, user), now: () => now + error });
  };
  const [away, there] = [device(first), device(second)];
  await Promise.all([away.connect(), there.connect()]);
  const outcomes: Outcome[] = [];
  for (let trial = 0; trial < count; trial++) {
    const id = random.uuid();
    there.edit([[creationOf(id, { kind: "lead", values: { name: `trial ${trial}`, owner: first, [field.name]: field.name === "status" ? "new" : "base" } })]]);
    await until(() => away.replica.confirmed(id) !== undefined && there.waiting() === 0);
    now += pause(random);
    away.close();
    edit(away, id, field.name, field.stale);
    for (let n = 0; n < circumstances.later; n++) {
      now += pause(random);
      edit(there, id, field.name, field.later(n));
      await until(() => there.waiting() === 0);
    }
    now += pause(random);
    await away.connect();
    const [mine, theirs] = [(): RecordState | undefined => away.replica.read(id), (): RecordState | undefined => there.replica.read(id)];
    const value = (of: () => RecordState | undefined): unknown => { const state = of(); return state && valueOf(state, field.name); };
    // Both have what became of the stale edit: it is no more in the outbox, and the other device has seen it beside or instead.
    await until(() => away.waiting() === 0 && value(mine) === value(theirs) && (value(theirs) === field.stale || isKept(there, theirs() as RecordState, field)));
    outcomes.push({ replaced: value(theirs) === field.stale, kept: isKept(there, theirs() as RecordState, field), apart: value(mine) !== value(theirs) });
  }
  if (failures.length > 0) throw failures[0];
  away.close();
  there.close();
  return outcomes;
}

const trialsOn = (field: Field): Subject["trials"] => async (count, circumstances, random) => {
  const outcomes: Outcome[] = [];
  while (outcomes.length < count) outcomes.push(...(await together(Math.min(TOGETHER, count - outcomes.length), circumstances, random, field)));
  return outcomes;
};

const common = { ours: true, packages: [] } as const;

export const outriderNewest: Subject = {
  ...common, name: "outrider", setup: "a field where the newest edit wins (notes of a lead); production device and server code, store in memory", trials: trialsOn(newest),
};
export const outriderAsking: Subject = {
  ...common, name: "outrider, asking field", setup: "a field where what stands stays and the late edit becomes a proposal (status of a lead); otherwise the same", trials: trialsOn(asking),
};
