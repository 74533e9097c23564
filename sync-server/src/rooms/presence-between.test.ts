import type { Present } from "@outrider/shared/protocol";
import { describe, expect, test } from "vitest";
import type { HintBus } from "../feed/hint-bus.ts";
import { createPresence, type Guest, type Presence } from "./presence.ts";
import { createPresenceBetween } from "./presence-between.ts";

/** Time that passes only when it is told to. */
function createTestTimers() {
  let time = 1_000_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return {
    now: () => time,
    after(ms: number, run: () => void) {
      const timer = { at: time + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async pass(ms: number) {
      for (const end = time + ms; ; ) {
        await turn();
        const [due] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!due) {
          time = end;
          return;
        }
        timers.delete(due);
        time = due.at;
        due.run();
      }
    },
  };
}

/** A bus in memory; `lose` says which texts are lost. */
function memoryBus(lose: (text: string) => boolean = () => false) {
  const listeners = new Set<(text: string) => void>();
  const told: string[] = [];
  const bus: HintBus = {
    longest: 7900,
    tell: (text) => {
      told.push(text);
      if (!lose(text)) for (const hear of listeners) hear(text);
      return Promise.resolve();
    },
    hear: (heard) => {
      listeners.add(heard);
      return Promise.resolve(() => Promise.resolve(void listeners.delete(heard)));
    },
  };
  return { bus, told, say: (text: string) => { for (const hear of listeners) hear(text); } };
}

async function servers(names: readonly string[], bus: HintBus) {
  const timers = createTestTimers();
  const all = await Promise.all(names.map(async (self) => {
    const between = createPresenceBetween({ bus, self, now: timers.now, after: timers.after, failed: (error) => { throw error; } });
    const presence = createPresence(between);
    await between.open(presence);
    return { presence, between };
  }));
  return { timers, all };
}

function guest(user: string): Guest & { readonly sees: Map<number, Present> } {
  const sees = new Map<number, Present>();
  return {
    user, sees,
    tell(_room, who, whole) {
      if (whole) sees.clear();
      for (const present of who) if (present.state === null) sees.delete(present.client);
      else sees.set(present.client, present);
    },
  };
}
const show = (presence: Presence, of: Guest, client: number, clock: number, state: Present["state"] = { field: "title" }) => presence.aware("w", { room: "deal", client, clock, state }, of);
const users = ({ sees }: { readonly sees: ReadonlyMap<number, Present> }): string[] => [...sees.values()].map(({ user }) => user).sort();

describe("presence between servers", () => {
  test("S8 S13 who is in a room on another server is seen, also by who comes later, and no more once they leave", async () => {
    const { bus } = memoryBus();
    const { timers, all: [one, two] } = await servers(["one", "two"], bus);
    const [ann, bob, cem] = [guest("ann"), guest("bob"), guest("cem")];
    one?.presence.enter("w", "deal", ann);
    two?.presence.enter("w", "deal", bob);
    show(one?.presence as Presence, ann, 1, 1);
    await timers.pass(100);
    expect(users(bob)).toEqual(["ann"]);
    two?.presence.enter("w", "deal", cem);
    expect(users(cem)).toEqual(["ann"]);
    const { presence } = one as { presence: Presence };
    presence.leave("w", "deal", ann);
    await timers.pass(100);
    expect([users(bob), users(cem)]).toEqual([[], []]);
  });

  test("S8 who comes first into a room here asks who is there elsewhere", async () => {
    const { bus } = memoryBus();
    const { timers, all: [one, two] } = await servers(["one", "two"], bus);
    const [ann, bob] = [guest("ann"), guest("bob")];
    one?.presence.enter("w", "deal", ann);
    show(one?.presence as Presence, ann, 1, 1);
    await timers.pass(1000);
    two?.presence.enter("w", "deal", bob);
    await timers.pass(200);
    expect(users(bob)).toEqual(["ann"]);
  });

  test("S8 S13 what is lost comes with the next telling, and a server that fell silent is forgotten with its people", async () => {
    let lost = true;
    const { bus } = memoryBus(() => lost);
    const { timers, all: [one, two] } = await servers(["one", "two"], bus);
    const [ann, bob] = [guest("ann"), guest("bob")];
    one?.presence.enter("w", "deal", ann);
    two?.presence.enter("w", "deal", bob);
    show(one?.presence as Presence, ann, 1, 1);
    await timers.pass(1000);
    expect(users(bob)).toEqual([]);
    lost = false;
    await timers.pass(16_000);
    expect(users(bob)).toEqual(["ann"]);
    lost = true;
    await timers.pass(60_000);
    expect(users(bob)).toEqual([]);
  });

  test("S8 another server's people are never those who are here, and what is no telling is passed over", async () => {
    const { bus, say } = memoryBus();
    const { timers, all: [, two] } = await servers(["one", "two"], bus);
    const [bob, cem] = [guest("bob"), guest("cem")];
    two?.presence.enter("w", "deal", bob);
    two?.presence.enter("w", "deal", cem);
    show(two?.presence as Presence, bob, 7, 5);
    for (const text of ["", "{}", "[]", '{"self":"x"}', JSON.stringify({ self: "x", workspace: "w", room: "deal", who: [{ client: 7, clock: 99, user: "mallory", state: {} }] })]) say(text);
    await timers.pass(100);
    expect(users(cem)).toEqual(["bob"]);
  });

  test("S8 a hundred changes in a moment are one telling of each who changed", async () => {
    const { bus, told } = memoryBus();
    const { timers, all: [one] } = await servers(["one", "two"], bus);
    const ann = guest("ann");
    one?.presence.enter("w", "deal", ann);
    await timers.pass(100);
    const before = told.length;
    for (let clock = 1; clock <= 100; clock++) show(one?.presence as Presence, ann, 1, clock, { at: clock });
    await timers.pass(100);
    expect(told.slice(before).map((text) => (JSON.parse(text) as { who: Present[] }).who)).toEqual([[{ client: 1, clock: 100, user: "ann", state: { at: 100 } }]]);
  });
});
