/**
 * /api/audit: the audit log of a workspace, for its admins: searched, exported, and its chain verified; and the one thing
 * a device says here itself, that records were exported on it. Parse, ask whether they may, call, answer.
 */
import { csvLine } from "@outrider/shared/csv";
import { Hono } from "hono";
import { z } from "zod";
import type { Audit } from "../auth/audit.ts";
import type { AuditChain } from "../auth/audit-chain.ts";
import type { AuditRow, AuditSearch } from "../auth/audit-search.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer, fieldErrors, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type AuditRoutesDeps = { readonly auditChain: AuditChain; readonly auditSearch: AuditSearch; readonly audit: Audit };

const PAGE = 50;
/** Rows of one export; more are asked for by `to`. */
const MOST_EXPORTED = 10_000;

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
export const auditQuery = z.strictObject({
  workspace: z.uuid().optional(),
  q: z.string().max(200).optional(),
  event: z.string().regex(/^[a-z-]{1,60}$/).optional(),
  user: z.uuid().optional(),
  from: time.optional(),
  to: time.optional(),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const exportedBody = z.strictObject({ workspaceId: z.uuid(), format: z.enum(["json", "csv", "vcard", "icalendar"]), records: z.int().min(0).max(10_000_000), /** When it was made, where that was long before. */ at: z.iso.datetime().optional() });

const view = ({ at, ...row }: AuditRow) => ({ ...row, at: new Date(at).toISOString() });

export const auditRoutes = ({ auditChain, auditSearch, audit }: AuditRoutesDeps): Hono<AppEnv> => {
  type Asked = Omit<z.infer<typeof auditQuery>, "workspace"> & { readonly workspaceId: string };
  /** Wraps a route for admins of the workspace that is asked about. */
  const forAdmins = (route: (c: Ctx, asked: Asked, caller: Person) => Promise<Response>) =>
    signedIn(async (c, caller) => {
      const read = auditQuery.safeParse(c.req.query());
      if (!read.success) return problem(c, "invalid-fields", { errors: fieldErrors(read.error) });
      const { workspace, ...asked } = read.data;
      const place = placeIn(caller.memberships, workspace);
      if (place === undefined) return problem(c, "no-access");
      if (place.role !== "admin") return problem(c, "not-allowed");
      await auditChain.drain(place.workspaceId);
      return route(c, { ...asked, workspaceId: place.workspaceId }, caller);
    });
  const found = ({ q, user, limit = PAGE, ...asked }: Asked, most = limit) => auditSearch({ ...asked, words: q, userId: user, limit: most });

  return new Hono<AppEnv>()
    .get(
      "/",
      forAdmins(async (c, asked) => {
        const limit = asked.limit ?? PAGE;
        const rows = await found(asked, limit + 1);
        const shown = rows.slice(0, limit);
        return answer(c, shown.map(view), { next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null });
      }),
    )
    .get(
      "/verify",
      forAdmins(async (c, { workspaceId }) => {
        const [own, common] = [await auditChain.verify(workspaceId), await auditChain.verify(null)];
        // Of the chain that all workspaces share only whether it holds is anybody's to know.
        return answer(c, { holds: own.fault === null && common.fault === null, rows: own.rows, erased: own.erased, fault: own.fault, common: common.fault === null });
      }),
    )
    .get(
      "/export",
      forAdmins(async (c, asked, { userId }) => {
        const rows = await found(asked, MOST_EXPORTED);
        await audit({ event: "audit-exported", address: c.var.address, userId, workspaceId: asked.workspaceId, detail: { rows: String(rows.length) } });
        const lines = rows.map(({ id, at, event, userId: user, name, address, detail, erased }) => csvLine([String(id), new Date(at).toISOString(), event, user ?? "", name ?? "", address ?? "", erased ? "(erased)" : JSON.stringify(detail)]));
        return c.body([csvLine(["id", "at", "event", "user", "name", "address", "detail"]), ...lines].join(""), 200, {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": 'attachment; filename="outrider-audit.csv"',
        });
      }),
    )
    .post(
      "/exports",
      signedIn(async (c, { userId, memberships }) => {
        const read = await readBody(c, exportedBody);
        if (!read.ok) return read.response;
        const { workspaceId, format, records, at } = read.body;
        if (!memberships.some((place) => place.workspaceId === workspaceId)) return problem(c, "no-access");
        await audit({ event: "exported", address: c.var.address, userId, workspaceId, detail: { format, records: String(records), ...(at !== undefined && { madeAt: at }) } });
        return answer(c, null);
      }),
    );
};
