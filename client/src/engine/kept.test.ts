// A conflict that a person has looked at and left as it stands is settled for that person, on every device, and for
// nobody else.
import { describe, expect, it } from "vitest";
import type { Concerns } from "./api-edits.ts";
import type { QueryAnswer, RecordAnswer } from "./api-records.ts";
import { createEngine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, BOB, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 900;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;

async function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const deal = newId();
  server.write("deal", deal, { title: "Rollout", stage: STAGE, owner: ADA, closeDate: "2026-01-01" });
  const device = async (user: string, disk = createMemoryDisk()) => {
    const engine = await createEngine({ store: createMemoryStore(disk), user, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
    engine.start();
    await time.pass(2_000);
    const shown: { record?: RecordAnswer; list?: QueryAnswer; concerns?: Concerns } = {};
    engine.watch("record", deal, (value) => void (shown.record = value));
    engine.watch("query", { kind: "deal" }, (value) => void (shown.list = value));
    engine.watch("concerns", null, (value) => void (shown.concerns = value));
    const does = async (call: Parameters<typeof engine.perform>[0][number]): Promise<string> => {
      const saved = await engine.perform([call]);
      if (!saved.ok) throw new Error(saved.error.message);
      await time.pass(100);
      return saved.value.group;
    };
    return {
      engine, does, disk,
      /** The other value on its page, the sign in a list, and what it is told of. */
      told: () => [shown.record?.view?.fields["title"]?.other?.value ?? null, shown.list?.rows[0]?.conflicts ?? null, shown.concerns?.concerns.length ?? null],
      keep: async () => await does({ name: "create", args: { kind: "kept", values: { person: user, about: deal, field: "title", edit: shown.record?.view?.fields["title"]?.other?.edit ?? "" } } }),
    };
  };
  async function offline(): Promise<void> {
    server.up = false;
    server.cut();
    await time.pass(100);
  }
  async function online(...devices: readonly Awaited<ReturnType<typeof device>>[]): Promise<void> {
    server.up = true;
    for (const { engine } of devices) engine.nudge();
    await time.pass(60_000);
  }
  /** Ada's words on one device and Bob's, neither knowing of the other; Ada's come later and stand. */
  async function apart(ada: Awaited<ReturnType<typeof device>>, mine: string, theirs: string): Promise<void> {
    await offline();
    await ada.does({ name: "edit", args: { id: deal, values: { title: mine } } });
    server.write("deal", deal, { title: theirs }, BOB);
    await online(ada);
  }
  return { time, device, apart, offline, online };
}

const NOTHING = [null, [], 0];

describe("a conflict left as it stands", () => {
  it("S3 S11 is settled on all devices of its person, at once and after a start, and for nobody else", async () => {
    const { time, device, apart } = await scene();
    const [phone, desk, bob] = [await device(ADA), await device(ADA), await device(BOB)];
    await apart(phone, "Of Ada", "Of Bob");
    const open = ["Of Bob", ["title"], 1];
    expect([phone.told(), desk.told(), bob.told()]).toEqual([open, open, open]);
    await phone.keep();
    expect(phone.told()).toEqual(NOTHING);
    await time.pass(5_000);
    expect([desk.told(), bob.told()]).toEqual([NOTHING, open]);
    await desk.engine.stop();
    expect((await device(ADA, desk.disk)).told()).toEqual(NOTHING);
  });

  it("S3 S2 it is kept without a network and sent later; taken back it is offered again everywhere", async () => {
    const { time, device, apart, offline, online } = await scene();
    const [phone, desk] = [await device(ADA), await device(ADA)];
    await apart(phone, "Of Ada", "Of Bob");
    await offline();
    const group = await phone.keep();
    expect([phone.told(), desk.told()]).toEqual([NOTHING, ["Of Bob", ["title"], 1]]);
    await online(phone, desk);
    expect(desk.told()).toEqual(NOTHING);
    expect((await phone.engine.undo(group)).ok).toBe(true);
    await time.pass(5_000);
    expect([phone.told(), desk.told()]).toEqual([["Of Bob", ["title"], 1], ["Of Bob", ["title"], 1]]);
  });

  it("S3 a later conflict in the same field is another one, and the same kept twice is kept until both are taken back", async () => {
    const { time, device, apart, offline, online } = await scene();
    const [phone, desk] = [await device(ADA), await device(ADA)];
    await apart(phone, "Of Ada", "Of Bob");
    await offline();
    const groups = [await phone.keep(), await desk.keep()];
    await online(phone, desk);
    await phone.engine.undo(groups[0] as string);
    await time.pass(5_000);
    expect([phone.told(), desk.told()]).toEqual([NOTHING, NOTHING]);
    await desk.engine.undo(groups[1] as string);
    await time.pass(5_000);
    expect(phone.told()).toEqual(["Of Bob", ["title"], 1]);
    await phone.keep();
    await apart(phone, "Ada again", "Bob again");
    expect([phone.told(), desk.told()]).toEqual([["Bob again", ["title"], 1], ["Bob again", ["title"], 1]]);
  });
});
