// Three servers of one workspace whose hints are carried as the test says: all of them, none, twice, in another order,
// garbage among them. What a hint costs when it goes astray is time, until servers look by themselves, and nothing else.
import { randomUUID } from "node:crypto";
import { creationOf } from "@outrider/shared/commands";
import { type Change, baseOf, pack } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import type { HintBus } from "../../sync-server/src/feed/hint-bus.ts";
import { type Hints, openHints } from "../../sync-server/src/feed/hints.ts";
import { createInMemory } from "../devices/in-memory.ts";
import { createLightDevice, type LightDevice } from "../devices/light-device.ts";

const SERVERS = 3;
const LOOK_MS = 5000;

/** What becomes of texts on their way to one listener: those that arrive, in the order they arrive. */
type Way = (texts: readonly string[]) => readonly string[];

const ways = {
  "as they were sent": (texts) => texts,
  "none of them": () => [],
  "each three times": (texts) => texts.flatMap((text) => [text, text, text]),
  "the last one first": (texts) => texts.toReversed(),
  "every second one, with garbage": (texts) => ["", "{", "[]", '{"self":1}', ...texts.filter((_, index) => index % 2 === 1), '{"self":"x","news":[7],"members":[]}'],
} satisfies Record<string, Way>;

/** Lets everything go on that does not wait for a timer. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
};

async function scene(way: Way) {
  let now = 1_800_000_000_000;
  const failures: unknown[] = [];
  const inMemory = await createInMemory(() => now, (error) => failures.push(error));
  const timers: { at: number; run: () => void }[] = [];
  const after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: now + ms, run };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), 1);
  };
  /** Time passes: what is due runs, in its order. */
  async function pass(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
      await settle();
    }
    now = until;
  }

  const told: string[] = [];
  const listeners: ((text: string) => void)[] = [];
  const bus: HintBus = {
    longest: 7900,
    tell: async (text) => void told.push(text),
    hear(heard) {
      listeners.push(heard);
      return Promise.resolve(() => Promise.resolve());
    },
  };
  const carry = (): void => {
    const texts = way(told.splice(0));
    for (const heard of listeners) for (const text of texts) heard(text);
  };
  const hints: Hints[] = [];
  const feeds = Array.from({ length: SERVERS }, (_, index) => inMemory.server((workspace, committed) => hints[index]?.sent(workspace, committed)));
  for (const [index, feed] of feeds.entries()) hints.push(await openHints({ bus, feed: () => feed, self: `server ${index}`, failed: (error) => failures.push(error), after }));
  const connect = async (index: number): Promise<LightDevice> => {
    const user = inMemory.people[index] as string;
    const device = createLightDevice({ user, connect: inMemory.connect(feeds[index] as (typeof feeds)[number], user), now: () => now });
    await device.connect();
    return device;
  };
  const devices = [];
  for (let index = 0; index < SERVERS; index++) devices.push(await connect(index));
  return { ...inMemory, devices, told, carry, pass, failures, connect, close: () => Promise.all(hints.map((one) => one.close())) };
}

const held = ({ replica }: LightDevice): readonly string[] =>
  [...replica.ids("lead")].sort().map((id) => JSON.stringify(pack(replica.read(id) as NonNullable<ReturnType<typeof replica.read>>)));

