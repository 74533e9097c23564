/** /api/records/:id/history: what a record's fields were, who set them and when, newest first. Parse, ask, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { AskPast } from "../feed/ask-past.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer, fieldErrors } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly past: AskPast };

const LIMIT = 50;
/** A cursor is the place of the last entry: opaque to whoever carries it, and checked when it comes back. */
const place = z.tuple([z.number().int(), z.string().max(200), z.string().max(100)]);
export const historyQuery = z.object({
  field: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(LIMIT),
  cursor: z.string().max(1000).optional().transform((text, context) => {
    const read = text === undefined ? undefined : place.safeParse(jsonOf(text));
    if (read === undefined) return undefined;
    if (read.success) return { at: read.data[0], origin: read.data[1], field: read.data[2] };
    context.addIssue({ code: "custom", message: "is none that was given out" });
    return z.NEVER;
  }),
  /** Without it: the only one, or the first. */
  workspace: z.uuid().optional(),
});

const jsonOf = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
};

export const recordRoutes = ({ past }: Deps): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    "/:id/history",
    signedIn(async (c, { userId, memberships }) => {
      const asked = historyQuery.safeParse(c.req.query());
      if (!asked.success) return problem(c, "invalid-fields", { errors: fieldErrors(asked.error) });
      const { field, limit, cursor, workspace } = asked.data;
      const membership = placeIn(memberships, workspace);
      const record = z.uuid().safeParse(c.req.param("id"));
      if (membership === undefined || !record.success) return problem(c, "not-found");
      const found = await past({
        workspace: membership.workspaceId, user: userId, record: record.data, most: limit, ...(field !== undefined && { field }), ...(cursor && { after: cursor }),
      });
      if (!found.ok) return found.error === "not-found" ? problem(c, "not-found") : problem(c, "invalid-fields", { errors: [{ field: "field", message: "is none of this record" }] });
      const { entries, more } = found.value;
      const last = more ? entries.at(-1) : undefined;
      return answer(
        c,
        entries.map(({ field: name, at, by, origin, how, value }) => ({ field: name, at: new Date(at).toISOString(), by, edit: origin, how, value })),
        { limit, next: last === undefined ? null : Buffer.from(JSON.stringify([last.at, last.origin, last.field])).toString("base64url") },
      );
    }),
  );
