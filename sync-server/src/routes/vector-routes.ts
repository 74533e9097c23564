/** /api/vectors: the vectors of texts that a team shares, so that each is computed once. Parse, ask, answer. */
import { Hono } from "hono";
import { z } from "zod";
import { placeIn } from "../auth/memberships.ts";
import type { Asker, Vectors } from "../meaning/vectors.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import type { Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

const named = z.strictObject({ id: z.uuid(), hash: z.string().regex(/^[0-9a-f]{32}$/, "is no hash of a text") });
const shared = named.extend({ vector: z.string().regex(/^[A-Za-z0-9+/]{512}$/, "are no 384 numbers of eight bits") });
const model = z.string().min(1).max(100);
const workspace = z.uuid().optional();
const knownBody = z.strictObject({ workspace, model, wanted: z.array(named).max(200) });
const shareBody = z.strictObject({ workspace, model, vectors: z.array(shared).max(50) });

const mine = { access: "signed-in", method: "post", tag: "meaning" } as const;
export const vectorOperations: readonly Operation[] = [
  { ...mine, path: "/api/vectors/known", summary: "Vectors of texts that somebody has computed already, of the records you may see.", body: knownBody, data: z.object({ vectors: z.array(shared) }), problems: ["no-access"] },
  { ...mine, path: "/api/vectors/share", summary: "Lets the team have vectors. Those of texts that the records do not have, or of records you may not change, are left out.", body: shareBody, data: z.object({ taken: z.number() }), problems: ["no-access"] },
];

export const vectorRoutes = ({ vectors }: { readonly vectors: Vectors }): Hono<AppEnv> => {
  const asked = <T extends { readonly workspace?: string | undefined }>(schema: z.ZodType<T>, route: (by: Asker, body: T) => Promise<unknown>) =>
    signedIn(async (c: Ctx, { memberships, userId }: Person) => {
      const read = await readBody(c, schema);
      if (!read.ok) return read.response;
      const place = placeIn(memberships, read.body.workspace);
      return place === undefined ? problem(c, "no-access") : answer(c, await route({ workspace: place.workspaceId, user: userId }, read.body));
    });
  return new Hono<AppEnv>()
    .post("/known", asked(knownBody, async (by, body) => ({ vectors: await vectors.known(by, body.model, body.wanted) })))
    .post("/share", asked(shareBody, async (by, body) => ({ taken: await vectors.share(by, body.model, body.vectors) })));
};
