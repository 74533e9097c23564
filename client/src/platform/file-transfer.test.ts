import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createFileTransfer } from "./file-transfer.ts";

const account = { user: "ada", workspace: "w1" };
const origin = "https://crm.test";
interface Asked { readonly url: string; readonly init: RequestInit | undefined }

function answering(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    asked.push({ url, init });
    return await answer();
  }) as typeof globalThis.fetch;
  return { asked, transfer: createFileTransfer({ account, origin, fetch, patience: 1000 }) };
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers });

test("R9 a piece goes with its offset, its workspace and its digest, and the answer says how far it is", async () => {
  const { asked, transfer } = answering(() => json(200, { success: true, data: { received: 3, whole: false, piece: 262144 } }));
  const bytes = new TextEncoder().encode("abc");
  expect(await transfer.take("f1", 0, bytes)).toEqual({ ok: true, value: { received: 3, whole: false } });
  expect([asked[0]?.url, asked[0]?.init?.method, asked[0]?.init?.headers]).toEqual([
    "https://crm.test/api/attachments/f1/upload?workspace=w1&offset=0", "PUT",
    { "content-type": "application/octet-stream", "content-digest": `sha-256=:${createHash("sha256").update("abc").digest("base64")}:` },
  ]);
  await transfer.finish("f1");
  expect([asked[1]?.url, asked[1]?.init?.method]).toEqual(["https://crm.test/api/attachments/f1/upload?workspace=w1", "POST"]);
});

test("R9 what stands in the way says what is to be done: another time, later, another piece, or never", async () => {
  const cases = [
    [json(404, { code: "not-found" }), { kind: "trouble", trouble: "no-access" }],
    [json(403, { code: "not-allowed" }), { kind: "trouble", trouble: "no-access" }],
    [json(413, { code: "too-large" }), { kind: "trouble", trouble: "too-large" }],
    [json(507, { code: "no-room" }), { kind: "trouble", trouble: "no-room" }],
    [json(422, { code: "wrong-checksum" }), { kind: "trouble", trouble: "other-bytes" }],
    [json(409, { code: "out-of-turn" }), { kind: "out-of-turn" }],
    [json(429, { code: "too-many-requests" }, { "retry-after": "90" }), { kind: "later", ms: 90_000 }],
    [json(503, { code: "busy" }), { kind: "later", ms: 30_000 }],
    [json(500, { code: "internal" }), { kind: "away" }],
    [json(401, { code: "not-signed-in" }), { kind: "away" }],
    // A gateway that knows nothing of files, and an answer that is none.
    [new Response("<h1>Not Found</h1>", { status: 404 }), { kind: "away" }],
    [new Response("<h1>Sign in to this network</h1>", { status: 200 }), { kind: "away" }],
    [json(200, { data: { received: "many" } }), { kind: "away" }],
  ] as const;
  for (const [response, fault] of cases) expect(await answering(() => response).transfer.far("f1")).toEqual({ ok: false, error: fault });
  expect(await answering(() => Promise.reject(new TypeError("no network"))).transfer.read("f1")).toEqual({ ok: false, error: { kind: "away" } });
});
