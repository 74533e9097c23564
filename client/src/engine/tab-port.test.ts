import { describe, expect, it } from "vitest";
import { leadTabs } from "./tab-lead.ts";
import { createTabPort } from "./tab-port.ts";
import type { Channel } from "./tab-wire.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";
import type { Ask, Port, Tell } from "./wire.ts";

const BUILD = "engine.worker-1.js";
const account = { user: "u", workspace: "w" };

/** Tabs of one browser: channels between them, one lock, and workers that write down what they are asked. */
function setUp() {
  const time = createVirtualTime(async () => {
    // A note, the answer to it and what follows from that are a turn each.
    for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
  });
  const open = new Set<{ readonly name: string; readonly owner: string; hear(message: unknown): void }>();
  const turns: { readonly owner: string; readonly turn: () => Promise<void> }[] = [];
  const asked: { readonly worker: string; readonly ask: Ask }[] = [];
  let workers = 0;
  let ids = 0;
  let holder: string | null = null;

  const channels = (owner: string) => <Message>(name: string): Channel<Message> => {
    let heard: (message: Message) => void = () => undefined;
    const mine = { name, owner, hear: (message: unknown) => heard(message as Message) };
    open.add(mine);
    return {
      post(message) {
        const sent: unknown = structuredClone(message);
        for (const other of open) if (other !== mine && other.name === name) setImmediate(() => open.has(other) && other.hear(sent));
      },
      listen: (listener) => (heard = listener),
      close: () => void open.delete(mine),
    };
  };
  function next(): void {
    if (holder !== null) return;
    const first = turns.shift();
    if (!first) return;
    holder = first.owner;
    const free = (): void => {
      if (holder === first.owner) holder = null;
      next();
    };
    void first.turn().then(free);
  }
  function tab(name: string, workersAnswer = true) {
    const heard: Tell[] = [];
    const openPort = createTabPort({
      build: BUILD, openChannel: channels(name), after: time.after, newId: () => `line-${++ids}`,
      takeTurn: (turn) => {
        turns.push({ owner: name, turn });
        setImmediate(next);
      },
      openWorker() {
        const worker = `worker-${++workers} of ${name}`;
        const serve = (port: Port<Tell, Ask>): void =>
          port.listen((ask) => {
            asked.push({ worker, ask });
            if (ask.t === "ping") port.post({ t: "pong" });
          });
        if (workersAnswer) leadTabs({ build: BUILD, leader: worker, openChannel: channels(worker), addPort: serve });
        let tell: (tell: Tell) => void = () => undefined;
        let ask: (ask: Ask) => void = () => undefined;
        serve({ post: (said) => tell(said), listen: (listener) => (ask = listener), close: () => undefined });
        return { post: (said) => ask(said), listen: (listener) => (tell = listener), close: () => close(worker) };
      },
    });
    const port = openPort();
    port.listen((tell) => heard.push(tell));
    return { port, heard, openPort };
  }
  function close(owner: string): void {
    for (const each of open) if (each.owner === owner) open.delete(each);
  }
  /** As a tab dies: its channels and those of its worker are closed, and its lock is free. */
  function kill(name: string): void {
    for (const { owner } of open) if (owner === name || owner.endsWith(` of ${name}`)) close(owner);
    for (let at = turns.length - 1; at >= 0; at--) if (turns[at]?.owner === name) turns.splice(at, 1);
    if (holder === name) holder = null;
    setImmediate(next);
  }
  const workersAsked = (t: Ask["t"]) => asked.filter(({ ask }) => ask.t === t).map(({ worker }) => worker);
  return { time, tab, kill, workersAsked, workers: () => workers };
}

const request = (id: number): Ask => ({ t: "request", id, request: { do: "perform", calls: [] } });

describe("tabs where no worker is shared", () => {
  it("S10 five tabs have one worker, and what each asks arrives there in its order", async () => {
    const { time, tab, workersAsked, workers } = setUp();
    const tabs = ["a", "b", "c", "d", "e"].map((name) => tab(name));
    for (const { port } of tabs) {
      port.post({ t: "open", account, life: null });
      port.post({ t: "ping" });
    }
    await time.pass(10);
    expect(workers()).toBe(1);
    expect(workersAsked("open")).toEqual(Array.from({ length: 5 }, () => "worker-1 of a"));
    for (const { heard } of tabs) expect(heard).toEqual([{ t: "pong" }]);
  });

  it("S10 when the leader is killed every other tab is told that its line is lost, and the next worker serves them all", async () => {
    const { time, tab, kill, workersAsked, workers } = setUp();
    const [, b, c] = [tab("a"), tab("b"), tab("c")];
    for (const each of [b, c]) each.port.post({ t: "open", account, life: null });
    await time.pass(10);
    b.port.post(request(1));
    await time.pass(10);
    kill("a");
    await time.pass(10);
    for (const each of [b, c]) expect(each.heard.filter(({ t }) => t === "lost").length).toBeGreaterThan(0);
    const again = [b, c].map((each) => {
      each.port.close();
      const port = each.openPort();
      const heard: Tell[] = [];
      port.listen((tell) => heard.push(tell));
      port.post({ t: "open", account, life: null });
      port.post({ t: "ping" });
      return heard;
    });
    await time.pass(10);
    expect(workers()).toBe(2);
    expect(workersAsked("open").slice(2)).toEqual(["worker-2 of b", "worker-2 of b"]);
    expect(again).toEqual([[{ t: "pong" }], [{ t: "pong" }]]);
    // What was asked of the dead one is not asked again by itself: it may have been carried out.
    expect(workersAsked("request")).toEqual(["worker-1 of a"]);
  });

  it("S10 a leader that leaves hands the lead on, and a tab that has left never takes it", async () => {
    const { time, tab, workersAsked, workers } = setUp();
    const [a, b, c] = [tab("a"), tab("b"), tab("c")];
    await time.pass(10);
    b.port.close();
    a.port.close();
    await time.pass(10);
    expect(c.heard).toContainEqual({ t: "lost" });
    c.port.close();
    c.openPort().post({ t: "ping" });
    await time.pass(10);
    expect(workers()).toBe(2);
    expect(workersAsked("ping")).toEqual(["worker-2 of c"]);
  });

  it("S11 a tab whose leader does not answer says that it works elsewhere, and keeps what was asked", async () => {
    const { time, tab, workersAsked, kill } = setUp();
    tab("a", false);
    await time.pass(10);
    const b = tab("b");
    b.port.post(request(1));
    await time.pass(2_900);
    expect(b.heard).toEqual([]);
    await time.pass(200);
    expect(b.heard).toEqual([{ t: "standing", standing: "elsewhere" }]);
    kill("a");
    await time.pass(10);
    expect(workersAsked("request")).toEqual(["worker-2 of b"]);
  });
});
