import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { type Claim, createHost, NotOpened } from "./host.ts";
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from "./memory-store.ts";
import { askedOf, type Shown } from "./shown.ts";
import type { Ask, Port, Tell } from "./wire.ts";
import { ADA, BOB, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

const W = "w1";
let ids = 0;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;

/** A lock of the browser: one holder a key, the others wait in their order. */
function createLocks(): Claim {
  const queues = new Map<string, Promise<void>>();
  return async (key, { waiting }) => {
    const before = queues.get(key);
    let free: () => void = () => undefined;
    queues.set(key, new Promise((done) => (free = done)));
    if (before) {
      waiting();
      await before;
    }
    return free;
  };
}

function setUp(options: { readonly openFails?: boolean; readonly shown?: readonly Shown[]; readonly loading?: Promise<void>; readonly withheld?: () => "locked" | null } = {}) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now());
  const disks = new Map<string, MemoryDisk>();
  const lives = new Map<string, () => void>();
  const opened: string[] = [];
  const claim = createLocks();
  const asked: (() => void)[] = [];
  const worker = () =>
    createHost({
      openEngine: async ({ user, workspace }, early) => {
        if (options.openFails) throw new Error("damaged");
        const withheld = options.withheld?.() ?? null;
        if (withheld) throw new NotOpened(withheld);
        opened.push(user);
        early(options.shown ?? []);
        await options.loading;
        const disk = disks.get(`${workspace}.${user}`) ?? createMemoryDisk();
        disks.set(`${workspace}.${user}`, disk);
        return createEngine({ store: createMemoryStore(disk), user, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
      },
      claim: (key, events) => {
        asked.push(events.asked);
        return claim(key, events);
      },
      vault: async (_account, ask) => ask.do,
      life: Promise.resolve(`worker-${++ids}`),
      gone: (life) => new Promise((done) => lives.set(life, done)),
      log: () => undefined,
    });
  const page = (host: ReturnType<typeof worker>) => {
    const heard: Tell[] = [];
    let ask: (ask: Ask) => void = () => undefined;
    const port: Port<Tell, Ask> = { post: (tell) => heard.push(structuredClone(tell)), listen: (listener) => (ask = listener), close: () => undefined };
    host.addPort(port);
    return {
      heard, ask: (message: Ask) => ask(structuredClone(message)),
      shown: (id: number) => heard.flatMap((tell) => (tell.t === "show" && tell.id === id ? [tell.value] : [])),
      standing: () => heard.flatMap((tell) => (tell.t === "standing" ? [tell.standing] : [])),
    };
  };
  return { time, server, disks, lives, opened, asked, worker, page };
}

const open = (user: string, life: string | null = null): Ask => ({ t: "open", account: { user, workspace: W }, life });
const create = (id: number, title: string): Ask => ({ t: "request", id, request: { do: "perform", calls: [{ name: "create", args: { kind: "deal", values: { title, stage: STAGE } } }] } });

describe("the worker of the engines", () => {
  it("P3 an account whose key is withheld is not opened, its pages are told why, and opens once it is not", async () => {
    let locked = true;
    const { worker, page, time, opened } = setUp({ withheld: () => (locked ? "locked" : null) });
    const host = worker();
    const one = page(host);
    one.ask(open(ADA));
    one.ask({ t: "watch", id: 1, name: "query", of: { kind: "deal" } });
    await time.pass(100);
    expect(one.standing().at(-1)).toBe("locked");
    expect([opened, one.shown(1)]).toEqual([[], []]);
    // Its key can be asked about all the same.
    one.ask({ t: "vault", id: 9, account: { user: ADA, workspace: W }, ask: { do: "look" } });
    await time.pass(0);
    expect(one.heard).toContainEqual({ t: "answer", id: 9, value: "look" });
    locked = false;
    one.ask(open(ADA));
    one.ask({ t: "watch", id: 1, name: "query", of: { kind: "deal" } });
    await time.pass(200);
    expect(opened).toEqual([ADA]);
    expect(one.shown(1).length).toBeGreaterThan(0);
  });

  it("U1 P3 an engine whose lease runs out ends, and its pages are told why", async () => {
    const { worker, page, time, opened } = setUp();
    const host = worker();
    const one = page(host);
    one.ask(open(ADA));
    await time.pass(200);
    host.end({ user: ADA, workspace: W }, "lease-over");
    await time.pass(100);
    expect(one.standing().at(-1)).toBe("lease-over");
    one.ask(create(3, "Too late"));
    await time.pass(100);
    expect(one.heard).toContainEqual(expect.objectContaining({ t: "failed", id: 3 }));
    one.ask(open(ADA));
    await time.pass(200);
    expect(opened).toEqual([ADA, ADA]);
  });

  it("S10 two pages have one engine, one connection and one answer", async () => {
    const { worker, page, time, opened, server } = setUp();
    const host = worker();
    const [one, two] = [page(host), page(host)];
    for (const { ask } of [one, two]) {
      ask(open(ADA));
      ask({ t: "watch", id: 1, name: "query", of: { kind: "deal" } });
    }
    await time.pass(200);
    one.ask(create(2, "From one"));
    await time.pass(200);
    expect(opened).toEqual([ADA]);
    expect(server.heard.filter(({ message }) => message.t === "hello")).toHaveLength(1);
    expect(one.heard).toContainEqual(expect.objectContaining({ t: "answer", id: 2, value: expect.objectContaining({ ok: true }) }));
    expect(two.shown(1).at(-1)).toMatchObject({ total: 1, rows: [{ title: "From one" }] });
    expect(two.shown(1).at(-1)).toEqual(one.shown(1).at(-1));
  });

  it("W4 until all is read, a page is shown what was shown before; then what there is", async () => {
    const DEALS = { kind: "deal" };
    let loaded: () => void = () => undefined;
    const loading = new Promise<void>((done) => (loaded = done));
    const before = { rows: [{ id: "d1", title: "Of yesterday" }], offset: 0, total: 1, complete: true };
    const { worker, page, time } = setUp({ shown: [{ asked: askedOf("query", DEALS), value: before }], loading });
    const host = worker();
    const [one, two] = [page(host), page(host)];
    one.ask(open(ADA));
    one.ask({ t: "watch", id: 1, name: "query", of: DEALS });
    one.ask({ t: "watch", id: 2, name: "query", of: { kind: "lead" } });
    await time.pass(100);
    two.ask(open(ADA));
    two.ask({ t: "watch", id: 7, name: "query", of: DEALS });
    await time.pass(100);
    expect([one.shown(1), one.shown(2), two.shown(7)]).toEqual([[before], [], [before]]);
    loaded();
    await time.pass(200);
    expect(one.shown(1).at(-1)).toMatchObject({ rows: [], total: 0 });
    expect(two.shown(7).at(-1)).toEqual(one.shown(1).at(-1));
    expect(one.shown(2)).not.toEqual([]);
  });

  it("W4 what there is and what was shown before being the same, it is not drawn twice; what changes later is", async () => {
    const DEALS = { kind: "deal" };
    const same = { rows: [], offset: 0, total: 0, complete: false };
    const { worker, page, time } = setUp({ shown: [{ asked: askedOf("query", DEALS), value: same }], loading: new Promise((done) => setTimeout(done, 20)) });
    const one = page(worker());
    one.ask(open(ADA));
    one.ask({ t: "watch", id: 1, name: "query", of: DEALS });
    await new Promise((done) => setTimeout(done, 30));
    await time.pass(300);
    expect(one.shown(1)[0]).toEqual(same);
    expect(one.shown(1)[1]).toMatchObject({ complete: true });
    one.ask(create(2, "New"));
    await time.pass(300);
    expect(one.shown(1).at(-1)).toMatchObject({ total: 1 });
  });

  it("S10 another person's records are in a store of their own, and the first engine ends before", async () => {
    const { worker, page, time, disks } = setUp();
    const host = worker();
    const [ada, bob] = [page(host), page(host)];
    ada.ask(open(ADA));
    await time.pass(200);
    ada.ask(create(1, "Ada's"));
    await time.pass(200);
    bob.ask(open(BOB));
    await time.pass(200);
    expect(ada.standing().at(-1)).toBe("signed-out");
    ada.ask(create(2, "Too late"));
    await time.pass(50);
    expect(ada.heard.at(-1)).toMatchObject({ t: "failed", id: 2 });
    expect([...disks.keys()]).toEqual([`${W}.${ADA}`, `${W}.${BOB}`]);
    expect(disks.get(`${W}.${ADA}`)?.meta.last).toBe(1);
    expect(disks.get(`${W}.${BOB}`)?.meta.last).toBe(0);
  });

  it("S10 a second worker waits, says so, and goes on when the first page is gone", async () => {
    const { worker, page, time, lives, opened } = setUp();
    const [first, second] = [page(worker()), page(worker())];
    first.ask(open(ADA, "page-1"));
    await time.pass(100);
    second.ask(open(ADA, "page-2"));
    second.ask({ t: "watch", id: 1, name: "status", of: null });
    await time.pass(100);
    expect(second.standing()).toContain("elsewhere");
    expect(second.shown(1)).toEqual([]);
    lives.get("page-1")?.();
    await time.pass(200);
    expect(opened).toEqual([ADA, ADA]);
    expect(second.shown(1).at(-1)).toMatchObject({ phase: "synced" });
  });

  it("S12 an engine gives way to a newer version of the app and tells its pages", async () => {
    const { worker, page, time, asked } = setUp();
    const [old, young] = [page(worker()), page(worker())];
    old.ask(open(ADA));
    await time.pass(100);
    young.ask(open(ADA));
    young.ask({ t: "watch", id: 1, name: "status", of: null });
    await time.pass(100);
    asked[0]?.();
    await time.pass(100);
    expect(old.standing().at(-1)).toBe("replaced");
    expect(young.shown(1).at(-1)).toMatchObject({ phase: "synced" });
  });

  it("S2 a store that cannot be opened is said to be so, and the claim is let go", async () => {
    const { worker, page, time } = setUp({ openFails: true });
    const [one, two] = [page(worker()), page(worker())];
    one.ask(open(ADA));
    await time.pass(100);
    expect(one.standing().at(-1)).toBe("broken");
    two.ask(open(ADA));
    await time.pass(100);
    expect(two.standing().at(-1)).toBe("broken");
  });

  it("S7 a wipe leaves nothing on the device", async () => {
    const { worker, page, time, disks } = setUp();
    const one = page(worker());
    one.ask(open(ADA));
    await time.pass(200);
    one.ask(create(1, "Secret"));
    await time.pass(200);
    one.ask({ t: "request", id: 2, request: { do: "wipe" } });
    await time.pass(200);
    expect(one.heard).toContainEqual({ t: "answer", id: 2, value: undefined });
    expect(disks.get(`${W}.${ADA}`)).toEqual(createMemoryDisk());
  });
});
