// What may be there twice, as a device finds it: in a list, while something is typed, and after two people settled it
// without knowing of each other.
import { elementsOf, type RecordState, survivor, textOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import type { AlikeAnswer, TwinsAnswer } from "./api-answers.ts";
import type { RefusedEdit } from "./api-edits.ts";
import type { QueryAnswer, RecordAnswer } from "./api-records.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 400;
const newId = (): string => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;

function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const device = async (name: string): Promise<Engine> => {
    Object.assign(server, { nextDevice: name, keepsNames: true });
    const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
    engine.start();
    await time.pass(2_000);
    return engine;
  };
  const company = (name: string, values: Record<string, string> = {}): string => {
    const id = newId();
    server.write("company", id, { name, ...values });
    return id;
  };
  return { time, server, device, company };
}

const shownBy = <T>(watch: (show: (value: T) => void) => void) => {
  const held: { value?: T } = {};
  watch((value) => void (held.value = value));
  return () => held.value as T;
};

async function does(engine: Engine, call: Parameters<Engine["perform"]>[0][number]): Promise<string> {
  const saved = await engine.perform([call]);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value.group;
}

describe("what may be there twice", () => {
  it("R14 is listed with its reasons, follows edits, merges, undo and what comes from others, and is not asked again once it was dismissed", async () => {
    const { time, server, device, company } = scene();
    const [acme, other] = [company("Acme GmbH", { website: "https://acme.test" }), company("ACME", { website: "www.acme.test" })];
    for (let n = 0; n < 40; n++) company(`Firm of ${"abcdefghijklmnopqrstuvwxyz"[n % 26]}${n}`);
    const engine = await device("d1");
    const list = shownBy<TwinsAnswer>((show) => engine.watch("twins", { kind: "company" }, show));
    await time.pass(2_000);
    expect(list()).toMatchObject({ total: 1, share: 1 });
    const [pair] = list().pairs;
    expect([pair?.one.id, pair?.other.id].toSorted()).toEqual([acme, other].toSorted());
    expect(pair).toMatchObject({ reasons: ["website", "name"], may: { merge: true, dismiss: true } });
    expect(pair?.score).toBeGreaterThan(90);

    // A third of the name comes from somebody else; then it is called otherwise.
    const third = company("Acme AG");
    await time.pass(2_000);
    expect(list().total).toBe(3);
    server.write("company", third, { name: "Roadrunner" });
    await time.pass(2_000);
    expect(list().total).toBe(1);

    const merged = await does(engine, { name: "merge", args: { winner: acme, loser: other } });
    await time.pass(2_000);
    expect(list().total).toBe(0);
    await engine.undo(merged);
    await time.pass(2_000);
    expect(list().total).toBe(1);

    const said = await does(engine, { name: "create", args: { kind: "distinct", values: { root: acme, other } } });
    await time.pass(2_000);
    expect(list().total).toBe(0);
    // On the other device of the same team too.
    const second = await device("d2");
    const there = shownBy<TwinsAnswer>((show) => second.watch("twins", { kind: "company" }, show));
    await time.pass(2_000);
    expect(there()).toMatchObject({ total: 0, share: 1 });
    await engine.undo(said);
    await time.pass(2_000);
    expect([list().total, there().total]).toEqual([1, 1]);
  });

  it("R14 a list that nobody looks at is not worked on, and says how far it is while it is", async () => {
    const { time, device, company } = scene();
    for (let n = 0; n < 25_000; n++) company(`Firm ${n} of ${n % 97}`);
    const engine = await device("d1");
    const shares: number[] = [];
    const stop = engine.watch("twins", { kind: "company" }, ({ share }) => void shares.push(share));
    await time.pass(200);
    stop();
    await time.pass(60_000);
    const before = shares.length;
    expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0))).toBe(true);
    const again = shownBy<TwinsAnswer>((show) => engine.watch("twins", { kind: "company" }, show));
    await time.pass(60_000);
    expect([before, shares.length, again().share]).toEqual([before, before, 1]);
  });

  it("R14 while a lead is typed, the contact who has the address is offered, with no network; the contact it became is not", async () => {
    const { time, server, device } = scene();
    const contact = newId();
    server.write("contact", contact, { name: "Ann Abel", owner: ADA });
    const engine = await device("d1");
    await does(engine, { name: "edit", args: { id: contact, add: { emails: ["ann@abel.test"] } } });
    server.up = false;
    server.cut();
    const alike = (values: Record<string, string>, id?: string) => shownBy<AlikeAnswer>((show) => engine.watch("alike", { sketch: { kind: "lead", values, sets: {} }, ...(id !== undefined && { id }) }, show));
    const [byMail, byName, byNothing] = [alike({ name: "A", email: "ANN@abel.test" }), alike({ name: "Abel, Ann" }), alike({ name: "Zoe" })];
    await time.pass(1_000);
    expect(byMail()).toMatchObject({ complete: true, found: [{ row: { id: contact, kind: "contact" }, reasons: ["email"] }] });
    expect(byName()).toMatchObject({ found: [{ row: { id: contact }, reasons: ["name"] }] });
    expect(byNothing()).toMatchObject({ complete: true, found: [] });
    const lead = newId();
    await does(engine, { name: "create", args: { kind: "lead", id: lead, values: { name: "Ann Abel", email: "ann@abel.test", owner: ADA } } });
    const ofLead = alike({ name: "Ann Abel", email: "ann@abel.test" }, lead);
    await time.pass(1_000);
    expect(ofLead().found.map(({ row }) => row.id)).toEqual([contact]);
    await does(engine, { name: "edit", args: { id: lead, values: { convertedContact: contact } } });
    await time.pass(1_000);
    expect(ofLead().found).toEqual([]);
  });

  it.each([["the same way", false], ["the other way round", true]] as const)("R14 two who merge the same pair %s without a network come to one record; all of both is there, and what hung on either hangs on it", async (_how, round) => {
    const { time, server, device, company } = scene();
    const [one, other] = [company("Acme", { industry: "Steel", country: "Spain", phone: "111 1111" }), company("ACME Ltd", { industry: "Iron", country: "Peru", website: "https://acme.test" })];
    const [deal, call] = [newId(), newId()];
    server.write("deal", deal, { title: "Rails", stage: STAGE, owner: ADA, company: other });
    server.write("activity", call, { root: other, type: "call", at: 1, text: "Rang" });
    const [first, second] = [await device("d1"), await device("d2")];
    server.up = false;
    server.cut();
    await time.pass(100);
    await does(first, { name: "edit", args: { id: other, add: { tags: ["mine"] } } });
    await does(first, { name: "merge", args: { winner: one, loser: other, fromLoser: ["industry"] } });
    await does(second, { name: "edit", args: { id: one, add: { tags: ["yours"] } } });
    await does(second, { name: "merge", args: round ? { winner: other, loser: one, fromLoser: ["country"] } : { winner: one, loser: other, fromLoser: ["country"] } });
    await time.pass(2_000);
    server.up = true;
    first.nudge();
    await time.pass(60_000);
    second.nudge();
    await time.pass(60_000);

    const standing = (engine: Engine): RecordState => survivor(engine.view.read(other) as RecordState, engine.view.read);
    const read = (engine: Engine, id: string): RecordState => engine.view.read(id) as RecordState;
    // Both devices and the server say the same of both records, and one of the two stands for both.
    for (const id of [one, other]) {
      expect(read(first, id)).toEqual(read(second, id));
      expect(read(first, id)).toEqual(server.records.get(id));
    }
    expect([standing(first).id, survivor(read(second, one), second.view.read).id]).toEqual([one, one]);
    expect(textOf(read(first, one), "website")).toBe("https://acme.test");
    expect([...elementsOf(read(first, one), "tags"), ...elementsOf(read(first, other), "tags")]).toEqual(expect.arrayContaining(["mine", "yours"]));
    expect(textOf(read(first, one), "industry")).toBe("Iron");
    // Nothing is refused. Where the two do not agree on who stands, the other's way is proposed on the one that does.
    expect(shownBy<readonly RefusedEdit[]>((show) => second.watch("refused", null, show))()).toEqual([]);
    const proposals = shownBy<RecordAnswer>((show) => second.watch("record", one, show));
    if (round) {
      expect(proposals().view?.proposals).toMatchObject([{ about: one, field: "mergedInto", proposed: other, standing: null, author: ADA }]);
      expect(proposals().view?.titles[other]).toBe("ACME Ltd");
      expect([textOf(read(first, one), "country"), textOf(read(first, other), "country")]).toEqual(["Spain", "Peru"]);
    } else {
      expect(proposals().view?.proposals).toEqual([]);
      expect(textOf(read(first, one), "country")).toBe("Peru");
    }
    // What hung on either hangs on the one, and what linked to either is found by it.
    for (const engine of [first, second]) {
      const page = shownBy<RecordAnswer>((show) => engine.watch("record", one, show));
      const deals = shownBy<QueryAnswer>((show) => engine.watch("query", { kind: "deal", where: [{ field: "company", op: "is", value: one }] }, show));
      expect(page().view?.timeline.flatMap((item) => (item.type === "activity" ? [item.row.title] : []))).toEqual(["Rang"]);
      expect(deals().rows.map(({ title }) => title)).toEqual(["Rails"]);
    }
    if (!round) return;
    // Either of them turns it round, and takes that back.
    const asked = proposals().view?.proposals[0]?.id ?? "";
    const turned = await does(first, { name: "settle", args: { id: asked, accept: true } });
    await time.pass(2_000);
    for (const engine of [first, second]) expect([standing(engine).id, survivor(read(engine, one), engine.view.read).id]).toEqual([other, other]);
    await first.undo(turned);
    await time.pass(2_000);
    for (const engine of [first, second]) expect([standing(engine).id, textOf(read(engine, asked), "status")]).toEqual([one, "open"]);
  });
});
