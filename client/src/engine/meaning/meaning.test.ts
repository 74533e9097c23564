import { settingsId } from "@outrider/shared/commands";
import { DIMENSIONS, textHash } from "@outrider/shared/search";
import { describe, expect, it } from "vitest";
import type { AssistantAnswer, CloseAnswer, CloseOf, Meant, MeaningAnswer } from "../api-answers.ts";
import { createEngine } from "../engine.ts";
import { createMemoryDisk, createMemoryStore } from "../memory-store.ts";
import { ADA, createFakeServer, STAGE } from "../testing/fake-server.ts";
import { createVirtualTime } from "../testing/virtual-time.ts";
import type { TextVector, VectorExchange, VectorPack, VectorStore } from "./meaning-ports.ts";

let ids = 900;
const newId = (): string => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;
const MODEL = "tiny@1";

/** A direction for each word that it knows; the same word, the same direction. */
const CONCEPTS = [["expensive", "price"], ["late", "deadline"], ["rain"]];
const embed = (text: string): Int8Array => {
  const vector = new Int8Array(DIMENSIONS);
  for (const [at, words] of CONCEPTS.entries()) if (words.some((word) => text.toLowerCase().includes(word))) vector.fill(100, at * 16, at * 16 + 16);
  return vector;
};

function memoryVectors() {
  const packs = new Map<number, VectorPack>();
  const store: VectorStore = {
    load: () => Promise.resolve([...packs].map(([key, pack]) => ({ key, pack }))),
    write(put, drop) {
      for (const key of drop) packs.delete(key);
      for (const { key, pack } of put) packs.set(key, pack);
      return Promise.resolve();
    },
  };
  return { store, ids: () => [...packs.values()].flatMap(({ vectors }) => vectors.map(({ id }) => id)), packs };
}

async function scene({ known = [] as readonly TextVector[], vectors = memoryVectors(), of = [newId(), newId(), newId()] as const } = {}) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const [deal, late, weather] = of;
  server.write("deal", deal, { title: "Machines", stage: STAGE, owner: ADA, notes: "They find the price too high" });
  server.write("activity", late, { root: deal, type: "call", at: 1, text: "It has to be there before the deadline" });
  server.write("objection", weather, { root: deal, text: "It may rain", response: "Bring a coat" });
  const shared: TextVector[] = [];
  const exchange: VectorExchange = {
    known: (_model, wanted) => Promise.resolve(known.filter(({ id, hash }) => wanted.some((one) => one.id === id && one.hash === hash))),
    share: (_model, of) => Promise.resolve(shared.push(...of) > 0),
  };
  const engine = await createEngine({
    store: createMemoryStore(createMemoryDisk()), user: ADA, vectors: { store: vectors.store, exchange },
    world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined },
  });
  engine.start();
  await time.pass(5_000);
  const looks: MeaningAnswer[] = [];
  engine.watch("meaning", MODEL, (value) => void looks.push(value));
  await time.pass(1_000);
  /** What a page does. */
  const index = async (model = MODEL): Promise<number> => {
    for (let done = 0; ; ) {
      const owed = await engine.meaning.owed(model);
      if (owed.length === 0) return done;
      await engine.meaning.take(model, owed.map(({ id, hash, text }) => ({ id, hash, vector: embed(text) })));
      done += owed.length;
    }
  };
  const close = async (of: CloseOf): Promise<CloseAnswer> => {
    const shown: CloseAnswer[] = [];
    const stop = engine.watch("close", of, (value) => void shown.push(value));
    await time.pass(1_000);
    stop();
    return shown.at(-1) as CloseAnswer;
  };
  const names = ({ found }: CloseAnswer) => found.map(({ row }) => row.id);
  const byModel = (text: string, model = MODEL) => close({ text, model, vector: [...embed(text)] });
  return { time, server, engine, vectors, shared, looks, index, close, byModel, names, deal, late, weather };
}

