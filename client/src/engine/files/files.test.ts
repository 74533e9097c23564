// Files on a device: added with no network, sent once there is one, gone on with after any stop, refused without loss.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ok, type Result } from "@outrider/shared/kernel";
import type { FileView, NewFile } from "../api-records.ts";
import { createEngine, type Engine } from "../engine.ts";
import { createMemoryDisk, createMemoryStore } from "../memory-store.ts";
import { StorageFull } from "../storage-full.ts";
import { ADA, BOB, createFakeServer, STAGE } from "../testing/fake-server.ts";
import { createVirtualTime } from "../testing/virtual-time.ts";
import { type Far, type FileStore, type FileTransfer, type KeptFile, PIECE, type TransferFault } from "./file-ports.ts";

let ids = 700;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;
const bytesOf = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255);
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.from(a).equals(Buffer.from(b));

/** A disk for files, which outlives the engine. `full` and `dead` are how it fails; `dies`: at which step. */
function fileDisk() {
  const files = new Map<string, { file: KeptFile; bytes: Uint8Array }>();
  const disk = { files, full: false, dead: false, dies: (_step: string) => false };
  const gone = new Promise<never>(() => undefined);
  const alive = async <T>(work: () => T, step = ""): Promise<T> => {
    disk.dead ||= disk.dies(`before ${step}`);
    if (disk.dead) return await gone;
    const done = work();
    disk.dead ||= disk.dies(`after ${step}`);
    return disk.dead ? await gone : done;
  };
  const store: FileStore = {
    all: () => alive(() => [...files.values()].map(({ file }) => file)),
    put: (file, bytes) => alive(() => {
      if (disk.full) throw new StorageFull();
      files.set(file.id, { file, bytes });
    }, "put"),
    note: (file) => alive(() => {
      const before = files.get(file.id);
      if (before) files.set(file.id, { ...before, file });
    }, file.owed ? "note that it is made" : "note that it is sent"),
    piece: (id, place) => alive(() => files.get(id)?.bytes.slice(place * PIECE, (place + 1) * PIECE) ?? null),
    remove: (gone) => alive(() => gone.forEach((id) => files.delete(id))),
  };
  return Object.assign(disk, { store });
}

/** Where files are sent to. `steps`: every request that got there; `fail`: what to say instead, asked before each; `lost`: the answer never comes back. */
function fileServer(uploaded: (id: string) => void) {
  const held = new Map<string, { bytes: Uint8Array; whole: boolean }>();
  const server = { held, steps: [] as string[], fail: (_step: string): TransferFault | null => null, lost: (_step: string) => false, contents: new Map<string, Uint8Array>() };
  async function at<T>(step: string, work: () => T): Promise<Result<T, TransferFault>> {
    const fault = server.fail(step);
    if (fault) return { ok: false, error: fault };
    server.steps.push(step);
    const value = work();
    return server.lost(step) ? { ok: false, error: { kind: "away" } } : ok(value);
  }
  const of = (id: string) => {
    const known = held.get(id) ?? { bytes: new Uint8Array(), whole: false };
    held.set(id, known);
    return known;
  };
  const far = (id: string): Far => ({ received: of(id).bytes.length, whole: of(id).whole });
  const transfer: FileTransfer = {
    far: (id) => at("far", () => far(id)),
    take: (id, offset, bytes) => at(`take ${offset}`, () => {
      if (offset === of(id).bytes.length) of(id).bytes = Buffer.concat([of(id).bytes, bytes]);
      return far(id);
    }),
    finish: (id) => at("finish", () => {
      of(id).whole = true;
      uploaded(id);
      return far(id);
    }),
    read: (id) => at("read", () => server.contents.get(id) ?? of(id).bytes),
  };
  return Object.assign(server, { transfer });
}

