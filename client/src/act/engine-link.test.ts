import { describe, expect, it } from "vitest";
import type { Status } from "../engine/api.ts";
import { createVirtualTime } from "../engine/testing/virtual-time.ts";
import type { Ask, Port, Tell } from "../engine/wire.ts";
import { createAct } from "./act.ts";
import { createEngineLink } from "./engine-link.ts";

interface Worker { readonly asked: Ask[]; tell(tell: Tell): void; alive: boolean }

function setUp() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const workers: Worker[] = [];
  const lives = new Map<string, () => void>();
  const openPort = (): Port<Ask, Tell> => {
    let heard: (tell: Tell) => void = () => undefined;
    const worker: Worker = { asked: [], alive: true, tell: (tell) => heard(tell) };
    workers.push(worker);
    return {
      post(ask) {
        worker.asked.push(ask);
        if (ask.t === "ping" && worker.alive) worker.tell({ t: "pong" });
      },
      listen: (listener) => (heard = listener), close: () => undefined,
    };
  };
  const link = createEngineLink({ openPort, life: Promise.resolve("life-1"), gone: (life) => new Promise((done) => lives.set(life, done)), timers: time });
  return { time, workers, lives, link, act: createAct(link) };
}
const account = { user: "u", workspace: "w" };

describe("the page's line to the engine", () => {
  it("S10 a worker that has died is replaced, and what was watched is watched again", async () => {
    const { time, workers, link } = setUp();
    link.open(account);
    await time.pass(0);
    const shown: number[] = [];
    link.watch("query", { kind: "deal" }, ({ total }) => shown.push(total));
    expect(workers[0]?.asked).toMatchObject([{ t: "open", account, life: "life-1" }, { t: "watch", name: "query" }]);
    await time.pass(300_000);
    expect(workers).toHaveLength(1);
    (workers[0] as Worker).alive = false;
    await time.pass(40_000);
    expect(workers).toHaveLength(2);
    const [, again] = workers[1]?.asked ?? [];
    expect(again).toMatchObject({ t: "watch", name: "query", of: { kind: "deal" } });
    workers[1]?.tell({ t: "show", id: again?.t === "watch" ? again.id : -1, value: { rows: [], total: 7, offset: 0, complete: true } });
    workers[0]?.tell({ t: "show", id: again?.t === "watch" ? again.id : -1, value: { rows: [], total: 1, offset: 0, complete: true } });
    expect(shown).toEqual([7]);
  });

  it("U1 P3 past the lease a hint opens a new line, at a lock it does not; the key is asked about in both", async () => {
    const { time, workers, link } = setUp();
    const phases: string[] = [];
    link.watch("status", null, ({ phase }) => phases.push(phase));
    link.open(account);
    await time.pass(2_000);
    workers[0]?.tell({ t: "standing", standing: "locked" });
    expect(phases.at(-1)).toBe("locked");
    link.nudge();
    await time.pass(2_000);
    expect(workers).toHaveLength(1);
    const looking = link.vault({ do: "look" });
    const asked = workers[0]?.asked.at(-1);
    expect(asked).toMatchObject({ t: "vault", account, ask: { do: "look" } });
    workers[0]?.tell({ t: "answer", id: asked?.t === "vault" ? asked.id : -1, value: null });
    expect(await looking).toBeNull();
    link.reopen();
    await time.pass(2_000);
    expect(workers).toHaveLength(2);
    workers[1]?.tell({ t: "standing", standing: "lease-over" });
    expect(phases.at(-1)).toBe("lease-over");
    link.nudge();
    await time.pass(2_000);
    expect(workers).toHaveLength(3);
  });

  it("S2 a request whose answer was lost is not sent twice, and is said to be of unknown outcome", async () => {
    const { time, workers, link, act } = setUp();
    link.open(account);
    await time.pass(0);
    const saving = act.perform({ name: "remove", args: { id: "x" } });
    (workers[0] as Worker).alive = false;
    await time.pass(40_000);
    expect(await saving).toMatchObject({ ok: false, error: { code: "away" } });
    expect(workers[1]?.asked.filter(({ t }) => t === "request")).toEqual([]);
  });

  it("S10 a worker whose lock is free is replaced at once, and a line that is lost is opened again, never in a rush", async () => {
    const { time, workers, lives, link } = setUp();
    link.open(account);
    await time.pass(5_000);
    workers[0]?.tell({ t: "life", life: "worker-1" });
    lives.get("worker-1")?.();
    await time.pass(0);
    expect(workers).toHaveLength(2);
    expect(workers[1]?.asked[0]).toMatchObject({ t: "open", account });
    workers[1]?.tell({ t: "lost" });
    await time.pass(900);
    expect(workers).toHaveLength(2);
    await time.pass(200);
    expect(workers).toHaveLength(3);
    // The end of a worker that was left long ago changes nothing.
    workers[2]?.tell({ t: "life", life: "worker-3" });
    await time.pass(2_000);
    workers[2]?.tell({ t: "lost" });
    await time.pass(0);
    lives.get("worker-3")?.();
    await time.pass(2_000);
    expect(workers).toHaveLength(4);
  });

  it("S2 a request on its way when the line is lost is of unknown outcome at once, and what is asked meanwhile is kept", async () => {
    const { time, workers, link, act } = setUp();
    link.open(account);
    await time.pass(0);
    const saving = act.perform({ name: "remove", args: { id: "x" } });
    await time.pass(0);
    workers[0]?.tell({ t: "lost" });
    expect(await saving).toMatchObject({ ok: false, error: { code: "away" } });
    void act.perform({ name: "remove", args: { id: "y" } });
    await time.pass(0);
    expect(workers.map(({ asked }) => asked.filter(({ t }) => t === "request").length)).toEqual([1, 1]);
  });

  it("S11 status says what the worker says before its engine does", async () => {
    const { time, workers, link } = setUp();
    const phases: Status["phase"][] = [];
    link.watch("status", null, ({ phase }) => phases.push(phase));
    link.open(account);
    await time.pass(0);
    workers[0]?.tell({ t: "standing", standing: "elsewhere" });
    workers[0]?.tell({ t: "standing", standing: "replaced" });
    link.close();
    expect(phases).toEqual(["starting", "starting", "elsewhere", "replaced", "signed-out"]);
  });

  it("W5 an import tells its progress and stops where it is cancelled", async () => {
    const { time, workers, link, act } = setUp();
    link.open(account);
    await time.pass(0);
    const cancel = new AbortController();
    const seen: number[] = [];
    const groups = Array.from({ length: 450 }, () => [{ name: "remove", args: { id: "x" } } as const]);
    const importing = act.performAll(groups, {
      signal: cancel.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 400) cancel.abort();
      },
    });
    for (let n = 0; n < 2; n++) {
      await time.pass(0);
      const ask = workers[0]?.asked.at(-1);
      if (ask?.t !== "request" || ask.request.do !== "performAll") throw new Error("no request");
      expect(ask.request.groups).toHaveLength(200);
      workers[0]?.tell({ t: "answer", id: ask.id, value: ask.request.groups.map((_, index) => ({ ok: true, value: { group: "g", counter: index, records: [] } })) });
    }
    const { results, cancelled } = await importing;
    expect(seen).toEqual([0, 200, 400]);
    expect([results.length, cancelled]).toEqual([400, true]);
  });
});
