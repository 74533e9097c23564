// One history of visibility, from a seed: people give records away, share them, move what hangs on them, change roles and
// teams, are deactivated and come back, while devices drop out, start anew in the middle and hold only a part. It drives
// the production engine, feed and door. At every checkpoint what a device holds is compared with may-see, and every
// frame with what its receiver might see (held-check.ts, frame-check.ts, told-check.ts). The same seed gives the same history.
import { createHash } from "node:crypto";
import { createRandom } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import { createMemoryDisk, type Planted, type Saved } from "../../../../client/src/engine/index.ts";
import type { FeedDeps } from "../../../../sync-server/src/feed/feed.ts";
import { createMemoryFeedStore } from "../../../../sync-server/src/feed/memory-feed-store.ts";
import { createSigning } from "../../../../sync-server/src/feed/signing.ts";
import { createAsking } from "../asking.ts";
import { createDeviceNode, type DeviceNode, type DeviceOptions } from "../device-node.ts";
import { createFaults } from "../faults.ts";
import { createFindings, type Finding } from "../findings.ts";
import { isMember } from "../final-checks.ts";
import { createHistory } from "../history.ts";
import { createNetwork } from "../network.ts";
import type { Fault, Plan } from "../plan.ts";
import { createScheduler, type Scheduler } from "../scheduler.ts";
import { createServerNode, WORKSPACE } from "../server-node.ts";
import { TODAY } from "../versions/release.ts";
import { createWiretap } from "../wiretap.ts";
import { createDeeds } from "./deeds.ts";
import { createFrameCheck, HAND_MADE } from "./frame-check.ts";
import { createHeldCheck } from "./held-check.ts";
import { firstRecords, PEOPLE } from "./people.ts";
import { createProber } from "./prober.ts";
import { createServerReads } from "./server-reads.ts";
import { createToldCheck } from "./told-check.ts";
import type { Work } from "../workload.ts";
import { createWriting } from "./writing.ts";

export interface HistoryOptions {
  readonly bugs?: NonNullable<FeedDeps["bugs"]>;
  readonly planted?: Planted;
  readonly work?: Work;
  /** Devices hold only a part, and orders come in meanwhile: the server writes facts of customers, wherever they lie. */
  readonly orders?: boolean;
  readonly log?: (line: string) => void;
}

export interface HistoryReport {
  readonly seed: number;
  readonly findings: readonly Finding[];
  /** Of everything that happened. */
  readonly hash: string;
  readonly looked: { readonly checkpoints: number; readonly records: number; readonly withheld: number; readonly shown: number; readonly frames: number; readonly rows: number; readonly gone: number; readonly verdicts: number; readonly answers: number; readonly typed: number; readonly aware: number };
  readonly edits: number;
  readonly refused: number;
}

const START = 1_800_000_000_000;
const LONGEST = 1e10;
const REST = 600_000;
const FAULTS: readonly (readonly [Fault, often: number])[] = [
  ["cuts", 0.5], ["weather", 0.8], ["device-crash", 0.4], ["disk-trouble", 0.2], ["server-crash", 0.3], ["server-failure", 0.2], ["sleep", 0.2], ["clone", 0.15], ["roll-back", 0.25],
];

