// The OpenAPI 3.1 document, made of the operations as they are checked. Pure: operations in, document out.
import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import type { Operation } from "./operation.ts";
import { type ProblemCode, problemStatus, problemTitle } from "./problem.ts";

const PROBLEM = "application/problem+json";

/** What any operation may answer, by who may ask. */
const everywhere: readonly ProblemCode[] = ["too-many-requests", "internal"];
const changing: readonly ProblemCode[] = ["wrong-origin"];
const withBody: readonly ProblemCode[] = ["bad-json", "not-json", "too-large", "invalid-fields"];

/** Every problem that this operation may answer. */
export function problemsOf({ access, method, query, params, body, bytes, problems }: Operation): readonly ProblemCode[] {
  const scoped = access.includes(":");
  return [...new Set<ProblemCode>([
    ...everywhere,
    ...(access === "anybody" ? [] : (["not-signed-in", "second-factor-required"] as const)),
    ...(access === "admin" ? (["not-allowed"] as const) : []),
    ...(scoped ? (["missing-scope", "no-access"] as const) : []),
    ...(method === "get" ? [] : changing),
    ...(query === undefined ? [] : (["invalid-fields"] as const)),
    ...(params === undefined ? [] : (["not-found"] as const)),
    ...(body === undefined ? [] : withBody),
    ...(bytes === undefined ? [] : (["not-bytes", "too-large"] as const)),
    ...problems,
  ])];
}

/** A sentence of ours by its stable name, with what it speaks of. */
const named = { reason: z.string().optional(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() };

const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), instance: z.string(), code: z.string(), ...named, success: z.literal(false),
  errors: z.array(z.object({ field: z.string(), message: z.string(), ...named })).optional(),
});

const limitHeaders = {
  "RateLimit-Policy": { description: "What may be asked in a window of so many seconds.", schema: { type: "string" as const } },
  RateLimit: { description: "What is left, and for how many seconds the window goes on.", schema: { type: "string" as const } },
};

export interface About { readonly title: string; readonly version: string; readonly description: string }

export function apiDocument(operations: readonly Operation[], { title, version, description }: About): unknown {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  const problemRef = registry.register("Problem", problemSchema);
  registry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: "session" });
  registry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer", description: "A key of the workspace (ork_…), made by an admin in the settings." });
  for (const operation of operations) {
    const { method, path, tag, summary, access, params, query, headers, body, alsoAs = [], bytes, data, meta, status = 200, also, media } = operation;
    const answers: Record<string, { description: string; headers?: typeof limitHeaders; content: Record<string, { schema: z.ZodType }> }> = {
      [String(status)]: {
        description: "Done.",
        ...(path.startsWith("/api/") && { headers: limitHeaders }),
        content: media === undefined ? { "application/json": { schema: z.object({ success: z.literal(true), data, meta: meta ?? z.object({}) }) } } : { [media]: { schema: data } },
      },
    };
    if (also) answers[String(also.status)] = { description: "Taken.", headers: limitHeaders, content: { "application/json": { schema: z.object({ success: z.literal(true), data: also.data, meta: z.object({}) }) } } };
    const byStatus = new Map<number, ProblemCode[]>();
    for (const code of problemsOf(operation)) byStatus.set(problemStatus(code), [...(byStatus.get(problemStatus(code)) ?? []), code]);
    for (const [of, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
      answers[String(of)] = { description: codes.map((code) => `${code}: ${problemTitle(code)}.`).join(" "), content: { [PROBLEM]: { schema: problemRef } } };
    }
    registry.registerPath({
      method, path, summary, tags: [tag], operationId: operationId(operation),
      security: access === "anybody" ? [] : access.includes(":") ? [{ session: [] }, { key: [] }] : [{ session: [] }],
      ...(access.includes(":") && { description: `A key needs the scope \`${access}\`.` }),
      ...(access === "admin" && { description: "For admins." }),
      request: {
        ...(params !== undefined && { params }), ...(query !== undefined && { query }), ...(headers !== undefined && { headers }),
        ...(bytes !== undefined && { body: { required: true, content: { "application/octet-stream": { schema: z.string().meta({ format: "binary", description: `At most ${bytes} bytes.` }) } } } }),
        ...(body !== undefined && { body: { required: true, content: { "application/json": { schema: body }, ...Object.fromEntries(alsoAs.map((type) => [type, { schema: z.string() }])) } } }),
      },
      responses: answers,
    });
  }
  return withDeepQueries(getOpenAPI31Document({ openapi: "3.1.0", info: { title, version, description }, servers: [{ url: "/" }] }));
}

type Document = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;
/** An object in a query is written name[key]=value, as `queryGiven` reads it. */
function withDeepQueries(document: Document): Document {
  for (const item of Object.values(document.paths ?? {})) {
    for (const { parameters = [] } of Object.values(item as Readonly<Record<string, { readonly parameters?: object[] }>>)) {
      for (const parameter of parameters) {
        const { in: where, schema } = parameter as { readonly in?: string; readonly schema?: { readonly type?: unknown } };
        if (where === "query" && schema?.type === "object") Object.assign(parameter, { style: "deepObject", explode: true });
      }
    }
  }
  return document;
}

/** One word for each: getApiLeadsById. */
export const operationId = ({ method, path }: Operation): string =>
  method + path.split("/").filter(Boolean).map((part) => (part.startsWith("{") ? `By-${part.slice(1, -1)}` : part)).flatMap((part) => part.split(/[^A-Za-z0-9]+/)).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
