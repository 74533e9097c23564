// One run: a workspace, its people's devices and its servers, from a seed. Deeds and faults come by chance; then the
// faults stop, everything comes to rest, and the invariants are checked. The same seed gives the same run, event for event.
import { createHash } from "node:crypto";
import { canonical, createRandom, type Json } from "@outrider/shared/kernel";
import { type Change, pack, type RecordState, textOf } from "@outrider/shared/records";
import type { Planted, Saved } from "../../../client/src/engine/index.ts";
import { createMemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import type { FeedDeps } from "../../../sync-server/src/feed/feed.ts";
import { createSigning } from "../../../sync-server/src/feed/signing.ts";
import { firstChanges, PEOPLE } from "./cast.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createDeviceNode, type DeviceNode, type DeviceOptions } from "./device-node.ts";
import { createDiskChecks } from "./disk-checks.ts";
import { createFaults } from "./faults.ts";
import { checkFinally } from "./final-checks.ts";
import { createFindings, type Finding } from "./findings.ts";
import { frameChecks } from "./frame-checks.ts";
import { createHistory, type History, textOfRecord } from "./history.ts";
import { uploadOf } from "./later-deeds.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createJudgeAgain } from "./judge-again.ts";
import { createNetwork } from "./network.ts";
import { createAsking } from "./asking.ts";
import { type Fault, FAULTS, type Plan, planOf } from "./plan.ts";
import { createScheduler } from "./scheduler.ts";
import { createServerNode, type ServerNode, WORKSPACE } from "./server-node.ts";
import { createWiretap } from "./wiretap.ts";
import { checkTyped } from "./typed-checks.ts";
import { createTypist } from "./typist.ts";
import { type Release, TODAY } from "./versions/release.ts";
import { createUpdates } from "./versions/updates.ts";
import { createWorkload, type Work } from "./workload.ts";

export interface RunOptions {
  /** Only these faults, of those that the seed draws. */
  readonly faults?: readonly Fault[];
  /** All clocks are right. */
  readonly rightClocks?: boolean;
  /** So many servers, whatever the seed draws. */
  readonly servers?: number;
  /** What becomes of every hint between servers: it is lost, comes twice, or so late that newer ones have overtaken it. */
  readonly hints?: "lost" | "twice" | "late";
  /** Devices and servers run what was released at different times, oldest first, and are updated meanwhile. Today's alone unless told. */
  readonly releases?: readonly Release[];
  /** What people do: all unless told. */
  readonly work?: Work;
  /** Planted in the server, in the engine. */
  readonly bugs?: NonNullable<FeedDeps["bugs"]>;
  readonly planted?: Planted;
  readonly log?: (line: string) => void;
}

export interface RunReport {
  readonly seed: number;
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  /** Of everything that happened. */
  readonly hash: string;
  /** The server's records at the end, without what a device's clock wrote into them. */
  readonly records: () => string;
  readonly events: number;
  readonly edits: number;
  /** The schemas of the edits that were applied, and those of what the devices run at the end. */
  readonly schemas: { readonly applied: ReadonlySet<number>; readonly atEnd: ReadonlySet<number> };
}

const START = 1_800_000_000_000;
/** Longer than all the deeds of a run take, sleep included. */
const LONGEST = 1e10;

export async function simulate(seed: number, options: RunOptions = {}): Promise<RunReport> {
  const random = createRandom(`seed ${seed}`);
  const drawn = planOf(seed);
  const allowed = new Set<Fault>(options.faults ?? FAULTS);
  const plan: Plan = { ...drawn, servers: options.servers ?? drawn.servers, faults: new Set([...drawn.faults].filter((fault) => allowed.has(fault))) };
  const scheduler = createScheduler(START);
  const since = (): number => scheduler.now() - START;
  const findings = createFindings(since);
  const history: History = createHistory(PEOPLE.map(({ id }) => id), scheduler.now, () => ledger);
  const trace = createHash("sha1");
  const note = (what: string): void => {
    trace.update(`${since()} ${what}\n`);
    options.log?.(`${String(since()).padStart(9)} ${what}`);
  };
  const report = (what: string, error: unknown): void => {
    note(`${what}: ${String(error)}`);
    if (!(error instanceof Error) || !/^(the (server|database|disk|store)|power|an edit before)/.test(error.message)) findings.report("I-failed", `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };

  const damaged = new Set<string>();
  const applied = new Set<number>();
  const wiretap = createWiretap(frameChecks({ history, findings, servers: plan.servers, damaged }));
  const typist = createTypist({ random: random.stream("typist"), scheduler, findings, note, rewinds: () => history.rewinds });
  const network = createNetwork({
    scheduler, random: random.stream("network"),
    sent: (frame) => {
      note(`${frame.device} ${frame.direction} ${frame.text}`);
      wiretap.sent(frame);
    },
    delivered: (frame) => wiretap.delivered(frame),
  });

  const devices: DeviceNode[] = [];
  const made = new Map<string, { readonly at: number; readonly device: DeviceNode }>();
  const judgeAgain = createJudgeAgain({
    history, wiretap, findings, now: scheduler.now,
    // What two copies of one profile had not sent is the copy's whose turn came first, with the clients that typed it.
    mayBeBadBody: (device, group) => history.rewinds > 0 || wiretap.renamed(device) || devices.some(({ name }) => name === `${wiretap.nameOf(device)}+`) || typist.gapped.has(wiretap.nameOf(device)) || group.changes.some(({ update }) => update !== undefined && typist.forged.has(update)),
    madeAt: (group) => {
      const found = made.get(group);
      return found && !found.device.clockJumped ? found.at : null;
    },
  });
  const ledger: Ledger = createLedger({
    authorOf(batch, seq) {
      const row = batch.verdicts.find(({ verdict }) => verdict.result === "applied" && verdict.seq === seq);
      const pushed = row && wiretap.pushed(row.verdict.group, row.device);
      return { author: `${pushed?.user ?? ""} ${row?.device ?? ""}`, cameBack: pushed?.receipt !== null };
    },
    report: findings.report, rewinds: () => history.rewinds,
  });
  const store = createMemoryFeedStore();
  const diskChecks = createDiskChecks({ history, findings, store, damaged });
  const signing = createSigning(Buffer.from("the simulator's key"));
  let settingUp = true;
  const servers = Array.from({ length: plan.servers }, (_, index) => createServerNode({
    name: `s${index}`, scheduler, random: random.stream(`server ${index}`), store, signing, polls: plan.servers > 1, bound: plan.bound, release: () => updates.server, bugs: options.bugs ?? {},
    trouble: () => faults.serverTrouble(),
    crashed: () => {
      note(`s${index} is off`);
      network.unplug(`s${index}`);
      faults.serverOff(index);
    },
    committed: (batch) => {
      note(`commit ${batch.seq}`);
      if (!settingUp) judgeAgain(batch);
      history.committed(batch);
      for (const { device, verdict } of batch.verdicts) {
        const pushed = verdict.result === "applied" ? wiretap.pushed(verdict.group, device) : undefined;
        if (pushed) applied.add(pushed.group.schema);
      }
      if (!settingUp) for (const { state } of batch.records) uploaded(servers[index], uploadOf(state, START));
    },
    hinted: (members) => {
      for (const [other, server] of servers.entries()) if (other !== index) carryHint(() => server.hint(members));
    },
    failed: (event, error) => report(`s${index} ${event}`, error),
  }));

  /** All bytes of a file have come to a server, which says so, unless it is off by then. */
  const uploads = random.stream("uploads");
  function uploaded(server: ServerNode | undefined, change: Change | null): void {
    if (change && uploads.chance(0.7)) scheduler.after(uploads.between(10, 200), () => { if (server?.up) server.feed.write(WORKSPACE, "", "upload", [change]).catch((error: unknown) => report("upload", error)); });
  }

  const updates = createUpdates({ releases: options.releases ?? [TODAY], random: random.stream("versions"), devices, servers, note });
  const late = random.stream("hints");
  function carryHint(deliver: () => void): void {
    if (options.hints === "lost") return;
    if (options.hints === "late") return void scheduler.after(late.int(20_000), deliver);
    faults.hint(deliver);
    if (options.hints === "twice") scheduler.after(late.int(2000), deliver);
  }

  function addDevice(entry: Plan["devices"][number], copyOf?: DeviceOptions["copyOf"]): DeviceNode {
    const stream = random.stream(`device ${entry.name}`);
    const device = createDeviceNode({
      ...entry, ...(copyOf && { copyOf }), scheduler, random: stream, network, planted: options.planted ?? new Set(), release: updates.first(entry.name), clockError: options.rightClocks ? 0 : entry.clockError,
      host: () => servers[stream.int(servers.length)] as (typeof servers)[number],
      trouble: (point) => faults.diskTrouble(device, point),
      checkpoint: diskChecks.checkpoint,
      left: diskChecks.left,
      performed: (which, group, at) => {
        if (!made.has(group)) made.set(group, { at, device: which });
      },
      failed: report,
    });
    devices.push(device);
    return device;
  }

  const faults = createFaults({
    plan, scheduler, random: random.stream("faults"), network, servers, devices, store, history, note, damaged,
    clone: (device) => addDevice({ name: `${device.name}+`, user: device.user, clockError: 0 }, device.copy()),
  });

  // The server writes the first records; the devices come up and load.
  for (const server of servers) server.boot();
  const first = servers[0]?.feed.write(WORKSPACE, PEOPLE[0].id, "set up", firstChanges());
  await scheduler.run(scheduler.now() + 1000);
  if (!(await first)?.ok) throw new Error("the first records do not fit the schema");
  settingUp = false;
  for (const entry of plan.devices) void addDevice(entry).switchOn();
  await scheduler.run(scheduler.now() + 8000);

  const people = random.stream("people");
  const workload = createWorkload(random.stream("deeds"), options.work);
  const asking = plan.bound === null ? null : createAsking({ random: random.stream("asking"), scheduler, known: () => [...history.records.keys()], note });
  const lastEdits = new Map<string, Saved>();
  let deeds = 0;
  const typists = random.stream("typists");

  function act(device: DeviceNode): void {
    const { engine } = device;
    if (!engine) return;
    const deed = workload.next(engine.view, device.user, lastEdits.get(device.name)?.records ?? []);
    if (!deed) return;
    const calls = deed.do === "perform" ? deed.calls : deed.do === "import" ? deed.groups.flat() : [];
    if (!updates.offers(device.release, calls, (id) => engine.view.read(id)?.kind)) return;
    note(`${device.name} ${JSON.stringify(deed)}`);
    const last = lastEdits.get(device.name);
    if (deed.do === "import") void device.performAll(deed.groups);
    else if (deed.do === "perform" || last !== undefined) {
      const work = deed.do === "perform" ? device.perform(deed.calls) : device.undo((last as Saved).group);
      void work.then((outcome) => {
        note(`${device.name} ${outcome ? (outcome.ok ? `saved ${outcome.value.counter}` : outcome.error.code) : "nothing"}`);
        if (outcome?.ok) lastEdits.set(device.name, outcome.value);
      });
    }
  }

  function nextDeed(): void {
    if (deeds >= plan.deeds) return;
    const device = people.pick(devices);
    const burst = people.chance(0.15) ? people.between(2, 6) : 1;
    for (let one = 0; one < burst; one++) act(device);
    asking?.(device);
    updates.perhaps();
    if (plan.typing) for (let one = 0; one < burst; one++) typist.act(typists.pick(devices));
    deeds += burst;
    scheduler.after(people.int(2 * plan.pace), nextDeed);
  }

  const broken = (): boolean => findings.all.length > 0;
  faults.begin();
  scheduler.after(0, nextDeed);
  await scheduler.run(scheduler.now() + LONGEST, () => deeds >= plan.deeds || broken());
  await scheduler.run(scheduler.now() + 2000, broken);

  // The faults stop.
  updates.end();
  faults.end();
  note("the faults stop");
  await comeToRest({ devices, history, store, findings, scheduler, network, typist, typing: plan.typing, note });
  if (!broken() && plan.typing) await checkTyped({ devices, history, findings, typist, scheduler, copied: ["clone", "roll-back"].some((fault) => plan.faults.has(fault as Fault)) });
  if (!broken()) await checkFinally({ damaged, devices, history, store, findings, random: random.stream("pages") });
  for (const device of devices) device.crash();
  const records = [...history.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const state of records) trace.update(textOfRecord(state));
  return {
    seed, plan, findings: findings.all, hash: trace.digest("hex"), records: () => records.map(withoutDeviceClocks).join("\n"), events: scheduler.events, edits: history.verdicts.size,
    schemas: { applied, atEnd: new Set(devices.map(({ release }) => release.schema)) },
  };
}

/** What a command wrote from the device's own clock is data that the person gave; all else must not hang on clocks. */
function withoutDeviceClocks(state: RecordState): string {
  const clocked = ["deletedAt", "convertedAt"];
  const proposes = state.kind === "proposal" && clocked.includes(textOf(state, "field")) ? ["proposed"] : [];
  const given = new Set([...clocked, ...proposes, ...(state.kind === "activity" ? ["at"] : [])]);
  const blank = <R extends { readonly value: unknown }>(fields: Readonly<Record<string, R>>): Record<string, R> =>
    Object.fromEntries(Object.entries(fields).map(([name, register]) => [name, given.has(name) && register.value !== null ? { ...register, value: 0 } : register]));
  const packed = pack({ ...state, fields: blank(state.fields), losers: blank(state.losers) } as RecordState);
  return canonical(packed as unknown as Json);
}

