// The bytes of files on a whole server: sent in pieces, resumed, checked, kept from who may not have them, bounded, erased.
import { createHash } from "node:crypto";
import { request } from "node:http";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeOnEachRestWorld, type Name } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";
import { createErasedList, eraseForEver } from "../feed/erased-list.ts";
import { createFileStore } from "./file-store.ts";
import { FILE_LIMITS, PIECE } from "./limits.ts";

const bytesOf = (size: number, seed = 7): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, index) => (index * 31 + seed + (index >> 8)) & 255);
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const digest = (bytes: Uint8Array): string => `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;

describe("files of records", () => {
  describeOnEachRestWorld("on each database", 21_510, (world) => {
    const ask = async (by: Name, method: string, path: string, body?: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Reply & { readonly bytes: Uint8Array }> => {
      const { browser } = world().people[by];
      const response = await fetch(world().server.url + path, {
        method, ...(body && { body }), headers: { origin: world().server.url, cookie: browser.cookieHeader(), ...(body && { "content-type": "application/octet-stream" }), ...headers },
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      return { status: response.status, headers: response.headers, text, bytes, body: response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as Reply["body"]) : {} };
    };
    const attach = async (bytes: Uint8Array, more: object = {}): Promise<string> => {
      const leadId = await world().made("eva", "/api/leads", { name: "Has files" });
      return await world().made("eva", "/api/attachments", { name: "Größe \"1\".pdf", type: "application/pdf", size: bytes.length, sha256: sha(bytes), leadId, ...more });
    };
    const upload = (id: string): string => `/api/attachments/${id}/upload`;
    const put = (id: string, bytes: Uint8Array, offset: number, by: Name = "eva", headers = {}) => ask(by, "PUT", `${upload(id)}?offset=${offset}`, bytes.slice(offset, offset + PIECE), headers);
    const sendAll = async (id: string, bytes: Uint8Array): Promise<Reply> => {
      for (let offset = 0; offset < bytes.length; offset += PIECE) expect((await put(id, bytes, offset)).status).toBe(200);
      return await ask("eva", "POST", upload(id));
    };
    /** Over a connection of its own: what is not read to its end is cut off. */
    const alone = (path: string, bytes: Uint8Array): Promise<number | undefined> =>
      new Promise((done, fail) => {
        const headers = { origin: world().server.url, cookie: world().people.eva.browser.cookieHeader(), "content-type": "application/octet-stream", "content-length": bytes.length };
        request(world().server.url + path, { method: "PUT", agent: false, headers }, (response) => done(response.resume().statusCode)).on("error", fail).end(bytes);
      });
    const rows = async (id: string): Promise<number> => Number((await world().platform.database.sql`select count(*)::int as n from file_piece where file_id = ${id}`)[0]?.["n"]);

    it("R9 a file comes in pieces, goes on where it stopped, is told to everybody once it is whole, and is read back exactly", { timeout: 120_000 }, async () => {
      const bytes = bytesOf(PIECE * 2 + 1000);
      const id = await attach(bytes);
      expect((await ask("eva", "GET", upload(id))).body.data).toEqual({ received: 0, whole: false, piece: PIECE });
      expect((await put(id, bytes, 0, "eva", { "content-digest": digest(bytes.slice(0, PIECE)) })).body.data).toMatchObject({ received: PIECE });
      // The answer was lost and it is sent again; one out of its turn says so, and where to go on is asked for.
      expect((await put(id, bytes, 0)).body.data).toMatchObject({ received: PIECE });
      expect((await put(id, bytes, PIECE * 2)).body).toMatchObject({ code: "out-of-turn" });
      expect((await ask("eva", "GET", upload(id))).body.data).toMatchObject({ received: PIECE, whole: false });
      expect((await ask("eva", "POST", upload(id))).body).toMatchObject({ code: "out-of-turn" });
      expect((await ask("eva", "GET", `/api/attachments/${id}/content`)).status).toBe(404);
      await put(id, bytes, PIECE);
      await put(id, bytes, PIECE * 2);
      expect((await ask("eva", "POST", upload(id))).body.data).toMatchObject({ received: bytes.length, whole: true });
      // Again, as after an answer that was lost.
      expect((await ask("eva", "POST", upload(id))).status).toBe(200);
      const record = await world().people.eva.browser.send("GET", `/api/attachments/${id}`);
      expect(at(record, "uploadedAt")).toMatch(/^20/);
      const read = await ask("max", "GET", `/api/attachments/${id}/content`);
      expect(Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true);
    });

    it("R9 S5 bytes are given to be saved and never to be shown: of no type, sandboxed, under a name that breaks no header", async () => {
      const bytes = new TextEncoder().encode("<script>alert(1)</script>");
      const id = await attach(bytes, { name: 'a"; x=\\<script>é.html', type: "text/html" });
      await sendAll(id, bytes);
      const { headers } = await ask("eva", "GET", `/api/attachments/${id}/content`);
      expect(["content-type", "x-content-type-options", "content-security-policy", "cache-control", "content-disposition"].map((name) => headers.get(name))).toEqual([
        "application/octet-stream", "nosniff", "default-src 'none'; sandbox", "no-store", "attachment; filename=\"a_; x=_<script>_.html\"; filename*=UTF-8''a%22%3B%20x%3D%5C%3Cscript%3E%C3%A9.html",
      ]);
    });

    it("R9 other bytes than were named are refused: a piece by its digest, the whole by the record's checksum, and then anew", { timeout: 60_000 }, async () => {
      const bytes = bytesOf(5000);
      const id = await attach(bytes);
      expect((await put(id, bytes, 0, "eva", { "content-digest": digest(bytesOf(5000, 8)) })).body).toMatchObject({ code: "wrong-checksum" });
      expect(await rows(id)).toBe(0);
      await put(id, bytesOf(5000, 9), 0);
      expect((await ask("eva", "POST", upload(id))).body).toMatchObject({ code: "wrong-checksum" });
      expect((await ask("eva", "GET", upload(id))).body.data).toMatchObject({ received: 0, whole: false });
      expect(await rows(id)).toBe(0);
      expect((await sendAll(id, bytes)).status).toBe(200);
      for (const [offset, part] of [[1, bytes], [0, bytes.slice(0, 10)], [PIECE, bytes]] as const) {
        expect((await ask("eva", "PUT", `${upload(id)}?offset=${offset}`, part)).body).toMatchObject({ code: "invalid-fields" });
      }
      expect(await alone(`${upload(id)}?offset=0`, bytesOf(PIECE + 1))).toBe(413);
      expect((await ask("eva", "PUT", `${upload(id)}?offset=0`, bytes, { "content-type": "text/plain" })).body).toMatchObject({ code: "not-bytes" });
    });

    it("R9 S2 a finish that read other bytes takes nothing of what came anew while it was reading", { timeout: 60_000 }, async () => {
      const { database } = world().platform;
      let now = Date.now();
      const store = createFileStore({ database, limits: FILE_LIMITS, now: () => (now += 1000) });
      const bytes = bytesOf(600);
      const said = { workspace: world().workspaceId, id: await attach(bytes), size: 600, sha256: sha(bytes) };
      await store.take(said, { offset: 0, bytes: bytesOf(600, 8), by: "eva" });
      // Another request finds the same meanwhile, and then all of it comes, as it was named.
      const { sql } = database;
      const meanwhile = async (): Promise<void> => {
        expect(await store.finish(said)).toBe("other-bytes");
        await store.take(said, { offset: 0, bytes, by: "eva" });
        expect(await store.finish(said)).toBe("whole");
      };
      const slow = new Proxy(sql, { get: (of, name) => (name === "begin" ? (work: Parameters<typeof sql.begin>[1]) => meanwhile().then(() => of.begin(work)) : Reflect.get(of, name)) });
      await createFileStore({ database: { ...database, sql: slow }, limits: FILE_LIMITS, now: () => now }).finish(said);
      expect([await store.far(said.workspace, said.id), await rows(said.id)]).toEqual([{ received: 600, whole: true }, 1]);
    });

    it("R9 U2 S6 who may not see its record finds no file; who may see it may read it, and whoever loses that reads no more", { timeout: 60_000 }, async () => {
      const bytes = bytesOf(3000);
      const id = await attach(bytes);
      for (const [method, path] of [["GET", upload(id)], ["POST", upload(id)], ["GET", `/api/attachments/${id}/content`]] as const) expect([path, (await ask("ben", method, path)).status]).toEqual([path, 404]);
      expect((await put(id, bytes, 0, "ben")).status).toBe(404);
      expect(await rows(id)).toBe(0);
      await sendAll(id, bytes);
      expect((await ask("ann", "GET", `/api/attachments/${id}/content`)).status).toBe(200);
      expect((await ask("ben", "GET", `/api/attachments/${id}/content`)).status).toBe(404);
      const leadId = String(at(await world().people.eva.browser.send("GET", `/api/attachments/${id}`), "leadId"));
      await world().people.ann.browser.send("PUT", `/api/leads/${leadId}/assign`, { ownerId: world().people.ben.id });
      expect((await ask("eva", "GET", `/api/attachments/${id}/content`)).status).toBe(404);
      expect((await ask("ben", "GET", `/api/attachments/${id}/content`)).status).toBe(200);
    });

    it("R9 what a file is never changes and is bounded; whether it is uploaded only the server says", async () => {
      const id = await attach(bytesOf(10));
      const { browser } = world().people.eva;
      for (const change of [{ size: 11 }, { sha256: "0".repeat(64) }, { type: "text/html" }]) expect((await browser.send("PUT", `/api/attachments/${id}`, change)).status).toBe(422);
      expect((await browser.send("PUT", `/api/attachments/${id}`, { uploadedAt: "2026-01-01T00:00:00Z" })).status).toBe(422);
      expect((await browser.send("PUT", `/api/attachments/${id}`, { name: "Renamed.pdf" })).status).toBe(200);
      const lead = await world().made("eva", "/api/leads", { name: "One" });
      expect((await browser.send("POST", "/api/attachments", { name: "Too large", type: "", size: FILE_LIMITS.file + 1, sha256: "0".repeat(64), leadId: lead })).body).toMatchObject({ code: "invalid-fields" });
    });

    it("R9 there is room for so much in a workspace and so much of one person under way, and what nobody finishes goes", { timeout: 60_000 }, async () => {
      const { database } = world().platform;
      const { workspaceId: workspace } = world();
      let now = Date.now();
      const standing = Number((await database.sql`select coalesce(sum(size), 0)::int as n from file where workspace_id = ${workspace}`)[0]?.["n"]);
      const store = createFileStore({ database, limits: { file: 1000, workspace: standing + 2500, person: 1500 }, now: () => now });
      const said = async (size: number) => ({ workspace, id: await attach(bytesOf(size)), size, sha256: sha(bytesOf(size)) });
      const take = (of: Awaited<ReturnType<typeof said>>, by: string) => store.take(of, { offset: 0, bytes: bytesOf(of.size), by });
      const [one, two, three] = [await said(1000), await said(1000), await said(1000)];
      expect(await take(one, "eva")).toEqual({ received: 1000, whole: false });
      expect(await take(two, "eva")).toBe("too-much-under-way");
      expect(await store.finish(one)).toBe("whole");
      expect(await take(two, "eva")).toEqual({ received: 1000, whole: false });
      expect(await take(three, "ben")).toBe("no-room");
      now += 15 * 86_400_000;
      expect(await store.sweep(100)).toBeGreaterThanOrEqual(1);
      expect([await rows(one.id), await rows(two.id)]).toEqual([1, 0]);
      await database.sql`delete from file where id = ${three.id}`;
      expect(await take(three, "ben")).toEqual({ received: 1000, whole: false });
    });

    it("R9 P2 a file goes with its record when that is erased, and is in what is exported of a person", { timeout: 60_000 }, async () => {
      const bytes = bytesOf(4000);
      const id = await attach(bytes);
      await sendAll(id, bytes);
      const lead = String(at(await world().people.eva.browser.send("GET", `/api/attachments/${id}`), "leadId"));
      const exported = JSON.parse((await ask("ann", "GET", `/api/privacy/people/${lead}/export`)).text) as { readonly files: readonly { readonly record: string; readonly content: string }[] };
      expect(exported.files).toEqual([expect.objectContaining({ record: id, content: Buffer.from(bytes).toString("base64") })]);
      const list = createErasedList(await mkdtemp(join(tmpdir(), "outrider-erased-")));
      expect(await eraseForEver(world().platform.database, list, world().workspaceId, [lead], Date.now())).toContain(id);
      expect(await rows(id)).toBe(0);
      expect((await ask("ann", "GET", `/api/attachments/${id}/content`)).status).toBe(404);
      expect((await put(id, bytes, 0)).status).toBe(404);
    });

    it("R9 a program does the same by a key that has the scope", async () => {
      const bytes = bytesOf(100);
      const { key } = await world().key(["attachments:read", "attachments:write", "leads:write"]);
      const lead = await world().call(key, "POST", "/api/leads", { name: "By a program" });
      const made = await world().call(key, "POST", "/api/attachments", { name: "a.bin", type: "application/octet-stream", size: 100, sha256: sha(bytes), leadId: String(at(lead, "id")) });
      const id = String(at(made, "id"));
      const bearer = { authorization: `Bearer ${key}` };
      const sent = await fetch(`${world().server.url}${upload(id)}?offset=0`, { method: "PUT", body: bytes, headers: { ...bearer, "content-type": "application/octet-stream" } });
      expect(sent.status).toBe(200);
      expect((await world().call(key, "POST", upload(id))).status).toBe(200);
      expect((await world().call((await world().key(["leads:read"])).key, "GET", `/api/attachments/${id}/content`)).body).toMatchObject({ code: "missing-scope" });
    });
  });
});
