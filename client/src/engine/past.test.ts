// The history of a field on the device: asked for when it is opened, kept for when there is no network, and gone with
// the record.
import { expect, it, describe } from "vitest";
import type { PastEntry } from "@outrider/shared/records";
import type { PastAnswer } from "./api-edits.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import type { FetchPast, KeptPast, PastStore } from "./past.ts";
import { ADA, BOB, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 500;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;
const entry = (n: number, more: Partial<PastEntry> = {}): PastEntry => ({ field: "title", at: 1000 + n, origin: `other.${n}`, by: BOB, how: "set", value: `Deal ${n}`, ...more });

/** A disk for what is kept, which outlives the engine. */
function pastDisk(): PastStore & { readonly kept: Map<string, KeptPast> } {
  const kept = new Map<string, KeptPast>();
  return {
    kept,
    read: (record, field) => Promise.resolve(kept.get(`${record} ${field}`) ?? null),
    keep: async (record, field, value) => void kept.set(`${record} ${field}`, value),
    forget: async (records) => {
      for (const key of kept.keys()) if (records.includes(key.split(" ")[0] as string)) kept.delete(key);
    },
    records: () => Promise.resolve([...kept.keys()].map((key) => key.split(" ")[0] as string)),
  };
}

async function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const deal = newId();
  server.write("deal", deal, { title: "Now", stage: STAGE, owner: ADA });
  const disk = createMemoryDisk();
  const store = pastDisk();
  const asked: { readonly record: string; readonly field: string; readonly cursor: string | null }[] = [];
  let answer: FetchPast = () => Promise.resolve({ entries: [entry(2), entry(1)], next: null });
  const open = async (): Promise<Engine> => {
    const engine = await createEngine({
      store: createMemoryStore(disk), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined },
      past: { store, fetch: async (question) => (asked.push(question), server.up ? await answer(question) : null) },
    });
    engine.start();
    await time.pass(200);
    return engine;
  };
  const engine = await open();
  const watch = (on: Engine, pages = 1, field = "title") => {
    const shown: { last: PastAnswer | null } = { last: null };
    const stop = on.watch("past", { record: deal, field, pages }, (value) => void (shown.last = value));
    return { stop, now: () => shown.last as PastAnswer, values: () => (shown.last as PastAnswer).entries.map(({ value, pending }) => (pending ? `${String(value)}?` : value)) };
  };
  const offline = async () => {
    server.up = false;
    server.cut();
    await time.pass(200);
  };
  const edit = async (on: Engine, title: string) => {
    const saved = await on.perform([{ name: "edit", args: { id: deal, values: { title } } }]);
    expect(saved.ok).toBe(true);
    await time.pass(100);
  };
  return { time, server, deal, store, asked, open, engine, watch, offline, edit, answers: (next: FetchPast) => void (answer = next) };
}

describe("the history of a field on a device", () => {
  it("R5 is asked for when it is opened, once, and shown with what stands", async () => {
    const { engine, watch, time, asked, deal } = await scene();
    expect(asked).toEqual([]);
    const first = watch(engine);
    expect(first.now()).toMatchObject({ state: "asking", asOf: null });
    await time.pass(50);
    expect(first.values()).toEqual(["Now", "Deal 2", "Deal 1"]);
    expect(first.now()).toMatchObject({ state: "here", more: false, titles: { [BOB]: "Bob" } });
    await time.pass(60_000);
    expect(asked).toEqual([{ record: deal, field: "title", cursor: null }]);
  });

  it("R5 S1 what was fetched is there with no network, also after a restart, and says as of when", async () => {
    const { engine, watch, time, open, offline } = await scene();
    watch(engine);
    await time.pass(50);
    const at = time.now();
    await offline();
    await engine.stop();
    const again = await open();
    const shown = watch(again);
    await time.pass(50);
    expect(shown.values()).toEqual(["Now", "Deal 2", "Deal 1"]);
    expect(shown.now().state).toBe("offline");
    expect(shown.now().asOf).toBeGreaterThan(0);
    expect(shown.now().asOf).toBeLessThanOrEqual(at);
    // A field that nobody looked at has what the record says of itself.
    const owner = watch(again, 1, "owner");
    await time.pass(50);
    expect(owner.now()).toMatchObject({ state: "offline", asOf: null, entries: [{ value: ADA }] });
  });

  it("R5 own edits are on top as not sent, over what stood; once they are sent the server is asked again", async () => {
    const { engine, watch, time, offline, edit, server, asked } = await scene();
    const shown = watch(engine);
    await time.pass(50);
    await offline();
    await edit(engine, "Mine");
    await edit(engine, "Mine again");
    expect(shown.values()).toEqual(["Mine again?", "Mine?", "Now", "Deal 2", "Deal 1"]);
    server.up = true;
    engine.nudge();
    await time.pass(20_000);
    expect(shown.values()[0]).toBe("Mine again");
    expect(shown.now().entries.every(({ pending }) => !pending)).toBe(true);
    expect(asked.length).toBeGreaterThan(1);
  });

  it("R5 it is read page by page, and what does not meet what is kept takes its place", async () => {
    const { engine, watch, time, answers, server, deal } = await scene();
    const page = (from: number): PastEntry[] => Array.from({ length: 50 }, (_, n) => entry(from - n));
    answers(({ cursor }) => Promise.resolve(cursor === null ? { entries: page(200), next: "older" } : { entries: page(150), next: null }));
    const first = watch(engine);
    await time.pass(50);
    expect(first.now()).toMatchObject({ more: true });
    // What the record tells of itself from before the page would leave a gap.
    expect(first.values()).toHaveLength(51);
    const second = watch(engine, 2);
    await time.pass(50);
    expect(second.values()).toHaveLength(101);
    expect(second.now().more).toBe(false);
    // Long after, so much has happened that the newest page does not reach what is known.
    answers(() => Promise.resolve({ entries: page(900), next: "older" }));
    server.write("deal", deal, { title: "Much later" }, BOB);
    await time.pass(5_000);
    expect(second.values().filter((value) => value === "Deal 200" || value === "Deal 101")).toEqual([]);
    expect(second.values()).toContain("Deal 900");
  });

  it("S6 what was kept goes when the record goes from here, at once or at the next start", async () => {
    const { engine, watch, time, store, server, deal, open } = await scene();
    const shown = watch(engine);
    await time.pass(50);
    expect([...store.kept.keys()]).toEqual([`${deal} title`]);
    server.drop(deal);
    await time.pass(1_000);
    expect(shown.now()).toMatchObject({ state: "gone", entries: [] });
    expect(store.kept.size).toBe(0);
    await engine.stop();
    store.kept.set(`${deal} title`, { entries: [entry(1)], next: null, at: 1 });
    await open();
    expect(store.kept.size).toBe(0);
  });

  it("S6 what the server does not tell any more is not shown, and not kept", async () => {
    const { engine, watch, time, store, answers, server, deal } = await scene();
    const shown = watch(engine);
    await time.pass(50);
    answers(() => Promise.resolve("gone"));
    server.write("deal", deal, { title: "Again" }, BOB);
    await time.pass(5_000);
    expect(shown.now().state).toBe("gone");
    expect(shown.values()).toEqual(["Again"]);
    expect(store.kept.size).toBe(0);
  });
});
