// One operation of the API as it is described and as it is checked: the same schemas do both. It knows how a request is
// read and refused, and nothing of what any operation does.
import type { Hono } from "hono";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import type { Scope } from "../rest/scopes.ts";
import { fieldErrors, readBody } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { problem, type ProblemCode } from "./problem.ts";

/** Who may ask at all; what they may do there is said by the operation itself. A scope: also a program whose key has it. */
export type Access = "anybody" | "signed-in" | "admin" | Scope;

export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With parameters as OpenAPI writes them: /api/leads/{id}. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body may come as one of these as well, and is read by the operation itself. */
  readonly alsoAs?: readonly string[];
  /** The body is bytes, at most so many (application/octet-stream). */
  readonly bytes?: number;
  /** What `data` is in the answer. */
  readonly data: z.ZodType;
  readonly meta?: z.ZodType;
  readonly status?: 200 | 201 | 202;
  /** What it may answer instead when it has done something else. */
  readonly also?: { readonly status: 202; readonly data: z.ZodType };
  /** Besides those that any operation of its access may answer. */
  readonly problems: readonly ProblemCode[];
  /** Where it answers `data` alone, of this type, and not in the usual frame. */
  readonly media?: string;
}

export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes?: Uint8Array;
}

type Handler = (c: Ctx, asked: Asked) => Promise<Response>;
type Reading = { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly response: Response };

const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? { ...value } : {});

const isDeep = (type: unknown): boolean => (type instanceof z.ZodOptional ? type.unwrap() : type) instanceof z.ZodRecord;
const DEEP = /^(\w+)\[(.+?)\](?:\[(min|max)\])?$/s;

/** What an address says, with `name[key]` and `name[key][min]` put together where the schema has an object of that name. */
export function queryGiven(query: Readonly<Record<string, string>>, schema: z.ZodObject): Readonly<Record<string, unknown>> {
  const plain: Record<string, unknown> = {};
  const deep = new Map<string, Map<string, unknown>>();
  for (const [name, value] of Object.entries(query)) {
    const [, object = "", key = "", limit] = DEEP.exec(name) ?? [];
    if (!isDeep(schema.shape[object])) {
      plain[name] = value;
      continue;
    }
    const parts = deep.get(object) ?? new Map<string, unknown>();
    const before = parts.get(key);
    parts.set(key, limit === undefined ? value : { ...(typeof before === "object" ? before : {}), [limit]: value });
    deep.set(object, parts);
  }
  return { ...plain, ...Object.fromEntries([...deep].map(([name, parts]) => [name, Object.fromEntries(parts)])) };
}

/** A parameter of the path that is not right names nothing that is there. */
async function read(c: Ctx, { params, query, body, bytes }: Operation): Promise<Reading> {
  const path = params?.safeParse(c.req.param());
  if (path?.success === false) return { ok: false, response: problem(c, "not-found") };
  const asked = query?.safeParse(queryGiven(c.req.query(), query));
  if (asked?.success === false) return { ok: false, response: problem(c, "invalid-fields", { errors: fieldErrors(asked.error) }) };
  const found = { params: Object.fromEntries(Object.entries(record(path?.data)).map(([name, value]) => [name, String(value)])), query: record(asked?.data) };
  if (bytes !== undefined) {
    if (c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase() !== "application/octet-stream") return { ok: false, response: problem(c, "not-bytes") };
    const content = new Uint8Array(await c.req.arrayBuffer());
    return content.length > bytes ? { ok: false, response: problem(c, "too-large", { why: problemWhy("most-bytes", { most: bytes }) }) } : { ok: true, asked: { ...found, body: {}, bytes: content } };
  }
  if (body === undefined) return { ok: true, asked: { ...found, body: {} } };
  const given = await readBody(c, body);
  return given.ok ? { ok: true, asked: { ...found, body: record(given.body) } } : given;
}

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** Puts an operation on the app: `allowed` says who may not before anything of the request is read. */
export function serve(app: Hono<AppEnv>, operation: Operation, allowed: (c: Ctx) => Response | null, handle: Handler): void {
  app.on(operation.method.toUpperCase(), honoPath(operation.path), async (c) => {
    const refused = allowed(c);
    if (refused) return refused;
    const reading = await read(c, operation);
    return reading.ok ? handle(c, reading.asked) : reading.response;
  });
}

export const idParam = z.object({ id: z.uuid() });
