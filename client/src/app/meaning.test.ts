import { describe, expect, it } from "vitest";
import { NotOpened } from "../platform/embedder.ts";
import { type ModelDescription, ModelFault } from "../platform/model-files.ts";
import { createMeaning } from "./meaning.ts";

const described = (version: string, runtime = "1"): ModelDescription => ({
  model: `m@${version}`, version, name: "m", licence: "MIT", dimensions: 384, files: [{ path: "config.json", size: 600_000, sha256: "" }], runtime: { path: "ort.wasm", size: 400_000, sha256: "", version: runtime },
});
const flush = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((done) => setImmediate(done));
};

function device({ texts = ["a", "b"], cheap = true }: { texts?: readonly string[]; cheap?: boolean } = {}) {
  const world = {
    current: described("1") as ModelDescription | "none" | "away", held: [] as ModelDescription[], cheap, fails: null as ModelFault | null, notOpened: null as NotOpened | null,
    kept: new Map<string, string>(), vectors: new Map<string, Set<string>>(), fetched: [] as string[], asked: [] as string[], closed: 0,
  };
  const watches = new Map<string, ((value: { looked: boolean; total: number; owed: number }) => void)[]>();
  const owed = (model: string): string[] => texts.filter((text) => !world.vectors.get(model)?.has(text));
  const tell = (model: string): void => {
    for (const show of watches.get(model) ?? []) show({ looked: true, total: texts.length, owed: owed(model).length });
  };
  const start = () => createMeaning({
    api: () => Promise.resolve(typeof world.current === "string" ? { ok: false, error: world.current === "none" ? { kind: "problem", status: 404, code: "not-found", title: "", detail: "", fields: {}, retryAfterSeconds: undefined } : { kind: "unreachable" } } : { ok: true, value: world.current }),
    link: {
      request(request) {
        if (request.do === "owedTexts") return Promise.resolve(owed(request.model).map((text) => ({ id: text, hash: text, text })));
        if (request.do === "takeVectors") {
          world.vectors.set(request.model, new Set([...(world.vectors.get(request.model) ?? []), ...request.vectors.map(({ id }) => id)]));
          tell(request.model);
        }
        if (request.do === "keepVectors") for (const model of world.vectors.keys()) if (!request.models.includes(model)) world.vectors.delete(model);
        return Promise.resolve(undefined);
      },
      watch(name, of, show) {
        if (name !== "meaning") throw new Error(name);
        const model = of as string;
        watches.set(model, [...(watches.get(model) ?? []), show as never]);
        tell(model);
        return () => void watches.set(model, (watches.get(model) ?? []).filter((one) => one !== (show as never)));
      },
    },
    files: {
      held: () => Promise.resolve(world.held),
      fetch(model, { signal, progress }) {
        if (signal.aborted) return Promise.reject(new ModelFault("cancelled"));
        if (world.fails) return Promise.reject(world.fails);
        world.fetched.push(`${model.model} ${model.runtime.version}`);
        progress(1_000_000);
        world.held = [model, ...world.held];
        return Promise.resolve();
      },
      keepOnly: (models) => Promise.resolve(void (world.held = world.held.filter((one) => models.includes(one)))),
    },
    memory: { read: (key) => world.kept.get(key), write: (key, value) => void (value === undefined ? world.kept.delete(key) : world.kept.set(key, value)) },
    openEmbedder: ({ model }) => ({
      embed(asked) {
        if (world.notOpened) return Promise.reject(world.notOpened);
        world.asked.push(...asked.map((text) => `${model} ${text}`));
        return Promise.resolve(asked.map(() => Int8Array.of(1, 2, 3)));
      },
      close: () => void (world.closed += 1),
    }),
    cheap: () => world.cheap,
    alone: (work) => work(),
    sleep: () => Promise.resolve(),
  });
  return { world, start };
}

