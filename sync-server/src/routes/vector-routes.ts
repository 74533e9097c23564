/** /api/vectors: the vectors of texts that a team shares, so that each is computed once. Parse, ask, answer. */
import { Hono } from "hono";
import { COLLECTIONS } from "@outrider/shared/search";
import { z } from "zod";
import { placeIn } from "../auth/memberships.ts";
import type { EmbedTexts } from "../meaning/embed-texts.ts";
import type { Asker, Vectors } from "../meaning/vectors.ts";
import { answer, fieldErrors, readBody } from "./answer.ts";
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

const closeBody = z.strictObject({ workspace, text: z.string().trim().min(1).max(1_000), collection: z.enum(COLLECTIONS).optional(), count: z.int().min(1).max(20).default(8) });
const placeQuery = z.object({ workspace });

const mine = { access: "signed-in", method: "post", tag: "meaning" } as const;
export const vectorOperations: readonly Operation[] = [
  { ...mine, path: "/api/vectors/known", summary: "Vectors of texts that somebody has computed already, of the records you may see.", body: knownBody, data: z.object({ vectors: z.array(shared) }), problems: ["no-access"] },
  { ...mine, path: "/api/vectors/share", summary: "Lets the team have vectors. Those of texts that the records do not have, or of records you may not change, are left out.", body: shareBody, data: z.object({ taken: z.number() }), problems: ["no-access"] },
  { ...mine, path: "/api/vectors/close", summary: "What is closest in meaning to a text, of what you may see. `model` is null where this server embeds nothing.", body: closeBody, data: z.object({ model: z.string().nullable(), found: z.array(z.object({ id: z.string(), score: z.number() })) }), problems: ["no-access"] },
  { ...mine, access: "admin", path: "/api/admin/index-data", query: placeQuery, summary: "Has the server embed, soon, every text of the workspace that has no vector yet.", data: z.object({ model: z.string() }), problems: ["no-access", "not-found"] },
];

type Deps = { readonly vectors: Vectors; readonly embedTexts: EmbedTexts };

export const vectorRoutes = ({ vectors, embedTexts }: Deps): Hono<AppEnv> => {
  const asked = <T extends { readonly workspace?: string | undefined }>(schema: z.ZodType<T>, route: (by: Asker, body: T) => Promise<unknown>) =>
    signedIn(async (c: Ctx, { memberships, userId }: Person) => {
      const read = await readBody(c, schema);
      if (!read.ok) return read.response;
      const place = placeIn(memberships, read.body.workspace);
      return place === undefined ? problem(c, "no-access") : answer(c, await route({ workspace: place.workspaceId, user: userId }, read.body));
    });
  return new Hono<AppEnv>()
    .post("/known", asked(knownBody, async (by, body) => ({ vectors: await vectors.known(by, body.model, body.wanted) })))
    .post("/close", asked(closeBody, async (by, { text, count, collection }) => await embedTexts.close(by, text, { count, ...(collection && { collection }) })))
    .post("/share", asked(shareBody, async (by, body) => ({ taken: await vectors.share(by, body.model, body.vectors) })));
};

export const indexRoutes = ({ embedTexts }: Deps): Hono<AppEnv> =>
  new Hono<AppEnv>().post(
    "/index-data",
    signedIn(async (c, { memberships }) => {
      const read = placeQuery.safeParse(c.req.query());
      if (!read.success) return problem(c, "invalid-fields", { errors: fieldErrors(read.error) });
      const place = placeIn(memberships, read.data.workspace);
      if (place === undefined) return problem(c, "no-access");
      if (place.role !== "admin") return problem(c, "not-allowed");
      const model = await embedTexts.start(place.workspaceId);
      return model === null ? problem(c, "not-found", { detail: "This server embeds nothing itself: MODEL_ON_SERVER is off, or there is no model (npm run model:fetch)." }) : answer(c, { model });
    }),
  );
