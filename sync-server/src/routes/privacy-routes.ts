/**
 * /api/privacy: what there is of one person, as a file and to be erased; how long things are kept; what features are used.
 * Admins ask; a person's own consent is the person's. Parse, ask whether they may, call, answer.
 */
import { Hono } from "hono";
import { z } from "zod";
import { sameText } from "@outrider/shared/kernel";
import { FEATURES, KEPT_DAYS } from "@outrider/shared/schema";
import { titleOf } from "@outrider/shared/projection";
import { problemWhy } from "@outrider/shared/protocol";
import type { Audit, AuditEvent } from "../auth/audit.ts";
import { type ActiveMembership, placeIn } from "../auth/memberships.ts";
import type { Members } from "../auth/members.ts";
import type { Privacy } from "../privacy/open-privacy.ts";
import { linksTo } from "../privacy/person.ts";
import { placeOf } from "../privacy/place.ts";
import { answer, fieldErrors, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person as Caller } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly privacy: Privacy; readonly members: Pick<Members, "find">; readonly audit: Audit };

export const placeQuery = z.object({ workspace: z.uuid().optional() });
const days = (field: keyof typeof KEPT_DAYS) => z.coerce.number().int().min(KEPT_DAYS[field].min).max(KEPT_DAYS[field].max).optional();
export const retentionQuery = placeQuery.extend({ interactions: days("keepInteractions"), bin: days("keepBin") });
/** The name has to be typed: what goes does not come back. */
export const erasureBody = z.strictObject({ person: z.uuid(), name: z.string().max(300) });
export const memberErasureBody = z.strictObject({ name: z.string().max(300) });
export const consentBody = z.strictObject({ consent: z.boolean() });
export const usesBody = z.strictObject({ uses: z.partialRecord(z.enum(FEATURES), z.int().min(1).max(1000)) });

const isId = (id: string): boolean => z.uuid().safeParse(id).success;