async function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const deal = newId();
  server.write("deal", deal, { title: "Crew", stage: STAGE, owner: ADA });
  const [disk, files, slow] = [createMemoryDisk(), fileDisk(), { ms: 0 }];
  const away = fileServer((id) => server.write("attachment", id, { uploadedAt: time.now() }));
  const open = async (): Promise<Engine> => {
    const engine = await createEngine({
      store: createMemoryStore(disk, ({ call, when }) => {
        files.dead ||= files.dies(`${when} ${call}`);
        return files.dead ? new Promise<never>(() => undefined) : slow.ms === 0 ? undefined : new Promise((done) => void time.after(slow.ms, done));
      }), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined },
      files: { store: files.store, transfer: away.transfer, digest: (bytes) => Promise.resolve(sha(bytes)) },
    });
    engine.start();
    await time.pass(500);
    return engine;
  };
  const online = async (up: boolean) => {
    server.up = up;
    if (!up) server.cut();
    away.fail = () => (up ? null : { kind: "away" });
    await time.pass(up ? 60_000 : 500);
  };
  const photo = (size = PIECE * 2 + 100, more: Partial<NewFile> = {}): NewFile => ({ root: deal, name: "Site.jpg", type: "image/jpeg", bytes: bytesOf(size), ...more });
  const attached = async (engine: Engine, file = photo()): Promise<string> => {
    const saved = await engine.files.attach(file);
    if (!saved.ok) throw new Error(saved.error.message);
    return saved.value.records[0] as string;
  };
  const views = (engine: Engine, of: { root: string } | { owed: true } = { root: deal }): readonly FileView[] => {
    let shown: readonly FileView[] = [];
    engine.watch("files", of, (value) => void (shown = value))();
    return shown;
  };
  /** As if the browser had been killed: nothing that it still had to do is done. */
  const kill = async (engine: Engine): Promise<Engine> => {
    files.dead = true;
    const stopping = engine.stop();
    await Promise.race([stopping, time.pass(100)]);
    Object.assign(files, { dead: false, dies: () => false });
    return await open();
  };
  return { time, server, deal, disk, slow, files, away, open, online, photo, attached, views, kill, engine: await open() };
}

