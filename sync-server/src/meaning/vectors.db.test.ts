// Vectors on a whole server: shared within who may see the record, taken only for the text that it has, found by
// pgvector, gone with what is erased.
import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64 } from "@outrider/shared/kernel";
import { settingsId } from "@outrider/shared/commands";
import { DIMENSIONS, OUTSIDE_DIMENSIONS, textHash } from "@outrider/shared/search";
import { afterAll, describe, expect, it } from "vitest";
import { smallModel, writeModel } from "../../../scripts/model/make-model.ts";
import type { Embedder } from "../models/node-embedder.ts";
import { readModelFolder } from "../models/model-folder.ts";
import { createErasedList, eraseForEver } from "../feed/erased-list.ts";
import { describeOnEachRestWorld, type Name } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";
import { createEmbedTexts } from "./embed-texts.ts";
import { createLeaving } from "./leaving.ts";
import { createVectors } from "./vectors.ts";

const home = mkdtempSync(join(tmpdir(), "outrider-vectors-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const folder = writeModel(join(home, "small"), "outrider-test", smallModel);
const { model: MODEL } = (await readModelFolder(folder)) as { model: string };
/** A direction of its own for each number. */
const direction = (of: number): Int8Array => Int8Array.from({ length: DIMENSIONS }, (_, place) => (place % 8 === of ? 127 : (place * 7 + of) % 5));
const bytes = (of: number): string => toBase64(new Uint8Array(direction(of).buffer));

describe("shared vectors", () => {
  describeOnEachRestWorld("on each database", 21_640, (world) => {
    const post = (by: Name, path: string, body: object) => world().people[by].browser.send("POST", `/api/vectors/${path}`, { model: MODEL, ...body });
    const lead = (notes: string): Promise<string> => world().made("eva", "/api/leads", { name: "Hers", notes });
    const hash = (notes: string): string => textHash(`Hers\n${notes}`);
    const shares = async (by: Name, id: string, notes: string, of = 1) => at(await post(by, "share", { vectors: [{ id, hash: hash(notes), vector: bytes(of) }] }), "taken");
    const knows = async (by: Name, id: string, notes: string) => at(await post(by, "known", { wanted: [{ id, hash: hash(notes) }] }), "vectors") as { id: string; vector: string }[];
    const direct = () => createVectors({ database: world().platform.database, door: world().feed.door, now: Date.now });

    /** The part that embeds, with these models and a queue that is worked off by hand. */
    const embedding = (models: readonly Embedder[]) => {
      type Job = { workspace: string; after: string; ids?: readonly string[] };
      let work: (data: Job) => Promise<void> = () => Promise.resolve();
      const queue: Job[] = [];
      const { database } = world().platform;
      const texts = createEmbedTexts({
        database, door: world().feed.door, vectors: direct(), leaving: createLeaving(database), clock: world().platform.clock, embedders: () => Promise.resolve(models), failed: () => undefined,
        jobs: { send: (_kind, data) => Promise.resolve(void queue.push(data as Job)), wake: () => undefined, work: (_kind, handle) => void (work = (data) => handle(data as never, { id: "1", tries: 1 })) },
      });
      const run = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await work(next);
      };
      return { texts, queue, run };
    };

    it("A5 A6 S4 what one person's device has computed, others who may see the record have; nobody else, and for no other text", { timeout: 60_000 }, async () => {
      const id = await lead("They find it too expensive");
      expect(await knows("eva", id, "They find it too expensive")).toEqual([]);
      expect(await shares("eva", id, "Something else")).toBe(0);
      expect(await shares("ben", id, "They find it too expensive")).toBe(0);
      expect(await shares("otto", id, "They find it too expensive")).toBe(0);
      expect(await shares("eva", id, "They find it too expensive")).toBe(1);
      const one = [{ id, hash: hash("They find it too expensive"), vector: bytes(1) }];
      for (const [by, found] of [["eva", one], ["max", one], ["ann", one], ["ben", []], ["mia", []], ["otto", []]] as const) expect([by, await knows(by, id, "They find it too expensive")]).toEqual([by, found]);
      expect(await knows("max", id, "Something else")).toEqual([]);
      expect(at(await world().people.eva.browser.send("POST", "/api/vectors/known", { model: "other@2", wanted: [{ id, hash: one[0]?.hash }] }), "vectors")).toEqual([]);
      // The text is another now: its vector counts for nothing until there is a new one.
      expect((await world().people.eva.browser.send("PUT", `/api/leads/${id}`, { notes: "All is well" })).status).toBe(200);
      expect(await shares("eva", id, "They find it too expensive")).toBe(0);
      expect(await shares("eva", id, "All is well", 2)).toBe(1);
      expect(await knows("max", id, "All is well")).toMatchObject([{ vector: bytes(2) }]);
    });

    it("A6 what is no vector, no hash or too many is refused with the place named", async () => {
      const wanted = { id: "no", hash: "short" };
      const known = await post("eva", "known", { wanted: [wanted] });
      expect([known.status, (known.body as { errors?: { field: string }[] }).errors?.map(({ field }) => field)]).toEqual([422, ["wanted.0.id", "wanted.0.hash"]]);
      const share = await post("eva", "share", { vectors: [{ id: world().people.eva.id, hash: "0".repeat(32), vector: "AAAA" }] });
      expect([share.status, (share.body as { errors?: { field: string }[] }).errors?.map(({ field }) => field)]).toEqual([422, ["vectors.0.vector"]]);
      // A model that nobody was handed, whatever it is called.
      const other = await post("eva", "share", { model: "made-up@1", vectors: [] });
      expect([other.status, (other.body as { errors?: unknown[] }).errors]).toEqual([422, [{ field: "model", message: `This server hands out ${MODEL}.` }]]);
      for (const [asked, field] of [[{ where: { tone: "formal" } }, "where.tone"], [{ collection: "deals", where: { tone: "formal" } }, "where.tone"], [{ collection: "interactions", where: { tone: ["formal"] } }, "where.tone"], [{ collection: "deals", where: { constructor: "x" } }, "where.constructor"]] as const) {
        const told = await world().people.eva.browser.send("POST", "/api/vectors/close", { text: "price", ...asked });
        expect([told.status, (told.body as { errors?: { field: string }[] }).errors?.map((one) => one.field)]).toEqual([422, [field]]);
      }
    });

    it("A5 A6 pgvector finds the closest of what a person may see, with its collection, and what is erased is gone from it", { timeout: 60_000 }, async () => {
      const vectors = direct();
      const deal = await world().made("eva", "/api/deals", { title: "Machines", notes: "late" });
      const [near, far] = [await lead("near"), await lead("far")];
      await shares("eva", near, "near", 3);
      await shares("eva", far, "far", 4);
      expect(at(await post("eva", "share", { vectors: [{ id: deal, hash: textHash("Machines\nlate"), vector: bytes(3) }] }), "taken")).toBe(1);
      const asks = async (by: Name, more: object = {}) => (await vectors.near({ workspace: world().workspaceId, user: world().people[by].id }, MODEL, direction(3), { count: 2, ...more }))?.map(({ id, score }) => [id, Math.round(score * 100)]);
      expect((await asks("eva"))?.sort()).toEqual([[near, 100], [deal, 100]].sort());
      expect(await asks("max", { collection: "deals" })).toEqual([[deal, 100]]);
      expect(await asks("ben")).toEqual([]);
      const { database } = world().platform;
      await eraseForEver(database, createErasedList(await mkdtemp(join(tmpdir(), "outrider-erased-"))), world().workspaceId, [deal], Date.now());
      expect(await asks("eva", { collection: "deals" })).toEqual([]);
      const [left] = await database.sql`select (select count(*) from text_vector where record_id = ${deal})::int as shared, (select count(*) from meaning.vector where record_id = ${deal})::int as near`;
      expect(left).toEqual({ shared: 0, near: 0 });
      // As after a restore: the searchable part is made again from the other.
      await database.sql`delete from meaning.vector`;
      await vectors.open();
      expect(await asks("eva")).toContainEqual([near, 100]);
      expect(await createVectors({ database: { ...database, vector: false }, door: world().feed.door, now: Date.now }).near({ workspace: world().workspaceId, user: world().people.eva.id }, MODEL, direction(3), { count: 2 })).toBeNull();
    });

    it("A5 what lies closer in another workspace takes nobody's place in this one", async () => {
      const vectors = direct();
      await vectors.open();
      const mine = await lead("mine");
      await shares("eva", mine, "mine", 5);
      const { sql } = world().platform.database;
      const others = JSON.stringify(Array.from({ length: 300 }, (_, n) => `other-${n}`));
      await sql`insert into text_vector (workspace_id, record_id, model, hash, vector, at) select ${world().otherId}, id, ${MODEL}, ${"0".repeat(32)}, ${bytes(6)}, 1 from json_array_elements_text(${others}::text::json) as given (id)`;
      await vectors.open();
      await sql`analyze meaning.vector`;
      const found = await vectors.near({ workspace: world().workspaceId, user: world().people.eva.id }, MODEL, direction(6), { count: 20 });
      expect(found?.map(({ id }) => id)).toContain(mine);
      await sql`delete from text_vector where workspace_id = ${world().otherId}`;
    });

    it("A5 A6 the server embeds what no device has, only what it has not yet, and answers questions for devices that cannot", { timeout: 60_000 }, async () => {
      const mine = await lead("a question of meaning");
      const asked: string[] = [];
      const { texts, queue, run } = embedding([{ model: "server@1", outside: false, embed: (of) => Promise.resolve(of.map((text) => (asked.push(text), direction(text.includes("meaning") ? 5 : 6)))), close: () => Promise.resolve() }]);
      const pass = async () => {
        expect(await texts.start(world().workspaceId)).toBe("server@1");
        await run();
      };
      await pass();
      expect(asked).toContain("Hers\na question of meaning");
      const first = asked.length;
      await pass();
      expect(asked).toHaveLength(first);
      await world().people.eva.browser.send("PUT", `/api/leads/${mine}`, { notes: "still of meaning" });
      // By itself, and what was written alone.
      await texts.settle();
      expect(queue).toEqual([{ workspace: world().workspaceId, after: "", ids: [mine] }]);
      await run();
      expect(asked.slice(first)).toEqual(["Hers\nstill of meaning"]);
      const ask = (by: Name) => texts.close({ workspace: world().workspaceId, user: world().people[by].id }, "what is the meaning", { count: 1 });
      expect(await ask("eva")).toMatchObject({ model: "server@1", found: [{ id: mine }] });
      expect((await ask("ben")).found.map(({ id }) => id)).not.toContain(mine);
      // The server of this test runs no model, and says so.
      expect((await world().people.eva.browser.send("POST", "/api/vectors/close", { text: "price" })).body).toMatchObject({ data: { model: null, found: [] } });
      expect((await world().people.ann.browser.send("POST", "/api/admin/index-data")).status).toBe(404);
      await texts.stop();
    });

    it("A5 A6 A9 A10 an endpoint's 1536 numbers lie beside those of devices, filtered by what each collection keeps; nothing leaves that was not agreed to, and no name does", { timeout: 60_000 }, async () => {
      const said: string[] = [];
      const wide = (text: string): Int8Array => Int8Array.from({ length: OUTSIDE_DIMENSIONS }, (_, place) => (place % 8 === (text.includes("expensive") ? 1 : 2) ? 127 : 0));
      let ill = false;
      const { texts, run } = embedding([
        { model: "wide@1536", outside: true, embed: (of) => (ill ? Promise.reject(new Error("429")) : Promise.resolve(of.map((text) => (said.push(text), wide(text))))), close: () => Promise.resolve() },
        { model: MODEL, outside: false, embed: (of) => Promise.resolve(of.map(() => direction(1))), close: () => Promise.resolve() },
      ]);
      let made = false;
      const settings = async (fields: object) => {
        const create = made ? {} : { create: true as const };
        made = true;
        expect((await world().feed.write(world().workspaceId, world().people.ann.id, "edit", [{ id: settingsId(world().workspaceId), kind: "settings", ...create, set: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, base: null }])) }])).ok).toBe(true);
      };
      const by = { workspace: world().workspaceId, user: world().people.eva.id };
      const index = async () => {
        await texts.start(world().workspaceId);
        await run();
      };
      const ida = await world().made("eva", "/api/contacts", { name: "Ida Quint", notes: "Finds it expensive", emails: ["ida.quint@acme.example"] });
      const deal = await world().made("eva", "/api/deals", { title: "Too expensive for Ida Quint", industry: "Retail" });
      await index();
      expect(said).toEqual([]);
      expect((await texts.close(by, "what is expensive", { count: 5 })).model).toBe(MODEL);
      await settings({ assistant: true, assistantOutside: true });
      await index();
      // The workspace agreed, and this contact has not.
      expect(said.some((text) => text.includes("Finds it"))).toBe(false);
      expect(said).toContainEqual(expect.stringMatching(/^Too expensive for \[PERSON_1\]/));
      await settings({ assistantContacts: "anywhere" });
      await index();
      expect(said.find((text) => text.includes("Finds it expensive"))).toBe("[PERSON_1]\nFinds it expensive");
      expect(said.join()).not.toMatch(/ida|quint/i);
      const found = async (options: Partial<Parameters<typeof texts.close>[2]>) => {
        const { model, found: near } = await texts.close(by, "expensive, says ida.quint@acme.example", { count: 20, ...options });
        expect(model).toBe("wide@1536");
        return near.map(({ id }) => id);
      };
      expect(await found({})).toEqual(expect.arrayContaining([deal, ida]));
      expect(said.join()).not.toContain("acme.example");
      expect(await found({ collection: "deals", where: { industry: "retail", outcome: "open" } })).toEqual([deal]);
      expect(await found({ collection: "deals", where: { industry: "retail' or true --" } })).toEqual([]);
      expect(await found({ collection: "deals", where: { value: { from: 1, to: null } } })).not.toContain(deal);
      expect(await found({ collection: "deals", where: { objections: ["price"] } })).toEqual([]);
      const objection = await world().made("eva", "/api/objections", { dealId: deal, text: "Far too expensive", category: "price", response: "Counted" });
      await texts.settle();
      await run();
      expect(await found({ collection: "deals", where: { objections: ["price"] } })).toEqual([deal]);
      expect(await found({ collection: "responses", where: { category: "price", industry: "retail" } })).toEqual([objection]);
      // Where the endpoint is away this server's own model answers.
      ill = true;
      expect((await texts.close(by, "expensive", { count: 5 })).model).toBe(MODEL);
      await settings({ assistantOutside: false });
      const before = said.length;
      expect((await texts.close(by, "what is expensive", { count: 5 })).model).toBe(MODEL);
      expect(said).toHaveLength(before);
      await texts.stop();
    });
  }, { MODEL_DIR: folder });
});
