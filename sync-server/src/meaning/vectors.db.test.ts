// Vectors on a whole server: shared within who may see the record, taken only for the text that it has, found by
// pgvector, gone with what is erased.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64 } from "@outrider/shared/kernel";
import { DIMENSIONS, textHash } from "@outrider/shared/search";
import { describe, expect, it } from "vitest";
import { createErasedList, eraseForEver } from "../feed/erased-list.ts";
import { describeOnEachRestWorld, type Name } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";
import { createEmbedTexts } from "./embed-texts.ts";
import { createVectors } from "./vectors.ts";

const MODEL = "m@1";
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

    it("A5 A6 the server embeds what no device has, only what it has not yet, and answers questions for devices that cannot", { timeout: 60_000 }, async () => {
      const { database } = world().platform;
      const mine = await lead("a question of meaning");
      const asked: string[] = [];
      let work: (data: { workspace: string; after: string }) => Promise<void> = () => Promise.resolve();
      const queue: { workspace: string; after: string }[] = [];
      const texts = createEmbedTexts({
        database, door: world().feed.door, vectors: direct(),
        jobs: { send: (_kind, data) => Promise.resolve(void queue.push(data as never)), wake: () => undefined, work: (_kind, handle) => void (work = (data) => handle(data as never, { id: "1", tries: 1 })) },
        embedder: () => Promise.resolve({ model: "server@1", embed: (of) => Promise.resolve(of.map((text) => (asked.push(text), direction(text.includes("meaning") ? 5 : 6)))), close: () => Promise.resolve() }),
      });
      const pass = async () => {
        expect(await texts.start(world().workspaceId)).toBe("server@1");
        for (let next = queue.shift(); next; next = queue.shift()) await work(next);
      };
      await pass();
      expect(asked).toContain("Hers\na question of meaning");
      const first = asked.length;
      await pass();
      expect(asked).toHaveLength(first);
      await world().people.eva.browser.send("PUT", `/api/leads/${mine}`, { notes: "still of meaning" });
      await pass();
      expect(asked.slice(first)).toEqual(["Hers\nstill of meaning"]);
      const ask = (by: Name) => texts.close({ workspace: world().workspaceId, user: world().people[by].id }, "what is the meaning", { count: 1 });
      expect(await ask("eva")).toMatchObject({ model: "server@1", found: [{ id: mine }] });
      expect((await ask("ben")).found.map(({ id }) => id)).not.toContain(mine);
      // The server of this test runs no model, and says so.
      expect((await world().people.eva.browser.send("POST", "/api/vectors/close", { text: "price" })).body).toMatchObject({ data: { model: null, found: [] } });
      expect((await world().people.ann.browser.send("POST", "/api/admin/index-data")).status).toBe(404);
    });
  });
});
