/** /api/vectors: the vectors of texts that a team shares, so that each is computed once. Parse, ask, answer. */
import { Hono } from "hono";
import { FACETS } from "@outrider/shared/sales";
import { COLLECTIONS } from "@outrider/shared/search";
import { z } from "zod";
import { placeIn } from "../auth/memberships.ts";
import type { EmbedTexts } from "../meaning/embed-texts.ts";
import type { Asker, Vectors } from "../meaning/vectors.ts";
import type { Models } from "../models/models.ts";
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

const said = z.string().max(200).transform((text) => text.trim().toLowerCase());
const span = z.strictObject({ from: z.number().nullable().default(null), to: z.number().nullable().default(null) });
/** What each collection may be filtered by, from the one table of that. */
const whereOf = z.record(z.string().max(40), z.union([said, z.array(said).min(1).max(20), span]));
const FITS = { text: (value: unknown) => typeof value === "string", texts: Array.isArray, number: (value: unknown) => typeof value === "object" && !Array.isArray(value) } as const;
const WANTED = { text: "wants a text", texts: "wants a list of texts", number: "wants {from, to}, of which one may be left out" } as const;
const closeBody = z
  .strictObject({ workspace, text: z.string().trim().min(1).max(1_000), collection: z.enum(COLLECTIONS).optional(), where: whereOf.optional(), count: z.int().min(1).max(20).default(8) })
  .superRefine(({ collection, where = {} }, c) => {
    const kept: Readonly<Record<string, keyof typeof FITS>> = collection === undefined ? {} : FACETS[collection];
    for (const [name, value] of Object.entries(where)) {
      const type = Object.hasOwn(kept, name) ? kept[name] : undefined;
      const message = collection === undefined ? "is of a collection: name it" : type === undefined ? `is nothing that ${collection} are filtered by: ${Object.keys(kept).join(", ")}` : FITS[type](value) ? null : WANTED[type];
      if (message !== null) c.addIssue({ code: "custom", path: ["where", name], message });
    }
  });
const placeQuery = z.object({ workspace });

const mine = { access: "signed-in", method: "post", tag: "meaning" } as const;
export const vectorOperations: readonly Operation[] = [
  { ...mine, path: "/api/vectors/known", summary: "Vectors of texts that somebody has computed already, of the records you may see.", body: knownBody, data: z.object({ vectors: z.array(shared) }), problems: ["no-access"] },
  { ...mine, path: "/api/vectors/share", summary: "Lets the team have vectors. Those of texts that the records do not have, or of records you may not change, are left out; another model than the one that this server hands out is refused.", body: shareBody, data: z.object({ taken: z.number() }), problems: ["no-access"] },
  { ...mine, path: "/api/vectors/close", summary: "What is closest in meaning to a text, of what you may see; with `collection` and `where` of what is so alone (deals: outcome, industry, value, objections, days; responses: category, success, industry; interactions: tone, frequency, engagement; personas: formality, style, decides, objects, engagement). `model` is null where this server embeds nothing.", body: closeBody, data: z.object({ model: z.string().nullable(), found: z.array(z.object({ id: z.string(), score: z.number() })) }), problems: ["no-access"] },
  { ...mine, access: "admin", path: "/api/admin/index-data", query: placeQuery, summary: "Has the server embed, soon, every text of the workspace that has no vector yet.", data: z.object({ model: z.string() }), problems: ["no-access", "not-found"] },
];

type Deps = { readonly vectors: Vectors; readonly embedTexts: EmbedTexts; readonly models: Pick<Models, "current"> };

export const vectorRoutes = ({ vectors, embedTexts, models }: Deps): Hono<AppEnv> => {
  const asked = <T extends { readonly workspace?: string | undefined }>(schema: z.ZodType<T>, route: (by: Asker, body: T) => Promise<unknown>, wrong: (body: T) => Promise<{ readonly field: string; readonly message: string } | null> = () => Promise.resolve(null)) =>
    signedIn(async (c: Ctx, { memberships, userId }: Person) => {
      const read = await readBody(c, schema);
      if (!read.ok) return read.response;
      const place = placeIn(memberships, read.body.workspace);
      if (place === undefined) return problem(c, "no-access");
      const fault = await wrong(read.body);
      return fault !== null ? problem(c, "invalid-fields", { errors: [fault] }) : answer(c, await route({ workspace: place.workspaceId, user: userId }, read.body));
    });
  return new Hono<AppEnv>()
    .post("/known", asked(knownBody, async (by, body) => ({ vectors: await vectors.known(by, body.model, body.wanted) })))
    .post("/close", asked(closeBody, async (by, { text, count, collection, where }) => await embedTexts.close(by, text, { count, ...(collection && { collection }), ...(where && { where }) })))
    .post("/share", asked(shareBody, async (by, body) => ({ taken: await vectors.share(by, body.model, body.vectors) }), async ({ model: named }) => {
      const handedOut = await models.current();
      return handedOut?.model === named ? null : { field: "model", message: handedOut === null ? "This server hands out no model." : `This server hands out ${handedOut.model}.` };
    }));
};

export const indexRoutes = ({ embedTexts }: Pick<Deps, "embedTexts">): Hono<AppEnv> =>
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
