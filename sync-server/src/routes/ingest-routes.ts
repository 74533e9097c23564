/** /api/customers, /api/orders and /api/receipts: what other systems bring, and what came of it. Parse, ask whether they may, call, answer. */
import { DAY_MS } from "@outrider/shared/kernel";
import { Hono } from "hono";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import type { IngestOf, Refused } from "../ingest/inbox.ts";
import { normalEmail } from "../feed/customer-id.ts";
import type { Ingest } from "../ingest/open-ingest.ts";
import type { OrderPlace } from "../ingest/read-orders.ts";
import { BodyFault, readRows } from "../ingest/rows/read-rows.ts";
import type { Clock } from "../platform/clock.ts";
import type { Idempotency } from "../rest/idempotency.ts";
import { listQueryOf, listSchema } from "../rest/list-query.ts";
import type { By } from "../rest/rest-records.ts";
import { answer, fieldErrors } from "./answer.ts";
import { again, isCallName, KEY_HEADER, unreadableName } from "./call-name.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { ingestOperations } from "./ingest-operations.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface IngestRoutesDeps { readonly ingest: Ingest; readonly idempotency: Idempotency; readonly clock: Clock }

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
const DAY = 10;
const instantIn = (value: unknown, end = false): number | undefined =>
  typeof value === "string" ? Date.parse(value) + (end && value.length === DAY ? DAY_MS - 1 : 0) : undefined;

/** What contacts are asked by, for what customers are. */
const ASKED_BY: Readonly<Record<string, string>> = { phone: "phones", tag: "tags", "last_active[min]": "lastActive[min]", "last_active[max]": "lastActive[max]" };
const contactQuery = (query: Asked["query"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => {
    const at = name.startsWith("last_active") ? instantIn(value, name.endsWith("[max]")) : undefined;
    const meant = name === "sort" ? String(value).replace("last_active", "lastActive").replace("updated_at", "updatedAt") : at === undefined ? value : new Date(at).toISOString();
    return [ASKED_BY[name] ?? name, meant];
  }));

export const ingestRoutes = ({ ingest, idempotency, clock }: IngestRoutesDeps): Hono<AppEnv> => {
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

  async function customers(c: Ctx, { query }: Asked): Promise<Response> {
    const by = placeOf(c, { query });
    if (by === null) return problem(c, "no-access");
    const { email, ...others } = query;
    const meant = listSchema("contact").safeParse(contactQuery(others));
    if (!meant.success) return problem(c, "invalid-fields", { errors: fieldErrors(meant.error) });
    const wanted = listQueryOf("contact", meant.data);
    if (!wanted.ok) return problem(c, "invalid-fields", { errors: [wanted.error] });
    const found = await ingest.readCustomers(by.workspace, by.user, wanted.value, typeof email === "string" ? normalEmail(email) : undefined);
    if (found === "not-a-member") return problem(c, "no-access");
    const { limit, page } = wanted.value;
    return answer(c, found.customers, { total: found.total, page, limit, pages: Math.ceil(found.total / limit), next: found.next });
  }

  /** Nothing of it was taken. */
  const noneTaken = (c: Ctx, refusals: readonly Refused[], single: boolean): Response =>
    problem(c, "invalid-fields", { detail: single ? (refusals[0]?.message ?? "") : "None of it was taken.", errors: refusals.map(({ row, field, message }) => ({ field: single ? field : `rows.${row}${field === "" ? "" : `.${field}`}`, message })) });

  async function receive(c: Ctx, by: By, of: IngestOf, query: Asked["query"]): Promise<Response> {
    const name = c.req.header(KEY_HEADER);
    if (name !== undefined && !isCallName(name)) return unreadableName(c);
    const read = readRows(of, c.req.header("Content-Type"), c.req.raw.body, clock.now());
    const staged = await ingest.inbox.stage({ ...by, of, unknown: query["unknown"] === "refuse" ? "refuse" : "create" }, read.rows);
    const { accepted, refused, refusals } = staged;
    const claim = name === undefined ? null : { workspaceId: by.workspace, userId: by.user, key: name, call: JSON.stringify([c.req.method, c.req.path, query, read.digest()]) };
    const claimed = claim && (await idempotency.claim(claim));
    if (claimed && claimed.is !== "begun") {
      await staged.discard();
      return claimed.is === "another" ? problem(c, "name-taken") : again(c, claimed.kept);
    }
    const isNone = accepted === 0 || (query["all"] === "true" && refused > 0);
    if (isNone) await staged.discard();
    const response = accepted + refused === 0 ? problem(c, "invalid-fields", { errors: [{ field: "", ...problemWhy("no-rows") }] })
      : isNone ? noneTaken(c, refusals, accepted + refused === 1 && refusals[0]?.row === 1)
      : c.json({ success: true, data: { id: await staged.commit(claimed?.edit), accepted, refused, refusals }, meta: { ignored_columns: read.ignored } }, 202);
    return claim ? again(c, await idempotency.keep(claim, { status: response.status, answer: await response.text() })) : response;
  }

  const app = new Hono<AppEnv>();
  const post = (of: IngestOf, operation: Operation): void => {
    app.post(operation.path, async (c) => {
      const turned = mayAsk(operation)(c);
      if (turned) return turned;
      const asked = operation.query?.safeParse(c.req.query());
      if (asked?.success === false) return problem(c, "invalid-fields", { errors: fieldErrors(asked.error) });
      const query = { ...asked?.data };
      const by = placeOf(c, { query });
      if (by === null) return problem(c, "no-access");
      try {
        return await receive(c, by, of, query);
      } catch (error) {
        // What is left of the body is not read: no other request can come behind it.
        if (error instanceof BodyFault && error.code === "too-large") c.header("Connection", "close");
        if (error instanceof BodyFault) return problem(c, error.code, { detail: error.message, ...(error.code === "invalid-fields" && { errors: [{ field: "", message: error.message }] }) });
        throw error;
      }
    });
  };
  post("customers", ingestOperations.postCustomers);
  post("orders", ingestOperations.postOrders);
  serve(app, ingestOperations.customers, mayAsk(ingestOperations.customers), customers);
  serve(app, ingestOperations.orders, mayAsk(ingestOperations.orders), (c, asked) => {
    const { customer_id: contact, email } = asked.query;
    return orders(c, asked, { ...(typeof contact === "string" && { contact }), ...(typeof email === "string" && { email: normalEmail(email) }) });
  });
  serve(app, ingestOperations.ordersOf, mayAsk(ingestOperations.ordersOf), (c, asked) => orders(c, asked, { contact: asked.params["id"] }));
  /** A key that may send either may ask what came of it. */
  const mayAskOfReceipts = (c: Ctx): Response | null => (mayAsk(ingestOperations.postCustomers)(c) === null ? null : mayAsk(ingestOperations.receipt)(c));
  serve(app, ingestOperations.receipt, mayAskOfReceipts, async (c, asked) => {
    const by = placeOf(c, asked);
    if (by === null) return problem(c, "no-access");
    const membership = (c.var.caller?.memberships ?? (c.var.program ? [c.var.program.membership] : [])).find(({ workspaceId }) => workspaceId === by.workspace);
    const receipt = await ingest.inbox.receipt(by.workspace, asked.params["id"] ?? "", by.user, membership?.role === "admin");
    return receipt ? answer(c, receipt) : problem(c, "not-found");
  });
  return app;
};
