// A device: the production engine over a disk, with a clock of its own. It can lose its power before or after any write,
// be switched on again, have an older copy of its disk put back, or be copied. What it called saved is remembered here.
import type { Call } from "@outrider/shared/commands";
import { copyDisk, createMemoryDisk, type CrashPoint, type Engine, type MemoryDisk, type Outcome, type Planted } from "../../../client/src/engine/index.ts";
import type { Shown } from "../../../client/src/engine/shown.ts";
import * as bodies from "@outrider/shared/bodies";
import type { Host, Network } from "./network.ts";
import type { Random } from "@outrider/shared/kernel";
import type { Scheduler } from "./scheduler.ts";
import { createShownMemory } from "./shown-memory.ts";
import type { Release } from "./versions/release.ts";

export type DiskTrouble = "none" | "crash" | "full" | "broken";

export interface DeviceNode {
  readonly name: string;
  readonly user: string;
  readonly on: boolean;
  readonly disk: MemoryDisk;
  readonly engine: Engine | null;
  /** Groups shown as saved that this disk must answer for, with the true time each was made. */
  readonly saved: ReadonlyMap<string, number>;
  /** Words typed into rich texts and shown as saved that this disk must answer for, with the text each is in and the true time. */
  readonly words: Map<string, Word>;
  /** Rich texts that this disk once held and dropped. */
  readonly dropped: ReadonlySet<string>;
  switchOn(): Promise<void>;
  /** Power off at this instant. */
  crash(): void;
  /** Resolves with null if the device lost its power first. */
  perform(calls: readonly Call[]): Promise<Outcome | null>;
  performAll(groups: readonly (readonly Call[])[]): Promise<void>;
  undo(group: string): Promise<Outcome | null>;
  /** The disk as it is now; what is saved by then is what a device that gets it back answers for. */
  copy(): DiskCopy;
  /** Puts an older copy of the disk in (while off). */
  putBack(copy: DiskCopy): void;
  /** An edit is shown and not on the disk yet. */
  readonly writing: boolean;
  /** What is kept for the next start, where the device keeps any. */
  readonly keptForStart: readonly Shown[];
  /** What it runs. */
  readonly release: Release;
  /** From the next start on it runs this (while off). */
  update(release: Release): void;
  /** Moves the device's clock by so many ms. */
  jump(ms: number): void;
  readonly clockJumped: boolean;
}

export interface Word { readonly body: string; readonly at: number }
export interface DiskCopy { readonly disk: MemoryDisk; readonly saved: ReadonlyMap<string, number>; readonly words: ReadonlyMap<string, Word>; readonly dropped: ReadonlySet<string> }

export interface DeviceOptions {
  readonly name: string;
  readonly user: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly network: Network;
  readonly host: () => Host;
  readonly planted: Planted;
  readonly release: Release;
  /** Constant error of the device's clock, ms. */
  readonly clockError: number;
  readonly trouble: (point: CrashPoint) => DiskTrouble;
  /** The device has taken a checkpoint in and holds what its disk says. */
  readonly checkpoint: (device: DeviceNode) => void;
  /** These acknowledged edits have left the outbox. */
  readonly left: (device: DeviceNode, groups: readonly string[]) => void;
  readonly performed: (device: DeviceNode, group: string, made: number) => void;
  readonly failed: (what: string, error: unknown) => void;
  readonly copyOf?: DiskCopy;
  /** What pages look at is kept for the next start. */
  readonly keepsShown?: boolean;
}