export async function simulateVisibility(seed: number, options: HistoryOptions = {}): Promise<HistoryReport> {
  const random = createRandom(`visibility ${seed}`);
  const drawn = random.stream("plan");
  const users = [PEOPLE[0], ...PEOPLE.slice(1).filter(() => drawn.chance(0.7))].map(({ id }) => id);
  const devices: DeviceNode[] = [];
  const plan: Plan = {
    devices: Array.from({ length: Math.max(users.length, drawn.between(3, 6)) }, (_, index) => ({ name: `d${index}`, user: users[index % users.length] as string, clockError: 0 })),
    // A server for each device: then what a server has read is what that device's connection has.
    servers: drawn.pick([1, 2, 7]), deeds: drawn.between(60, 110), pace: drawn.pick([40, 200, 600, 2000]), bound: drawn.chance(options.orders ? 1 : 0.35) ? drawn.between(6, 40) : null,
    typing: false, faults: new Set(FAULTS.filter(([, often]) => drawn.chance(often)).map(([fault]) => fault)),
  };
  const world = createScheduler(START);
  /** Time in which nobody ran: what a server was about to do it does after it. */
  let slept = 0;
  const leap = (ms: number): void => {
    slept += ms;
    world.leap(ms);
  };
  const scheduler: Scheduler = { now: world.now, after: world.after, sleep: world.sleep, run: world.run, leap, get events() { return world.events; } };
  const since = (): number => scheduler.now() - START;
  const findings = createFindings(since);
  const history = createHistory(users);
  const trace = createHash("sha1");
  const note = (what: string): void => {
    trace.update(`${since()} ${what}\n`);
    options.log?.(`${String(since()).padStart(9)} ${what}`);
  };
  const failed = (what: string, error: unknown): void => {
    note(`${what}: ${String(error)}`);
    if (!(error instanceof Error) || !/^(the (server|database|disk|store)|power|an edit before)/.test(error.message)) findings.report("I-failed", `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };

  const store = createMemoryFeedStore();
  const reads = createServerReads({ now: () => scheduler.now() - slept, seq: () => history.seq });
  const wiretap = createWiretap({ looksAt: () => false, record: () => undefined, verdict: () => undefined, rewound: () => undefined, reload: () => undefined, typed: () => undefined, aware: () => undefined });
  const names = new Map<string, number>();
  const serverOf = (device: string): number => {
    const known = names.get(device) ?? names.size;
    names.set(device, known);
    return known % plan.servers;
  };
  const frames = createFrameCheck({ history, reads, findings, serverOf, wiretap });
  const told = createToldCheck({ history, wiretap, findings });
  const held = createHeldCheck({ history, store, findings, scheduler });
  const network = createNetwork({
    scheduler, random: random.stream("network"),
    sent: (frame) => {
      note(`${frame.device} ${frame.direction} ${frame.text}`);
      wiretap.sent(frame);
      frames.sent(frame);
    },
    delivered: (frame) => wiretap.delivered(frame),
  });

  const signing = createSigning(Buffer.from("the simulator's key"));
  let settingUp = true;
  const servers = Array.from({ length: plan.servers }, (_, index) => createServerNode({
    name: `s${index}`, scheduler, random: random.stream(`server ${index}`), store: reads.watching(index, store), signing, polls: plan.servers > 1, bound: plan.bound, release: () => TODAY, bugs: options.bugs ?? {},
    trouble: () => faults.serverTrouble(),
    crashed: () => {
      note(`s${index} is off`);
      network.unplug(`s${index}`);
      faults.serverOff(index);
    },
    committed: (batch) => {
      note(`commit ${batch.seq}`);
      if (!settingUp) told(batch);
      history.committed(batch);
    },
    hinted: (members) => {
      for (const [other, server] of servers.entries()) if (other !== index) faults.hint(() => server.hint(members));
    },
    failed: (event, error) => failed(`s${index} ${event}`, error),
  }));
  const hostOf = (device: string) => () => servers[serverOf(device)] as (typeof servers)[number];

  function addDevice(name: string, user: string, copyOf?: DeviceOptions["copyOf"]): DeviceNode {
    const device = createDeviceNode({
      name, user, ...(copyOf && { copyOf }), scheduler, random: random.stream(`device ${name}`), network, planted: options.planted ?? new Set(), clockError: 0, release: TODAY, keepsShown: true,
      host: hostOf(name), trouble: (point) => faults.diskTrouble(device, point), checkpoint: held.checkpoint, left: () => undefined, performed: () => undefined, failed,
    });
    devices.push(device);
    return device;
  }

  const faults = createFaults({
    plan, scheduler, random: random.stream("faults"), network, servers, devices, store, history, note, damaged: new Set(),
    clone: (device) => addDevice(`${device.name}+`, device.user, device.copy()),
  });

  for (const server of servers) server.boot();
  const first = servers[0]?.feed.write(WORKSPACE, PEOPLE[0].id, "set up", firstRecords());
  await scheduler.run(scheduler.now() + 1000);
  if (!(await first)?.ok) throw new Error("the first records do not fit the schema");
  settingUp = false;
  for (const { name, user } of plan.devices) void addDevice(name, user).switchOn();
  await scheduler.run(scheduler.now() + 4000);

  const people = random.stream("people");
  const deeds = createDeeds(random.stream("deeds"), options.work);
  const known = (): string[] => [...history.records.keys()];
  const asking = createAsking({ random: random.stream("asking"), scheduler, known, note });
  const writing = createWriting({ random: random.stream("writing"), scheduler, note });
  const prober = drawn.chance(0.5)
    ? createProber({
      name: HAND_MADE, user: drawn.pick(users.slice(1).concat(users)), random: random.stream("prober"), scheduler, network, host: hostOf(HAND_MADE), records: () => history.records, groups: () => [...history.verdicts.keys()], pace: 2 * plan.pace,
    })
    : null;
  const lastEdits = new Map<string, Saved>();
  let done = 0;

  function act(device: DeviceNode): void {
    const { engine } = device;
    if (!engine) return;
    const deed = deeds.next(engine.view, device.user, lastEdits.get(device.name)?.records ?? []);
    if (!deed) return;
    note(`${device.name} ${JSON.stringify(deed)}`);
    const last = lastEdits.get(device.name);
    if (deed.do === "import") void device.performAll(deed.groups);
    else if (deed.do === "perform" || last !== undefined) {
      void (deed.do === "perform" ? device.perform(deed.calls) : device.undo((last as Saved).group)).then((outcome) => {
        note(`${device.name} ${outcome ? (outcome.ok ? `saved ${outcome.value.counter}` : outcome.error.code) : "nothing"}`);
        if (outcome?.ok) lastEdits.set(device.name, outcome.value);
      });
    }
  }

  /** Somebody starts anew in the middle: on another device, or on one that has lost all it held. */
  function startAnew(): void {
    if (people.chance(0.5)) {
      note("another device");
      return void addDevice(`n${devices.length}`, people.pick(users)).switchOn();
    }
    const device = people.pick(devices);
    note(`${device.name} has lost all it held`);
    device.crash();
    device.putBack({ disk: createMemoryDisk(), saved: new Map(), words: new Map(), dropped: new Set() });
    void device.switchOn();
  }

  const orders = random.stream("orders");

  /** Some customers have bought something, says whichever server is there. */
  function ordersCome(): void {
    const server = servers.find(({ up }) => up);
    const customers = [...history.records.values()].filter(({ kind }) => kind === "contact");
    const bought = Array.from({ length: orders.between(1, 4) }, () => orders.pick(customers).id);
    const facts = [...new Set(bought)].map((id): Change => ({ id, kind: "contact", set: { visits: { value: orders.between(1, 1000), base: null } } }));
    note(`orders of ${facts.map(({ id }) => id).join(" ")}`);
    server?.feed.write(WORKSPACE, "", "orders", facts).catch((error: unknown) => failed("orders", error));
  }

  function nextDeed(): void {
    if (done >= plan.deeds) return;
    if (options.orders && orders.chance(0.6)) ordersCome();
    // The admin has most to say about who sees what.
    const device = people.chance(0.3) ? (devices[0] as DeviceNode) : people.pick(devices);
    const burst = people.chance(0.15) ? people.between(2, 5) : 1;
    for (let one = 0; one < burst; one++) act(device);
    if (people.chance(0.5)) writing(device);
    if (plan.bound !== null) for (const one of devices) if (people.chance(0.3)) asking(one);
    if (people.chance(0.03)) startAnew();
    done += burst;
    scheduler.after(people.int(2 * plan.pace), nextDeed);
  }

  const broken = (): boolean => findings.all.length > 0;
  faults.begin();
  prober?.start();
  scheduler.after(0, nextDeed);
  await scheduler.run(scheduler.now() + LONGEST, () => done >= plan.deeds || broken());
  await scheduler.run(scheduler.now() + 2000, broken);

  faults.end();
  prober?.stop();
  note("the faults stop");
  const atRest = (): boolean => network.inFlight === 0 && devices.every((device) => {
    const status = device.engine?.status();
    if (!isMember(device, history)) return status?.phase === "signed-out";
    return (status?.phase === "synced" || status?.phase === "needs-attention") && network.whole(device.name) && device.disk.outbox.size === 0;
  });
  const limit = scheduler.now() + REST;
  let rest = false;
  while (!rest && !broken() && scheduler.now() < limit) {
    for (const device of devices) {
      if (!device.on) void device.switchOn();
      // Whoever may not come in has been told so once; after that nobody asks any more.
      if (isMember(device, history) || device.engine?.status().phase !== "signed-out") device.engine?.nudge();
    }
    await scheduler.run(scheduler.now() + 3000, broken);
    if (!atRest()) continue;
    await scheduler.run(scheduler.now() + (plan.servers > 1 ? 6000 : 1000), broken);
    rest = atRest();
  }
  if (!rest && !broken()) findings.report("I-drained", devices.map(({ name, engine, disk }) => `${name} ${engine?.status().phase ?? "off"} with ${disk.outbox.size} edits`).join(", "));
  if (!broken()) for (const device of devices) held.finally(device);
  for (const device of devices) device.crash();
  for (const { id } of history.records.values()) trace.update(id);
  const verdicts = [...history.verdicts.values()];
  return {
    seed, findings: findings.all, hash: trace.digest("hex"), looked: { ...held.looked, ...frames.looked },
    edits: verdicts.length, refused: verdicts.filter(({ verdict }) => verdict.result === "refused").length,
  };
}
