// What gave way lately and concerns the person, found on the device by itself.
import { proposalId } from "@outrider/shared/access";
import { emptyRecord, type RecordState } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { createConcerns } from "./concerns.ts";
import type { View } from "./relations.ts";
import type { Concerns } from "./api-edits.ts";
import { createEngine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, BOB, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 700;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;

async function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const deal = newId();
  server.write("deal", deal, { title: "Rollout", stage: STAGE, owner: ADA, closeDate: "2026-01-01" });
  const device = async (user: string) => {
    const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), user, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
    engine.start();
    await time.pass(2_000);
    const shown: { last: Concerns | null } = { last: null };
    engine.watch("concerns", null, (value) => void (shown.last = value));
    return {
      engine, concerns: () => (shown.last as Concerns).concerns, shown: () => shown.last as Concerns,
      async does(call: Parameters<typeof engine.perform>[0][number]) {
        const saved = await engine.perform([call]);
        if (!saved.ok) throw new Error(saved.error.message);
        await time.pass(100);
      },
    };
  };
  return { time, server, deal, device };
}

describe("what gave way lately", () => {
  it("S11 of a value of mine and one whose author did not know of it: which stands and which gave way, until the field is edited again", async () => {
    const { time, server, deal, device } = await scene();
    const ada = await device(ADA);
    expect(ada.shown()).toMatchObject({ concerns: [], complete: true });
    server.up = false;
    server.cut();
    await time.pass(100);
    await ada.does({ name: "edit", args: { id: deal, values: { title: "Of Ada" } } });
    server.write("deal", deal, { title: "Of Bob" }, BOB);
    server.up = true;
    ada.engine.nudge();
    await time.pass(20_000);
    expect(ada.concerns()).toMatchObject([{ type: "value", mine: "stands", field: "title", record: { id: deal }, gave: { value: "Of Bob", by: BOB }, stands: { value: "Of Ada", by: ADA } }]);
    expect(ada.shown().titles).toMatchObject({ [BOB]: "Bob" });
    await ada.does({ name: "edit", args: { id: deal, values: { title: "Of both" } } });
    await time.pass(5_000);
    expect(ada.concerns()).toEqual([]);
  });

  it("S11 what others make of my proposal, and that my word did not hold", async () => {
    const { time, server, deal, device } = await scene();
    const ada = await device(ADA);
    server.up = false;
    server.cut();
    await time.pass(100);
    await ada.does({ name: "edit", args: { id: deal, values: { closeDate: "2026-02-02" } } });
    server.write("deal", deal, { closeDate: "2026-03-03" }, BOB);
    server.up = true;
    ada.engine.nudge();
    await time.pass(20_000);
    const id = proposalId(deal, "closeDate", ADA);
    expect(ada.engine.status().proposals).toBe(1);
    expect(ada.concerns()).toEqual([]);
    server.write("proposal", id, { status: "dismissed" }, BOB);
    await time.pass(2_000);
    expect(ada.concerns()).toMatchObject([{ type: "settled", accepted: false, by: BOB, author: ADA, proposed: "2026-02-02", stands: { value: "2026-03-03" } }]);
    expect(ada.engine.status().proposals).toBe(0);
  });

  it("S3 a proposal of what stands by now asks nothing any more", async () => {
    const { time, server, deal, device } = await scene();
    const ada = await device(ADA);
    server.up = false;
    server.cut();
    await time.pass(100);
    await ada.does({ name: "edit", args: { id: deal, values: { closeDate: "2026-02-02" } } });
    server.write("deal", deal, { closeDate: "2026-03-03" }, BOB);
    server.up = true;
    ada.engine.nudge();
    await time.pass(20_000);
    expect(ada.engine.status()).toMatchObject({ proposals: 1 });
    server.write("deal", deal, { closeDate: "2026-02-02" }, BOB);
    await time.pass(2_000);
    expect(ada.engine.status()).toMatchObject({ proposals: 0 });
  });

  it("S11 a month later it is told no more, and never what concerns others alone", () => {
    const id = newId();
    const register = (value: string, at: number, by: string) => ({ value, at, origin: `d.${at}`, by });
    const state = (gaveBy: string, standsBy: string): RecordState => ({
      ...emptyRecord(id, "deal"), fields: { title: register("stands", 200, standsBy) }, losers: { title: { ...register("gave", 100, gaveBy), against: "d.200", againstAt: 200 } },
    });
    const found = (record: RecordState, now: number) => {
      const view: View = { read: (one) => (one === id ? record : undefined), peek: () => record, glance: () => undefined, ids: () => [] };
      const concerns = createConcerns({ view, user: ADA, now: () => now, ready: () => true, keeps: () => false });
      concerns.looked(record);
      return concerns.shown().concerns.map((concern) => (concern.type === "value" ? concern.mine : concern.type));
    };
    const month = 30 * 24 * 3600 * 1000;
    expect([found(state(ADA, BOB), month), found(state(BOB, ADA), month), found(state(ADA, BOB), month + 201)]).toEqual([["gave-way"], ["stands"], []]);
    expect([found(state(BOB, "somebody"), month), found(state(ADA, ADA), month)]).toEqual([[], []]);
  });
});