describe("files on a device", () => {
  it("R9 S1 S2 one that is added with no network is here at once and after a restart, and goes to the server when there is one", async () => {
    const { online, attached, engine, views, time, kill, away, photo } = await scene();
    await online(false);
    const id = await attached(engine);
    expect(views(engine)).toMatchObject([{ id, name: "Site.jpg", state: "waiting", here: true, sent: 0 }]);
    expect(engine.status()).toMatchObject({ pending: 2 });
    const again = await kill(engine);
    expect(views(again)).toMatchObject([{ id, state: "waiting", here: true }]);
    const opened = await again.files.open(id);
    expect(opened.ok && same(opened.bytes, photo().bytes)).toBe(true);
    await online(true);
    await time.pass(10_000);
    expect(same(away.held.get(id)?.bytes, photo().bytes)).toBe(true);
    expect(views(again)).toMatchObject([{ id, state: "uploaded", here: true }]);
    expect(again.status()).toMatchObject({ pending: 0, refused: 0 });
    expect(views(again, { owed: true })).toEqual([]);
  });

  it("R9 S2 killed at any step it goes on where the server stands, and each piece comes once", async () => {
    const steps = ["far", "take 0", `take ${PIECE}`, `take ${PIECE * 2}`, "finish"];
    for (const step of steps) for (const when of ["before", "after"] as const) {
      const { engine, time, kill, away, files, photo, views } = await scene();
      // The world stops at this step: before it gets there, or before its answer is back.
      let killed = false;
      away.fail = (at) => (at === step && when === "before" && !killed ? ((killed = files.dead = true), { kind: "away" }) : null);
      away.lost = (at) => at === step && when === "after" && !killed && ((killed = files.dead = true), true);
      void engine.files.attach(photo());
      await time.pass(100);
      const [id = ""] = files.files.keys();
      expect([step, when, killed]).toEqual([step, when, true]);
      const next = await kill(engine);
      await time.pass(30_000);
      expect([step, when, views(next)[0]?.state]).toEqual([step, when, "uploaded"]);
      expect(same(away.held.get(id)?.bytes, photo().bytes)).toBe(true);
      expect(away.steps.filter((at) => at.startsWith("take"))).toHaveLength(3);
    }
  });

  it("R9 S2 the device lost at any write of adding and sending one: what was called saved is sent whole, what was not is whole or nowhere, and no part of a file is shown", { timeout: 60_000 }, async () => {
    // Every write of a run in which nothing happens, in its order.
    const writes: string[] = [];
    const quiet = await scene();
    quiet.files.dies = (step) => (writes.push(step), false);
    await quiet.attached(quiet.engine);
    await quiet.time.pass(30_000);
    expect(writes).toEqual(expect.arrayContaining(["before put", "after put", "before note that it is made", "after note that it is made", "before note that it is sent", "after note that it is sent"]));
    const tally = { saved: 0, whole: 0, nowhere: 0 };
    for (const at of writes.keys()) {
      const { engine, time, kill, away, files, photo, views } = await scene();
      let seen = 0;
      files.dies = () => seen++ === at;
      const told = { saved: false };
      void engine.files.attach(photo()).then(({ ok: saved }) => void (told.saved = saved));
      await time.pass(30_000);
      expect([writes[at], files.dead]).toEqual([writes[at], true]);
      const sent = away.steps.length;
      const next = await kill(engine);
      for (const { id } of views(next)) expect([writes[at], same((await next.files.open(id) as { bytes?: Uint8Array }).bytes, photo().bytes)]).toEqual([writes[at], true]);
      await time.pass(60_000);
      const [shown] = views(next);
      if (told.saved) expect([writes[at], shown?.state]).toEqual([writes[at], "uploaded"]);
      if (shown) expect([writes[at], shown.state, same(away.held.get(shown.id)?.bytes, photo().bytes)]).toEqual([writes[at], "uploaded", true]);
      // Nothing lies on the disk that no record names, and nothing was sent of it.
      else expect([writes[at], files.files.size, sent]).toEqual([writes[at], 0, 0]);
      tally[told.saved ? "saved" : shown ? "whole" : "nowhere"] += 1;
    }
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(0);
  });

  it("R9 of several added at once none is asked for before the server knows its record", async () => {
    const { engine, time, away, photo, views, disk, slow } = await scene();
    const known = new Set<string>();
    const tooSoon: string[] = [];
    const { far } = away.transfer;
    away.transfer.far = (id) => {
      if (![...disk.outbox.values()].some(({ group, applied }) => applied && group.changes.some((change) => change.id === id)) && !disk.confirmed.has(id)) tooSoon.push(id);
      known.add(id);
      return far(id);
    };
    await engine.files.attach(photo(10));
    slow.ms = 500;
    for (const size of [PIECE + 1, 20, 30]) void engine.files.attach(photo(size));
    await time.pass(20_000);
    expect([tooSoon, known.size, views(engine).map(({ state }) => state)]).toEqual([[], 4, ["uploaded", "uploaded", "uploaded", "uploaded"]]);
  });

  it("R9 S14 with no room for it nothing is kept and the person is told; what was written without its record goes at the next start", async () => {
    const { engine, files, photo, kill, views, attached } = await scene();
    files.full = true;
    expect(await engine.files.attach(photo())).toMatchObject({ ok: false, error: { code: "storage-full" } });
    expect([views(engine), files.files.size]).toEqual([[], 0]);
    files.full = false;
    expect(await engine.files.attach(photo(5 * 1024 * 1024 + 1))).toMatchObject({ ok: false, error: { code: "too-large" } });
    expect(await engine.files.attach(photo(0))).toMatchObject({ ok: false });
    expect(await engine.files.attach(photo(10, { root: newId() }))).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(files.files.size).toBe(0);
    const id = await attached(engine, photo(10));
    const orphan = files.files.get(id);
    if (orphan) files.files.set("orphan", { bytes: orphan.bytes, file: { ...orphan.file, id: "orphan", made: false } });
    await kill(engine);
    expect([...files.files.keys()]).toEqual([id]);
  });

  it("R9 with no answer it tries again, ever later, at once when the network is back, and not before the server asked for", async () => {
    const { attached, engine, time, away, server } = await scene();
    let asked: number[] = [];
    away.fail = () => (asked.push(time.now()), { kind: "away" });
    await attached(engine);
    await time.pass(120_000);
    const waits = asked.slice(1).map((at, index) => at - (asked[index] as number));
    expect(waits.length).toBeGreaterThan(3);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    server.cut();
    asked = [];
    await time.pass(5_000);
    expect(asked.length).toBeGreaterThan(0);
    let limited = 1;
    away.fail = (step) => (step.startsWith("take") && limited-- > 0 ? { kind: "later", ms: 90_000 } : null);
    asked = [];
    await time.pass(200_000);
    const before = away.steps.length;
    expect(away.steps.slice(-4)).toEqual(["take 0", `take ${PIECE}`, `take ${PIECE * 2}`, "finish"]);
    await time.pass(200_000);
    expect(away.steps).toHaveLength(before);
  });

  it("R9 S5 what the server refuses says why, keeps its bytes for its owner, and can be sent again or let go; others go on", async () => {
    const { attached, engine, time, away, views, photo, kill } = await scene();
    const troubles = ["too-large", "no-access", "no-room"] as const;
    for (const trouble of troubles) {
      away.fail = (step) => (step === "take 0" ? { kind: "trouble", trouble } : null);
      const id = await attached(engine, photo(50));
      await time.pass(1000);
      expect(views(engine).find((file) => file.id === id)).toMatchObject({ state: "trouble", trouble });
    }
    expect(engine.status()).toMatchObject({ pending: 0, refused: 3, phase: "needs-attention" });
    away.fail = () => null;
    const other = await attached(engine, photo(60));
    await time.pass(1000);
    expect(views(engine).find((file) => file.id === other)?.state).toBe("uploaded");
    const next = await kill(engine);
    const [first, second, third] = views(next, { owed: true });
    expect([first?.trouble, second?.trouble, third?.trouble]).toEqual(troubles);
    const opened = await next.files.open(first?.id ?? "");
    expect(opened.ok && same(opened.bytes, bytesOf(50))).toBe(true);
    await next.files.again(first?.id ?? "");
    await time.pass(1000);
    await next.files.discard(second?.id ?? "");
    expect(views(next, { owed: true }).map(({ id }) => id)).toEqual([third?.id]);
    expect(views(next).find(({ id }) => id === first?.id)?.state).toBe("uploaded");
  });

  it("R9 S5 S6 when the edit that makes it is refused, or its record is taken away before it was sent, its bytes stay for its owner", async () => {
    const { attached, engine, time, away, views, server, deal, online } = await scene();
    await online(false);
    const id = await attached(engine);
    server.drop(deal);
    await online(true);
    expect(engine.status().refused).toBeGreaterThan(0);
    expect(views(engine, { owed: true })).toMatchObject([{ id, state: "trouble", trouble: "refused", name: "Site.jpg" }]);
    expect(away.steps).toEqual([]);
    const opened = await engine.files.open(id);
    expect(opened.ok).toBe(true);
    await engine.files.discard(id);
    await time.pass(100);
    expect(views(engine, { owed: true })).toEqual([]);
  });

  it("R9 R15 one that is deleted while it waits is not sent, and is once it is restored", async () => {
    const { attached, engine, time, away, online, views } = await scene();
    await online(false);
    const id = await attached(engine);
    await engine.perform([{ name: "remove", args: { id } }]);
    await online(true);
    expect([away.steps, views(engine), engine.status().pending]).toEqual([[], [], 0]);
    await engine.perform([{ name: "restore", args: { id } }]);
    await time.pass(5_000);
    expect(views(engine)).toMatchObject([{ id, state: "uploaded" }]);
  });

  it("R9 a colleague's file says whether it is there yet, is fetched when it is opened, checked, and here with no network then", async () => {
    const { engine, time, away, server, views, deal, online, files } = await scene();
    const bytes = bytesOf(1000);
    const id = newId();
    server.write("attachment", id, { root: deal, name: "Plan.pdf", type: "application/pdf", size: 1000, sha256: sha(bytes) }, BOB);
    await time.pass(500);
    expect(views(engine)).toMatchObject([{ id, state: "elsewhere", here: false, byName: "Bob" }]);
    expect(await engine.files.open(id)).toEqual({ ok: false, why: "elsewhere" });
    server.write("attachment", id, { uploadedAt: time.now() }, BOB);
    away.contents.set(id, bytesOf(999));
    await time.pass(500);
    expect(await engine.files.open(id)).toEqual({ ok: false, why: "damaged" });
    away.contents.set(id, bytes);
    expect(await engine.files.open(id)).toMatchObject({ ok: true, name: "Plan.pdf" });
    await online(false);
    expect(await engine.files.open(id)).toMatchObject({ ok: true });
    await engine.files.keep(id, true);
    expect(views(engine)).toMatchObject([{ here: true, keep: true, state: "uploaded" }]);
    await online(true);
    server.drop(id);
    await time.pass(500);
    expect([views(engine), files.files.size]).toEqual([[], 0]);
  });

  it("R9 S14 what was only looked at gives way to what is newer; what is to be kept and what nobody else has do not", async () => {
    const { engine, time, away, server, deal, files, attached, online, photo } = await scene();
    const size = 5 * 1024 * 1024;
    const bytes = bytesOf(size);
    const checksum = sha(bytes);
    const all = Array.from({ length: 14 }, newId);
    for (const id of all) {
      server.write("attachment", id, { root: deal, name: "Big", size, sha256: checksum, uploadedAt: 5 }, BOB);
      away.contents.set(id, bytes);
    }
    await time.pass(500);
    const [first = "", second = ""] = all;
    for (const id of all) {
      expect(await engine.files.open(id)).toMatchObject({ ok: true });
      if (id === first) await engine.files.keep(first, true);
      await time.pass(10);
    }
    expect([files.files.has(first), files.files.has(second), files.files.has(all.at(-1) ?? "")]).toEqual([true, false, true]);
    await online(false);
    const mine = await attached(engine, photo(size));
    expect(files.files.has(mine)).toBe(true);
    expect(await engine.files.open(second)).toEqual({ ok: false, why: "offline" });
  });

  it("S7 when everything is wiped no file is left to be shown or sent", async () => {
    const { attached, engine, views, online } = await scene();
    await online(false);
    await attached(engine);
    await engine.wipe();
    expect([views(engine, { owed: true }), engine.status().pending]).toEqual([[], 0]);
  });
});
