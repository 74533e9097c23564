// The figures of a device: read in pieces, kept up by every edit also with no network, of what is held and no more.
import { createFactBook, type Figures, figuresOf, type GoalProgress } from "@outrider/shared/analytics";
import { describe, expect, it } from "vitest";
import type { FiguresAnswer, GoalsAnswer } from "./api-answers.ts";
import { createEngine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, BOB, createFakeServer, STAGE, WON } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 700;
const newId = (): string => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;
const ASKED = { range: "year", step: "month", today: "2026-11-22", zone: "UTC", weekStart: 1, people: null } as const;

async function scene(records: number, bound: number | null = null) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  server.bound = bound;
  const first = newId();
  server.write("deal", first, { title: "First", stage: STAGE, owner: ADA, value: { amount: 10, currency: "EUR" } });
  for (let each = 1; each < records; each += 1) server.write("deal", newId(), { title: `Deal ${each}`, stage: STAGE, owner: BOB, value: { amount: 10, currency: "EUR" } });
  const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
  engine.start();
  await time.pass(5_000);
  const shown: { answers: FiguresAnswer[]; goals: (readonly GoalProgress[] | null)[] } = { answers: [], goals: [] };
  const stop = engine.watch("figures", ASKED, (value) => void shown.answers.push(value));
  const last = (): Figures | null => shown.answers.at(-1)?.figures ?? null;
  const fromScratch = (): Figures => {
    const book = createFactBook();
    for (const kind of ["settings", "rate", "member", "stage", "goal", "company", "notification", "task", "lead", "deal", "activity"] as const) for (const id of engine.view.ids(kind)) book.put(id, engine.view.read(id));
    return figuresOf(book, { ...ASKED, user: ADA });
  };
  const does = async (call: Parameters<typeof engine.perform>[0][number]) => {
    const saved = await engine.perform([call]);
    if (!saved.ok) throw new Error(saved.error.message);
    await time.pass(1_000);
    return saved.value;
  };
  return { time, server, engine, first, shown, stop, last, fromScratch, does };
}

describe("the figures of a device", () => {
  it("D1 S1 say nothing before all is read, then all of it, and follow every edit with no network and its undo", async () => {
    const { time, server, engine, first, shown, stop, last, fromScratch, does } = await scene(1_200);
    expect(shown.answers).toEqual([{ figures: null, complete: true }]);
    await time.pass(2_000);
    expect(last()).toMatchObject({ pipeline: { deals: 1_200, value: 12_000 } });
    server.up = false;
    server.cut();
    const won = await does({ name: "close", args: { id: first, stage: WON, reason: "", closeDate: "2026-11-20" } });
    expect(last()).toMatchObject({ pipeline: { deals: 1_199, value: 11_990 }, wonValue: { now: 10 }, winRate: { now: 100 } });
    const made = await does({ name: "create", args: { kind: "lead", values: { name: "New", owner: ADA, status: "new" } } });
    expect(last()?.statuses).toEqual([{ status: "new", leads: 1 }]);
    expect(last()).toEqual(fromScratch());
    await engine.undo(won.group);
    await does({ name: "remove", args: { id: made.records[0] ?? "" } });
    expect(last()).toEqual(fromScratch());
    expect(last()).toMatchObject({ pipeline: { deals: 1_200 }, wonValue: { now: 0 }, statuses: [] });
    // What is not counted is told to nobody.
    const before = shown.answers.length;
    await does({ name: "edit", args: { id: first, values: { notes: "Rang" } } });
    expect(shown.answers.length).toBe(before);
    stop();
    await does({ name: "edit", args: { id: first, values: { value: { amount: 5, currency: "EUR" } } } });
    expect(shown.answers.length).toBe(before);
  });

  it("D1 W5 a device that holds a part says so with its figures", async () => {
    const { time, shown, last } = await scene(100, 40);
    await time.pass(2_000);
    expect(last()?.pipeline.deals).toBeLessThan(100);
    expect(shown.answers.at(-1)).toMatchObject({ complete: false, beyond: "more" });
  });

  it("D1 a goal set with no network is followed by what is won", async () => {
    const { time, server, engine, first, does } = await scene(3);
    server.up = false;
    server.cut();
    const told: GoalsAnswer[] = [];
    engine.watch("goals", { today: "2026-11-22", zone: "UTC" }, (value) => void told.push(value));
    await time.pass(1_000);
    expect(told.at(-1)?.goals).toEqual([]);
    await does({ name: "create", args: { kind: "goal", values: { person: ADA, measure: "won", span: "month", from: "2026-11-01", target: 20, currency: "EUR" } } });
    await does({ name: "close", args: { id: first, stage: WON, reason: "", closeDate: "2026-11-20" } });
    expect(told.at(-1)?.goals).toMatchObject([{ person: ADA, done: 10, target: 20, pace: "behind" }]);
  });
});
