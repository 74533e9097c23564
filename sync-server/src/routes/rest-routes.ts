/** /api/leads and the like: records for programs and people. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { asksForCustom, listQueryOf } from "../rest/list-query.ts";
import { resources } from "../rest/resource.ts";
import type { Rest } from "../rest/create-rest.ts";
import type { By, Read, RestRefusal, Written } from "../rest/rest-records.ts";
import type { Random } from "../platform/clock.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { problem, saidOf } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";
import { again, isCallName, KEY_HEADER, unreadableName } from "./call-name.ts";
import { type RestOperation, restOperations } from "./rest-operations.ts";

type Deps = Pick<Rest, "restRecords" | "listRecords" | "idempotency"> & { readonly random: Random };

function refused(c: Ctx, refusal: RestRefusal): Response {
  switch (refusal.kind) {
    case "not-found":
      return problem(c, "not-found");
    case "not-a-member":
      return problem(c, "no-access");
    case "changed-meanwhile":
      return problem(c, "changed-meanwhile");
    case "not-allowed":
      return problem(c, "not-allowed", { why: refusal, ...(refusal.field !== undefined && { errors: [{ ...saidOf(refusal), field: refusal.field }] }) });
    case "invalid":
      return problem(c, "invalid-fields", { why: refusal, errors: [refusal] });
  }
}

const tag = (version: string): string => `"${version}"`;
const versionsIn = (header: string | undefined): readonly string[] | null =>
  header === undefined || header.trim() === "*" ? null : header.split(",").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));

function told(c: Ctx, { record, version }: Read): Response {
  c.header("ETag", tag(version));
  return answer(c, record);
}

function written(c: Ctx, { read, asked }: Written, status: 200 | 201 = 200): Response {
  if (read !== null) c.header("ETag", tag(read.version));
  return c.json({ success: true, data: read?.record ?? null, meta: { proposed: asked.map(({ field }) => field) } }, status);
}

export const restRoutes = ({ restRecords, listRecords, idempotency, random }: Deps): Hono<AppEnv> => {
  /** Under the name that its caller gave it a call is done once; without one each is another. */
  async function once(c: Ctx, by: By, operation: Operation, { body }: Asked, work: (edit: string) => Promise<Response>): Promise<Response> {
    const key = c.req.header(KEY_HEADER);
    if (key === undefined) return await work(random.uuid());
    if (!isCallName(key)) return unreadableName(c);
    const claim = { workspaceId: by.workspace, userId: by.user, key, call: JSON.stringify([operation.method, operation.path, body]) };
    const claimed = await idempotency.claim(claim);
    if (claimed.is === "another") return problem(c, "name-taken");
    if (claimed.is === "answered") return again(c, claimed.kept);
    const response = await work(claimed.edit);
    // What failed here is tried again by whoever asks again.
    if (response.status >= 500) return response;
    const kept = await idempotency.keep(claim, { status: response.status, answer: await response.clone().text() });
    return again(c, kept);
  }

  async function list(c: Ctx, by: By, { of }: RestOperation, query: Asked["query"]): Promise<Response> {
    const { kind } = resources[of];
    const custom = asksForCustom(query) ? await restRecords.custom(by.workspace, kind) : [];
    const wanted = listQueryOf(kind, query, custom);
    if (!wanted.ok) return problem(c, "invalid-fields", { errors: [wanted.error] });
    const found = await listRecords(by.workspace, by.user, kind, wanted.value);
    if (found === "not-a-member") return problem(c, "no-access");
    const { limit, page } = wanted.value;
    return answer(c, found.records, { total: found.total, page, limit, pages: Math.ceil(found.total / limit), next: found.next });
  }

  async function run(c: Ctx, by: By, operation: RestOperation, asked: Asked): Promise<Response> {
    const { kind } = resources[operation.of];
    const id = asked.params["id"] ?? "";
    const named = (edit = random.uuid()) => ({ ...by, edit });
    switch (operation.verb) {
      case "list":
        return await list(c, by, operation, asked.query);
      case "of-lead": {
        const lead = await restRecords.get(by, "lead", asked.params["leadId"] ?? "");
        return lead.ok ? await list(c, by, operation, { ...asked.query, leadId: asked.params["leadId"] }) : refused(c, lead.error);
      }
      case "profile":
      case "read": {
        const found = await restRecords.get(by, kind, operation.verb === "profile" ? by.user : id);
        return found.ok ? told(c, found.value) : refused(c, found.error);
      }
      case "create":
        return await once(c, by, operation, asked, async (edit) => {
          const made = await restRecords.create(named(edit), kind, asked.body);
          return made.ok ? written(c, made.value, 201) : refused(c, made.error);
        });
      case "change":
      case "assign": {
        const done = operation.verb === "assign" ? await restRecords.assign(named(), kind, id, String(asked.body["ownerId"])) : await restRecords.change(named(), kind, id, asked.body, versionsIn(c.req.header("If-Match")));
        return done.ok ? written(c, done.value) : refused(c, done.error);
      }
      case "remove": {
        const done = await restRecords.remove(named(), kind, id);
        return done.ok ? answer(c, null) : refused(c, done.error);
      }
    }
  }

  const app = new Hono<AppEnv>();
  for (const operation of restOperations) {
    serve(app, operation, mayAsk(operation), async (c, asked) => {
      const by = placeOf(c, asked);
      return by === null ? problem(c, "no-access") : await run(c, by, operation, asked);
    });
  }
  return app;
};
