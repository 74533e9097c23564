/**
 * /api/attachments/{id}/content and …/upload: the bytes of files. Parse, ask whether they may, call, answer.
 * Invariant: bytes that somebody sent are never shown by a browser from this address: they are of no type, to be saved
 * and sandboxed.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Hono } from "hono";
import type { Result, Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import type { Asker, FileRefusal, Files } from "../files/files.ts";
import type { Far } from "../files/file-store.ts";
import { PIECE } from "../files/limits.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { DIGEST_HEADER, fileOperations } from "./file-operations.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { problem, type ProblemCode } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

const REFUSALS = {
  "not-found": ["not-found"], "not-allowed": ["not-allowed"], "not-a-member": ["no-access"],
  "too-large": ["too-large", problemWhy("file-too-large")],
  "no-room": ["no-room", problemWhy("files-full")],
  "too-much-under-way": ["no-room", problemWhy("files-under-way")],
  "out-of-turn": ["out-of-turn", problemWhy("piece-not-due")],
  incomplete: ["out-of-turn", problemWhy("file-incomplete")],
  misfit: ["invalid-fields", problemWhy("piece-misfit", { piece: PIECE })],
  "other-bytes": ["wrong-checksum", problemWhy("file-other-bytes")],
} as const satisfies Record<FileRefusal, readonly [ProblemCode, Why?]>;

function refused(c: Ctx, refusal: FileRefusal): Response {
  const [code, why] = REFUSALS[refusal] as readonly [ProblemCode, Why?];
  return problem(c, code, { ...(why !== undefined && { why, ...(refusal === "misfit" && { errors: [{ field: "offset", ...why }] }) }) });
}

const told = (c: Ctx, far: Result<Far, FileRefusal>): Response => (far.ok ? answer(c, { ...far.value, piece: PIECE }) : refused(c, far.error));

/** RFC 9530: `sha-256=:base64:`, among others that are not looked at. Undefined: none was given. */
function digestIn(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/(?:^|,)\s*sha-256=:([A-Za-z0-9+/]+={0,2}):/.exec(header)?.[1] ?? "");
}

/** RFC 6266: a name in plain letters, and the name. */
const saveAs = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%/]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;

export const fileRoutes = ({ files }: { readonly files: Files }): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const on = (operation: Operation, run: (c: Ctx, by: Asker, id: string, asked: Asked) => Promise<Response>): void =>
    serve(app, operation, mayAsk(operation), async (c, asked) => {
      const by = placeOf(c, asked);
      return by === null ? problem(c, "no-access") : await run(c, by, asked.params["id"] ?? "", asked);
    });
  on(fileOperations.content, async (c, by, id) => {
    const found = await files.content(by, id);
    if (!found.ok) return refused(c, found.error);
    const { name, size, bytes } = found.value;
    return c.body(Readable.toWeb(Readable.from(bytes)) as ReadableStream, 200, {
      "Content-Type": "application/octet-stream", "Content-Length": String(size), "Content-Disposition": saveAs(name), "Content-Security-Policy": "default-src 'none'; sandbox",
    });
  });
  on(fileOperations.far, async (c, by, id) => told(c, await files.far(by, id)));
  on(fileOperations.take, async (c, by, id, { query, bytes = new Uint8Array() }) => {
    const digest = digestIn(c.req.header(DIGEST_HEADER));
    if (digest !== undefined && digest !== createHash("sha256").update(bytes).digest("base64")) return problem(c, "wrong-checksum", { why: problemWhy("piece-other-bytes") });
    return told(c, await files.take(by, id, Number(query["offset"]), bytes));
  });
  on(fileOperations.finish, async (c, by, id) => told(c, await files.finish(by, id)));
  return app;
};