describe("search by meaning on a device, switched on and off", () => {
  it("A6 A10 nothing is fetched before somebody asks; then the model comes, every text gets its vector, and questions are answered", async () => {
    const { world, start } = device();
    const meaning = start();
    meaning.start();
    await flush();
    expect([meaning.read().kind, world.fetched]).toEqual(["off", []]);
    expect(await meaning.question("x")).toBeNull();
    const seen: string[] = [];
    meaning.subscribe(() => void seen.push(meaning.read().kind));
    meaning.turnOn();
    await flush();
    expect(seen).toEqual(["looking", "fetching", "on"]);
    expect(meaning.read()).toMatchObject({ model: "m@1", size: 1_000_000, coming: null });
    expect([...(world.vectors.get("m@1") ?? [])]).toEqual(["a", "b"]);
    expect(await meaning.question("x")).toEqual({ model: "m@1", vector: [1, 2, 3] });
  });

  it("A6 the next start goes on with what is here, with no network too; taken off, model and vectors are gone", async () => {
    const { world, start } = device();
    start().turnOn();
    await flush();
    world.current = "away";
    const again = start();
    again.start();
    await flush();
    expect(again.read().kind).toBe("on");
    expect(world.fetched).toHaveLength(1);
    await again.remove();
    expect([again.read().kind, world.held, [...world.vectors.keys()], world.kept.size]).toEqual(["off", [], [], 0]);
  });

  it("A6 says why there is none: no network, no room, no model; and waits where the network costs", async () => {
    for (const [change, state] of [
      [{ current: "away" }, { kind: "failed", why: "offline" }], [{ current: "none" }, { kind: "none" }], [{ fails: new ModelFault("no-room") }, { kind: "failed", why: "no-room" }], [{ fails: new ModelFault("damaged") }, { kind: "failed", why: "damaged" }],
    ] as const) {
      const { world, start } = device();
      Object.assign(world, change);
      const meaning = start();
      meaning.turnOn();
      await flush();
      expect(meaning.read()).toEqual(state);
    }
    const { world, start } = device({ cheap: false });
    world.kept.set("outrider.meaning", "on");
    const meaning = start();
    meaning.start();
    await flush();
    expect(meaning.read()).toEqual({ kind: "waiting", size: 1_000_000 });
    meaning.turnOn();
    await flush();
    expect(meaning.read().kind).toBe("on");
  });

  it("A5 A6 another model is made ready beside the one that answers, which goes only when everything has its new vector", async () => {
    const { world, start } = device();
    start().turnOn();
    await flush();
    world.current = described("2");
    const meaning = start();
    const coming: (string | null)[] = [];
    meaning.subscribe(() => {
      const state = meaning.read();
      if (state.kind === "on") coming.push(`${state.model} ${state.coming ?? ""}`);
    });
    meaning.start();
    await flush();
    expect(coming).toEqual(["m@1 ", "m@1 m@2", "m@2 "]);
    expect([...world.vectors.keys()]).toEqual(["m@2"]);
    expect(world.held.map(({ model }) => model)).toEqual(["m@2"]);
    expect(world.asked).toEqual(["m@1 a", "m@1 b", "m@2 a", "m@2 b"]);
  });

  it("A6 a model that does not run is fetched once more, and given up where that did not help", async () => {
    const { world, start } = device();
    world.notOpened = new NotOpened("poisoned");
    const meaning = start();
    meaning.turnOn();
    await flush();
    expect(meaning.read()).toEqual({ kind: "failed", why: "broken" });
    expect(world.fetched).toEqual(["m@1 1", "m@1 1"]);
    world.notOpened = null;
    meaning.turnOn();
    await flush();
    expect(meaning.read().kind).toBe("on");
  });

  it("A6 called off, nothing goes on", async () => {
    const { world, start } = device({ texts: Array.from({ length: 500 }, (_, at) => `t${at}`) });
    const meaning = start();
    meaning.turnOn();
    for (let turn = 0; turn < 10; turn += 1) await new Promise((done) => setImmediate(done));
    meaning.cancel();
    const asked = world.asked.length;
    await flush();
    expect(world.asked.length - asked).toBeLessThan(2);
    expect(meaning.read().kind).toBe("off");
  });
});