describe("search by meaning on the device", () => {
  it("A5 A6 R12 what means the same is found although it shares no word; what shares the word is left to the words", async () => {
    const { index, byModel, names, looks, time, deal, late, shared } = await scene();
    expect(looks.at(-1)).toEqual({ looked: true, total: 3, owed: 3 });
    expect(await index()).toBe(3);
    await time.pass(100);
    expect(looks.at(-1)).toMatchObject({ owed: 0 });
    const answer = await byModel("too expensive");
    expect(answer).toMatchObject({ by: "model", complete: true });
    expect(names(answer)).toEqual([deal]);
    expect(names(await byModel("late"))).toEqual([late]);
    expect(names(await byModel("deadline"))).toEqual([]);
    expect(shared.map(({ id }) => id).sort()).toEqual([deal, late, shared.find(({ id }) => id !== deal && id !== late)?.id].sort());
  });

  it("A5 only what changed is embedded again; a vector for a text that is no more is not taken", async () => {
    const { engine, time, index, byModel, names, deal } = await scene();
    await index();
    expect((await engine.perform([{ name: "edit", args: { id: deal, values: { notes: "It comes too late" } } }])).ok).toBe(true);
    await time.pass(500);
    const owed = await engine.meaning.owed(MODEL);
    expect(owed.map(({ id, text }) => [id, text])).toEqual([[deal, "Machines\nIt comes too late"]]);
    // Until it has its new vector the old one counts for nothing.
    expect(names(await byModel("expensive"))).toEqual([]);
    await engine.meaning.take(MODEL, [{ id: deal, hash: textHash("Machines\nSomething else"), vector: embed("price") }]);
    expect(await engine.meaning.owed(MODEL)).toHaveLength(1);
    expect(await index()).toBe(1);
    expect(names(await byModel("deadline"))).toEqual([deal]);
  });

  it("A5 S4 a record that is deleted or may be seen no more takes its vector with it, on the disk too", async () => {
    const { engine, server, time, index, vectors, deal, late, weather } = await scene();
    await index();
    expect(vectors.ids().sort()).toEqual([deal, late, weather].sort());
    await engine.perform([{ name: "remove", args: { id: weather } }]);
    server.drop(late);
    await time.pass(2_000);
    expect(vectors.ids()).toEqual([deal]);
  });

  it("A6 what somebody on the team has computed is taken and not computed again", async () => {
    const first = await scene();
    await first.index();
    const [mine, stale] = first.shared as [TextVector, TextVector];
    const { index, byModel, names, shared, deal } = await scene({ of: [first.deal, first.late, first.weather], known: [...first.shared.slice(2), mine, { ...stale, hash: textHash("something else") }] });
    expect(await index()).toBe(1);
    expect(shared.map(({ id }) => id)).toEqual([stale.id]);
    expect(names(await byModel("expensive"))).toEqual([deal]);
  });

  it("A6 vectors of two models never meet; the old ones answer until they are let go", async () => {
    const { engine, index, byModel, names, vectors, deal } = await scene();
    await index();
    expect(names(await byModel("expensive", "other@2"))).toEqual([]);
    expect(await index("other@2")).toBe(3);
    expect(names(await byModel("expensive", "other@2"))).toEqual([deal]);
    expect(vectors.ids()).toHaveLength(6);
    await engine.meaning.keepOnly(["other@2"]);
    expect([...vectors.packs.values()].map(({ model }) => model)).toEqual(["other@2"]);
    expect(names(await byModel("expensive"))).toEqual([]);
  });

  it("A6 without a model texts are compared by their words, and the answer says so", async () => {
    const { close, names, deal } = await scene();
    const answer = await close({ text: "pricing of machine parts" });
    expect(answer).toMatchObject({ by: "words", complete: true });
    expect(names(answer)).toEqual([deal]);
  });

  it("A6 what the server found is shown as far as it is here and may be seen, and said to be the server's", async () => {
    const { close, names, deal, late } = await scene();
    const answer = await close({ text: "too expensive", near: [{ id: late, score: 0.9 }, { id: "gone", score: 0.8 }, { id: deal, score: 0.5 }, { id: deal, score: 0.1 }] });
    expect(answer).toMatchObject({ by: "server", complete: true });
    expect(names(answer)).toEqual([late, deal]);
  });

  it("A5 S2 the next start has the vectors that the last one kept, also after many small packs became one", async () => {
    const vectors = memoryVectors();
    const { engine, index, deal } = await scene({ vectors });
    await index();
    const hash = textHash("Machines\nThey find the price too high");
    for (let at = 0; at < 40; at += 1) await engine.meaning.take(MODEL, [{ id: deal, hash, vector: embed("price") }]);
    expect(vectors.packs.size).toBeLessThan(26);
    const loaded = await vectors.store.load();
    expect(new Set(loaded.flatMap(({ pack }) => pack.vectors.map(({ id }) => id))).size).toBe(3);
  });

  it("A1 A3 A5 the assistant's coach and objection answers compare by words and meaning where this device has the vectors, and say which", async () => {
    const { engine, time, server, index, weather } = await scene();
    // It comes when somebody first asks, in time of its own.
    await import("../evidence.ts");
    server.write("settings", settingsId(""), { assistant: true, assistantContacts: "here" });
    await time.pass(500);
    const answered = async (meant?: Meant): Promise<AssistantAnswer> => {
      const shown: AssistantAnswer[] = [];
      const stop = engine.watch("assistant", { ask: "objection", text: "We might get wet", deal: "", now: 2_000_000, today: "1970-01-01", ...(meant && { meant }) }, (answer) => void shown.push(answer));
      await time.pass(2_000);
      stop();
      return shown.at(-1) as AssistantAnswer;
    };
    const meant = { model: MODEL, vector: [...embed("rain")] };
    expect((await answered(meant)).result).toMatchObject({ madeBy: { ranking: "words" }, past: [] });
    await index();
    expect((await answered(meant)).result).toMatchObject({ madeBy: { ranking: "both" }, past: [{ objection: weather, closeness: 1 }] });
    expect((await answered()).result).toMatchObject({ madeBy: { ranking: "words" }, past: [] });
    expect((await answered({ ...meant, model: "other@2" })).result).toMatchObject({ madeBy: { ranking: "words" } });
  });
});
