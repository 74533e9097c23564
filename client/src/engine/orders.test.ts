// The orders of a customer on the device: asked for when somebody looks, kept for when there is no network, bounded, and
// gone with the contact.
import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { type CustomerOrder, type FetchOrders, type KeptOrders, MOST_CONTACTS, type OrdersAnswer, type OrdersStore } from "./orders.ts";
import { ADA, createFakeServer } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 700;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;
const order = (n: number, more: Partial<CustomerOrder> = {}): CustomerOrder => ({ id: `o-${n}`, at: 1000 + n, amount: n, currency: "EUR", items: [], cancelled: false, ...more });

/** A disk for what is kept, which outlives the engine. */
function ordersDisk(): OrdersStore & { readonly kept: Map<string, KeptOrders> } {
  const kept = new Map<string, KeptOrders>();
  return {
    kept,
    read: (contact) => Promise.resolve(kept.get(contact) ?? null),
    keep: async (contact, value) => void kept.set(contact, value),
    forget: async (contacts) => {
      for (const contact of contacts) kept.delete(contact);
    },
    contacts: () => Promise.resolve([...kept.keys()]),
  };
}

async function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const contact = newId();
  const facts = (visits: number, id = contact) => server.write("contact", id, { name: "Ines", owner: ADA, visits, spend: { amount: visits * 10, currency: "EUR" } });
  facts(2);
  const disk = createMemoryDisk();
  const store = ordersDisk();
  const asked: (string | null)[] = [];
  let answer: FetchOrders = () => Promise.resolve({ orders: [order(2), order(1)], total: 2, next: null });
  const open = async (): Promise<Engine> => {
    const engine = await createEngine({
      store: createMemoryStore(disk), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined },
      orders: { store, fetch: async (question) => (asked.push(question.cursor), server.up ? await answer(question) : null) },
    });
    engine.start();
    await time.pass(200);
    return engine;
  };
  const engine = await open();
  const watch = (on: Engine, pages = 1, id = contact) => {
    const shown: { last: OrdersAnswer | null } = { last: null };
    const stop = on.watch("orders", { contact: id, pages }, (value) => void (shown.last = value));
    return { stop, now: () => shown.last as OrdersAnswer, ids: () => (shown.last as OrdersAnswer).orders.map((one) => one.id) };
  };
  const offline = async () => {
    server.up = false;
    server.cut();
    await time.pass(200);
  };
  return { time, server, contact, facts, store, asked, open, engine, watch, offline, answers: (next: FetchOrders) => void (answer = next) };
}

describe("the orders of a customer on a device", () => {
  it("M2 are asked for when somebody looks, once, and again when what follows from them has changed", async () => {
    const { engine, watch, time, asked, facts, answers } = await scene();
    expect(asked).toEqual([]);
    const shown = watch(engine);
    expect(shown.now()).toMatchObject({ state: "asking", asOf: null, orders: [] });
    await time.pass(50);
    expect(shown.ids()).toEqual(["o-2", "o-1"]);
    expect(shown.now()).toMatchObject({ state: "here", total: 2, more: false });
    await time.pass(60_000);
    expect(asked).toEqual([null]);
    answers(() => Promise.resolve({ orders: [order(3), order(2), order(1)], total: 3, next: null }));
    // Ten orders come in within a second: one question.
    for (let n = 3; n < 13; n++) {
      facts(n);
      await time.pass(50);
    }
    await time.pass(5_000);
    expect(shown.ids()).toEqual(["o-3", "o-2", "o-1"]);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it("M2 S1 what was looked at is there with no network, also after a restart, and says as of when; what never was says so", async () => {
    const { engine, watch, time, open, offline, facts } = await scene();
    const never = newId();
    facts(1, never);
    watch(engine);
    await time.pass(50);
    const at = time.now();
    await offline();
    await engine.stop();
    const again = await open();
    const shown = watch(again);
    const other = watch(again, 1, never);
    await time.pass(50);
    expect(shown.ids()).toEqual(["o-2", "o-1"]);
    expect(shown.now().state).toBe("offline");
    expect(shown.now().asOf).toBeLessThanOrEqual(at);
    expect(other.now()).toEqual({ orders: [], total: null, asOf: null, state: "offline", more: false });
  });

  it("M2 come page by page; a server with no answer is asked again later, and what was here stays", async () => {
    const { engine, watch, time, answers, facts } = await scene();
    answers(({ cursor }) => Promise.resolve(cursor === null ? { orders: [order(4), order(3)], total: 4, next: "older" } : { orders: [order(3), order(2), order(1)], total: 4, next: null }));
    const first = watch(engine);
    await time.pass(50);
    expect(first.now()).toMatchObject({ more: true, total: 4 });
    const second = watch(engine, 2);
    await time.pass(50);
    expect(second.ids()).toEqual(["o-4", "o-3", "o-2", "o-1"]);
    answers(() => Promise.resolve(null));
    facts(9);
    await time.pass(3_000);
    expect(second.now()).toMatchObject({ state: "failed", total: 4 });
    expect(second.ids()).toHaveLength(4);
    answers(() => Promise.resolve({ orders: [order(9)], total: 1, next: null }));
    await time.pass(12_000);
    expect(second.now().state).toBe("here");
    expect(second.ids()).toEqual(["o-9"]);
  });

  it("M2 S6 what was kept goes when the contact goes from here, at once or at the next start, and what the server does not tell any more is not kept", async () => {
    const { engine, watch, time, store, server, contact, open, answers, facts } = await scene();
    const shown = watch(engine);
    await time.pass(50);
    expect([...store.kept.keys()]).toEqual([contact]);
    server.drop(contact);
    await time.pass(1_000);
    expect(shown.now()).toMatchObject({ state: "gone", orders: [] });
    expect(store.kept.size).toBe(0);
    const other = newId();
    facts(1, other);
    await time.pass(1_000);
    watch(engine, 1, other);
    await time.pass(50);
    expect(store.kept.size).toBe(1);
    answers(() => Promise.resolve("gone"));
    facts(2, other);
    await time.pass(5_000);
    expect(store.kept.size).toBe(0);
    await engine.stop();
    store.kept.set(contact, { orders: [order(1)], total: 1, next: null, at: 1 });
    await open();
    expect(store.kept.size).toBe(0);
  });

  it("M2 no more than so many customers' orders are kept: those looked at last", async () => {
    const { engine, watch, time, store, facts } = await scene();
    const contacts = Array.from({ length: MOST_CONTACTS + 5 }, newId);
    for (const id of contacts) facts(1, id);
    await time.pass(2_000);
    for (const id of contacts) {
      const { stop } = watch(engine, 1, id);
      await time.pass(60);
      stop();
    }
    expect(store.kept.size).toBe(MOST_CONTACTS);
    expect(store.kept.has(contacts[0] as string)).toBe(false);
    expect(store.kept.has(contacts.at(-1) as string)).toBe(true);
  });
});