const SLOWEST = 5;
/** A promise of its own each time: what waits for one that everybody shares would never be let go. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

export function createDeviceNode(options: DeviceOptions): DeviceNode {
  const { name, user, scheduler, random, network } = options;
  let disk = options.copyOf ? copyDisk(options.copyOf.disk) : createMemoryDisk();
  let saved = new Map<string, number>(options.copyOf?.saved);
  let words = new Map<string, Word>(options.copyOf?.words);
  let dropped = new Set<string>(options.copyOf?.dropped);
  let life = 0;
  let engine: Engine | null = null;
  let on = false;
  let error = options.clockError;
  let jumped = false;
  let { release } = options;
  const writing = new Set<Promise<unknown>>();
  const shown = options.keepsShown === true ? createShownMemory() : null;

  function crash(): void {
    if (!on) return;
    life++;
    on = false;
    engine = null;
    writing.clear();
    network.unplug(name);
  }

  function storeOf(mine: number) {
    const memory = release.app.createMemoryStore(disk, async (point) => {
      if (mine !== life) return await never();
      await scheduler.sleep(random.int(SLOWEST));
      if (mine !== life) return await never();
      const trouble = options.trouble(point);
      if (trouble === "crash") {
        crash();
        return await never();
      }
      if (trouble === "full") throw new release.app.StorageFull();
      if (trouble === "broken") throw new Error("the disk would not take it");
    });
    const store = shown ? shown.watching(memory) : memory;
    return {
      ...store,
      step: async (step: Parameters<typeof store.step>[0]) => {
        const leaving = [...disk.outbox.values()].filter(({ group, applied }) => applied && group.counter <= step.appliedUpTo);
        await store.step(step);
        for (const id of step.drop) dropped.add(id);
        if (leaving.length > 0) options.left(node, leaving.map(({ group }) => group.id));
        if (step.meta.complete) options.checkpoint(node);
      },
    };
  }

  async function switchOn(): Promise<void> {
    if (on) return;
    on = true;
    const mine = ++life;
    const alive = (): boolean => mine === life;
    const now = (): number => scheduler.now() + error;
    try {
      const opened = await release.app.createEngine({
        store: storeOf(mine), user, planted: options.planted, ...(shown && { shown: shown.store }), bodyTools: () => Promise.resolve(bodies),
        world: {
          connect(events) {
            const line = network.dial({ name, user }, options.host(), {
              opened: () => { if (alive()) events.opened(); },
              message: (text) => { if (alive()) events.message(text); },
              closed: () => { if (alive()) events.closed("lost"); },
            });
            return { send: (text) => { if (alive()) line.send(text); }, close: () => { if (alive()) line.close(); } };
          },
          timers: { now, after: (ms, run) => scheduler.after(ms, () => { if (alive()) run(); }) },
          random: random.next, newId: random.uuid, log: () => undefined,
        },
      });
      if (!alive()) return;
      engine = opened;
      opened.start();
    } catch (failure) {
      if (alive()) options.failed(`${name} could not be opened`, failure);
    }
  }

  /** An answer, or null if the device is switched off before it comes. */
  function whileOn<T>(work: Promise<T>): Promise<T | null> {
    const mine = life;
    const over = (): void => void writing.delete(work);
    writing.add(work);
    work.then(over, over);
    return new Promise((resolve) => {
      work.then((value) => resolve(mine === life ? value : null), (failure: unknown) => {
        options.failed(`${name} threw`, failure);
        resolve(null);
      });
    });
  }

  function note(outcome: Outcome | null, made: number): Outcome | null {
    if (outcome?.ok) {
      saved.set(outcome.value.group, made);
      options.performed(node, outcome.value.group, made);
    }
    return outcome;
  }

  const node: DeviceNode = {
    name,
    user,
    get on() { return on; },
    get disk() { return disk; },
    get engine() { return engine; },
    get saved() { return saved; },
    get words() { return words; },
    get dropped() { return dropped; },
    switchOn,
    crash,
    async perform(calls) {
      const made = scheduler.now();
      return engine ? note(await whileOn(engine.perform(calls)), made) : null;
    },
    async performAll(groups) {
      const made = scheduler.now();
      for (const outcome of (engine && (await whileOn(engine.performAll(groups)))) ?? []) note(outcome, made);
    },
    async undo(group) {
      const made = scheduler.now();
      return engine ? note(await whileOn(engine.undo(group)), made) : null;
    },
    copy: () => ({ disk: copyDisk(disk), saved: new Map(saved), words: new Map(words), dropped: new Set(dropped) }),
    putBack(copy) {
      disk = copyDisk(copy.disk);
      shown?.lost();
      saved = new Map(copy.saved);
      words = new Map(copy.words);
      dropped = new Set(copy.dropped);
    },
    get release() { return release; },
    update(next) { release = next; },
    jump(ms) {
      error += ms;
      jumped = true;
    },
    get writing() { return writing.size > 0; },
    get keptForStart() { return shown?.kept ?? []; },
    get clockJumped() { return jumped; },
  };
  return node;
}
