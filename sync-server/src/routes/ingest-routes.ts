/** /api/customers, /api/orders and /api/receipts: what other systems bring, and what came of it. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { Ingest } from "../ingest/open-ingest.ts";
import type { OrderPlace } from "../ingest/read-orders.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { ingestOperations } from "./ingest-operations.ts";
import { type Asked, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface IngestRoutesDeps { readonly ingest: Ingest }

const cursor = z.tuple([z.number().int(), z.string().max(200)]);
const written = ({ at, key }: OrderPlace): string => Buffer.from(JSON.stringify([at, key])).toString("base64url");
/** Null: none was given; undefined: it is none that was given out. */
function placeIn(text: unknown): OrderPlace | null | undefined {
  if (typeof text !== "string") return null;
  try {
    const read = cursor.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return read.success ? { at: read.data[0], key: read.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
const instantIn = (value: unknown, end = false): number | undefined =>
  typeof value === "string" ? Date.parse(value) + (end && value.length === 10 ? 86_400_000 - 1 : 0) : undefined;

export const ingestRoutes = ({ ingest }: IngestRoutesDeps): Hono<AppEnv> => {
  async function orders(c: Ctx, { query }: Asked, of: { readonly contact?: string | undefined; readonly email?: string | undefined }): Promise<Response> {
    const by = placeOf(c, { query });
    if (by === null) return problem(c, "no-access");
    const after = placeIn(query["cursor"]);
    if (after === undefined) return problem(c, "invalid-fields", { errors: [{ field: "cursor", message: "It is none that was given out." }] });
    const [limit, page] = [Number(query["limit"]), Number(query["page"])];
    const found = await ingest.readOrders({ ...by, ...of, limit, page, from: instantIn(query["from"]), to: instantIn(query["to"], true), ...(after && { after }) });
    if (found === "not-a-member") return problem(c, "no-access");
    if (found === "not-found") return problem(c, "not-found");
    return answer(c, found.orders, { total: found.total, page, limit, pages: Math.ceil(found.total / limit), next: found.next && written(found.next) });
  }

  const app = new Hono<AppEnv>();
  serve(app, ingestOperations.ordersOf, mayAsk(ingestOperations.ordersOf), (c, asked) => orders(c, asked, { contact: asked.params["id"] }));
  return app;
};