export const privacyRoutes = ({ privacy, members, audit }: Deps): Hono<AppEnv> => {
  type Within<Query> = { readonly c: Ctx; readonly place: ActiveMembership; readonly workspace: string; readonly caller: Caller; readonly id: string; readonly query: Query; note(event: AuditEvent, detail: Readonly<Record<string, string>>): Promise<void> };
  /** In the workspace that is named, or the first. */
  const within = <Q extends z.ZodType<{ readonly workspace?: string | undefined }>>(schema: Q, admins: boolean, route: (within: Within<z.output<Q>>) => Promise<Response>) =>
    signedIn((c, caller) => {
      const read = schema.safeParse(c.req.query());
      if (!read.success) return Promise.resolve(problem(c, "invalid-fields", { errors: fieldErrors(read.error) }));
      const place = placeIn(caller.memberships, read.data.workspace);
      if (place === undefined) return Promise.resolve(problem(c, "no-access"));
      if (admins && place.role !== "admin") return Promise.resolve(problem(c, "not-allowed"));
      const id = c.req.param("id");
      if (id !== undefined && !isId(id)) return Promise.resolve(problem(c, "not-found"));
      const { workspaceId: workspace } = place;
      return route({ c, place, workspace, caller, id: id ?? "", query: read.data, note: (event, detail) => audit({ event, address: c.var.address, userId: caller.userId, workspaceId: workspace, detail }) });
    });
  const asAdmin = (route: (within: Within<z.output<typeof placeQuery>>) => Promise<Response>) => within(placeQuery, true, route);
  const asMember = (route: (within: Within<z.output<typeof placeQuery>>) => Promise<Response>) => within(placeQuery, false, route);
  const file = (c: Ctx, text: string, type: string, name: string): Response =>
    c.body(text, 200, { "Content-Type": `${type}; charset=utf-8`, "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" });

  const exported = (as: "json" | "html") =>
    asAdmin(async ({ c, place, workspace, id, note }) => {
      const person = await privacy.person(workspace, id);
      if (person === null) return problem(c, "not-found");
      // Written down before it is made: it is in the file.
      await note("person-exported", { records: id, format: as });
      const found = await privacy.export(workspace, person.found);
      return as === "json" ? file(c, JSON.stringify(found, null, 2), "application/json", `outrider-person-${id}.json`) : file(c, privacy.exportPage(found, place.workspaceName), "text/html", `outrider-person-${id}.html`);
    });
  const certificate = (as: "json" | "html") =>
    asAdmin(async ({ c, place, workspace, id }) => {
      const found = await privacy.certificate(workspace, id);
      if (found === null) return problem(c, "not-found");
      return as === "json" ? file(c, JSON.stringify(found, null, 2), "application/json", `outrider-erasure-${id}.json`) : file(c, privacy.certificatePage(found, place.workspaceName), "text/html", `outrider-erasure-${id}.html`);
    });

  return new Hono<AppEnv>()
    .get("/people/:id", asAdmin(async ({ c, workspace, id }) => {
      const person = await privacy.person(workspace, id);
      if (person === null) return problem(c, "not-found");
      const { people, linked, words } = person.found;
      const ids = new Set(people.map((state) => state.id));
      const [asked] = people;
      return answer(c, { id, name: asked ? titleOf(asked) : "", people: people.map(placeOf), counts: person.counts, linked: linked.map((state) => ({ ...placeOf(state), fields: linksTo(state, ids) })), words });
    }))
    .get("/people/:id/export", exported("json"))
    .get("/people/:id/page", exported("html"))
    .get("/erasures", asAdmin(async ({ c, workspace }) => answer(c, await privacy.erasures.all(workspace))))
    .post("/erasures", asAdmin(async ({ c, workspace, caller }) => {
      const read = await readBody(c, erasureBody);
      if (!read.ok) return read.response;
      const person = await privacy.person(workspace, read.body.person);
      const [asked] = person?.found.people ?? [];
      if (!person || !asked) return problem(c, "not-found");
      if (!sameText(read.body.name, titleOf(asked))) return problem(c, "invalid-fields", { errors: [{ field: "name", ...problemWhy("name-as-shown") }] });
      return answer(c, await privacy.erasures.ask(workspace, person.found, { user: caller.userId, address: c.var.address }));
    }))
    .post("/members/:id/erasure", asAdmin(async ({ c, workspace, caller, id, note }) => {
      const read = await readBody(c, memberErasureBody);
      if (!read.ok) return read.response;
      const places = await members.find(id);
      const name = await privacy.memberName(workspace, id);
      if (name === null || !places.some(({ workspaceId }) => workspaceId === workspace)) return problem(c, "not-found");
      // An account is one for all workspaces: it is theirs to erase who are admins of each.
      const mine = new Set(caller.memberships.flatMap(({ workspaceId, role }) => (role === "admin" ? [workspaceId] : [])));
      if (places.some(({ workspaceId }) => !mine.has(workspaceId))) return problem(c, "not-allowed");
      if (places.some(({ active }) => active)) return problem(c, "still-active", { why: problemWhy("deactivate-first") });
      if (!sameText(read.body.name, name)) return problem(c, "invalid-fields", { errors: [{ field: "name", ...problemWhy("name-as-shown") }] });
      const rows = await privacy.eraseMember(id, places.map(({ workspaceId }) => workspaceId), { userId: caller.userId, address: c.var.address });
      await note("person-erased", { of: "member", rows: String(rows) });
      return answer(c, { auditRows: rows });
    }))
    .get("/erasures/:id", certificate("json"))
    .get("/erasures/:id/page", certificate("html"))
    .get("/retention", within(retentionQuery, true, async ({ c, workspace, query }) => {
      const keep = await privacy.retention.keep(workspace);
      const wanted = { interactions: query.interactions ?? keep.interactions, bin: query.bin ?? keep.bin };
      return answer(c, { keep, wanted, takes: await privacy.retention.dry(workspace, wanted), last: await privacy.retention.last(workspace) });
    }))
    .get("/use", asMember(async ({ c, workspace, caller }) => answer(c, await privacy.use.of(workspace, caller.userId))))
    .put("/use/consent", asMember(async ({ c, workspace, caller }) => {
      const read = await readBody(c, consentBody);
      return read.ok ? answer(c, await privacy.use.consent(workspace, caller.userId, read.body.consent)) : read.response;
    }))
    .post("/use", asMember(async ({ c, workspace, caller }) => {
      const read = await readBody(c, usesBody);
      if (!read.ok) return read.response;
      const counted = await privacy.use.add(workspace, caller.userId, read.body.uses);
      return counted ? answer(c, null) : problem(c, "not-allowed", { why: problemWhy("use-not-counted") });
    }))
    .get("/use/counts", asAdmin(async ({ c, workspace }) => answer(c, await privacy.use.counts(workspace))));
};