describe("hints between servers", () => {
  it.each(Object.entries(ways))("S13 hints that arrive “%s” cost time and nothing else", { timeout: 120_000 }, async (_name, way) => {
    const { devices, people, carry, pass, failures, close, connect, seq } = await scene(way);
    const before = await seq();
    const leads = Array.from({ length: 6 }, () => randomUUID());
    for (const [index, id] of leads.entries()) {
      devices[index % SERVERS]?.edit([[creationOf(id, { kind: "lead", values: { name: `lead ${index}`, owner: people[1] } })]]);
      await pass(10);
    }
    carry();
    await pass(LOOK_MS + 10);
    for (let round = 0; round < 20; round++) {
      for (const [index, device] of devices.entries()) {
        const id = leads[(round + index) % leads.length] as string;
        const notes = `round ${round} by ${index}`;
        const change: Change = { id, kind: "lead", set: { notes: { value: notes, base: baseOf(device.replica.read(id), "notes") } } };
        device.edit([[change]]);
      }
      await pass(7);
      if (round % 5 === 4) carry();
    }
    carry();
    await pass(LOOK_MS + 10);
    expect(failures).toEqual([]);
    expect(devices.map((device) => device.waiting())).toEqual([0, 0, 0]);
    const fresh = await connect(0);
    expect(held(fresh)).toHaveLength(leads.length);
    for (const device of devices) expect(held(device)).toEqual(held(fresh));
    // Each edit took one sequence: none was lost and none applied twice.
    expect((await seq()) - before).toBe(leads.length + 20 * SERVERS);
    await close();
  });

  it("S13 a hint that arrives is there long before a server would have looked by itself", { timeout: 120_000 }, async () => {
    const { devices, people, carry, pass, close } = await scene(ways["as they were sent"]);
    const id = randomUUID();
    devices[0]?.edit([[creationOf(id, { kind: "lead", values: { name: "new", owner: people[1] } })]]);
    await pass(10);
    expect(devices.map(({ replica }) => replica.read(id) !== undefined)).toEqual([true, false, false]);
    carry();
    await pass(10);
    expect(devices.map(({ replica }) => replica.read(id) !== undefined)).toEqual([true, true, true]);
    await close();
  });
});

describe("the number of hints", { timeout: 120_000 }, () => {
  /** Commits with the given workspaces every millisecond, over a bus that takes `takes` ms for a text. */
  async function run(commits: number, workspaces: number, takes: number) {
    let now = 0;
    const timers: { at: number; run: () => void }[] = [];
    const after = (ms: number, go: () => void): (() => void) => {
      timers.push({ at: now + ms, run: go });
      return () => undefined;
    };
    const sent: { at: number; text: string }[] = [];
    const bus: HintBus = {
      longest: 7900,
      tell(text) {
        sent.push({ at: now, text });
        return new Promise((resolve) => void after(takes, resolve));
      },
      hear: () => Promise.resolve(() => Promise.resolve()),
    };
    const hints = await openHints({ bus, feed: () => ({ hub: { hint: () => undefined }, look: () => Promise.resolve() }), self: "me", failed: () => undefined, after });
    const ids = Array.from({ length: workspaces }, () => randomUUID());
    const last = new Map<string, number>();
    for (; now < commits + 3000; now++) {
      const id = ids[now % ids.length] as string;
      if (now < commits) {
        hints.sent(id, { membersChanged: now % 100 === 0 });
        last.set(id, now);
      }
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await Promise.resolve();
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const named = sent.flatMap(({ at, text }) => {
      const { news, members } = JSON.parse(text) as { news: string[]; members: string[] };
      return [...news, ...members].map((id) => ({ at, id }));
    });
    /** Each workspace was named after its last commit, or the last news would be late for no reason. */
    const told = ids.every((id) => named.some((one) => one.id === id && one.at >= (last.get(id) ?? 0)));
    return { sent, told };
  }

  it("S13 a thousand commits in a second are at most two hundred hints", async () => {
    const { sent, told } = await run(1000, 1, 0);
    expect(sent.length).toBeLessThanOrEqual(200);
    expect(told).toBe(true);
  });

  it("S13 a thousand commits in as many workspaces are no more hints, and each fits into what the database takes", async () => {
    const { sent, told } = await run(1000, 1000, 0);
    expect(sent.length).toBeLessThanOrEqual(200);
    expect(Math.max(...sent.map(({ text }) => Buffer.byteLength(text)))).toBeLessThan(7900);
    expect(told).toBe(true);
  });

  it("S13 while the database is slow the hints become fewer, not a queue", async () => {
    const { sent, told } = await run(1000, 1000, 250);
    // One on its way at a time; what gathered meanwhile is in the next ones, of 200 workspaces each at most.
    expect(sent.length).toBeLessThanOrEqual(14);
    expect(told).toBe(true);
  });
});
