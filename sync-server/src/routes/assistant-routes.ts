/** /api/assistant: the language model of a workspace, for admins: where it is, what it may cost, and whether it answers. */
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Assistant, Told } from "../assistant/assistant.ts";
import type { AssistantRoom } from "../assistant/open-assistant.ts";
import { PRESET_NAMES, PRESETS } from "../assistant/presets.ts";
import type { Audit } from "../auth/audit.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Operation, serve } from "./operation.ts";
import { plainLine } from "./plain-line.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

export interface AssistantRoutesDeps { readonly assistant: AssistantRoom; readonly audit: Audit }

const tokens = z.number().int().min(16).max(8_000);
const price = z.number().min(0).max(1_000_000);
const choice = {
  preset: z.enum(PRESET_NAMES as [string, ...string[]]), baseUrl: plainLine(500), model: plainLine(200), temperature: z.number().min(0).max(2), suggestionTokens: tokens, analysisTokens: tokens,
  masks: z.boolean(), perDay: z.number().int().min(0).max(1_000_000).nullable(), priceIn: price, priceOut: price,
};
/** Without a key the one that is kept stays, as long as the address does. */
const modelBody = z.strictObject({ ...choice, apiKey: plainLine(500).nullable().optional() });
type ModelBody = z.infer<typeof modelBody>;

const view = z.object({ ...choice, hasKey: z.boolean(), from: z.enum(["workspace", "server"]) });
const preset = z.object({ key: z.string(), name: z.string(), baseUrl: z.string(), model: z.string(), needsKey: z.boolean(), local: z.boolean() });
const state = z.object({ model: view.nullable(), presets: z.array(preset), perDay: z.number(), askedToday: z.number(), privateTargets: z.boolean() });

const office = { tag: "assistant", access: "admin", query: z.strictObject({ workspace: z.uuid().optional() }) } as const;
export const assistantOperations = {
  read: { ...office, method: "get", path: "/api/assistant/model", summary: "The workspace's language model; its key is told to nobody.", data: state, problems: ["no-access"] },
  set: { ...office, method: "put", path: "/api/assistant/model", summary: "Chooses it.", body: modelBody, data: state, problems: ["no-access"] },
  remove: { ...office, method: "delete", path: "/api/assistant/model", summary: "Goes back to the server's own, or to none.", data: state, problems: ["no-access"] },
  trial: { ...office, method: "post", path: "/api/assistant/trial", summary: "Asks it one question with nothing of anybody's in it; answers as events while it speaks.", data: z.string(), problems: ["no-access"], media: "text/event-stream" },
} as const satisfies Record<string, Operation>;

/** Sends what the assistant says while it says it: `statement` for each, and `done` with what came of it. */
export const streamed = (c: Ctx, ask: (heard: Parameters<Assistant["ask"]>[1]) => Promise<Told>): Response =>
  streamSSE(c, async (stream) => {
    const sent: Promise<void>[] = [];
    const told = await ask((statement) => void sent.push(stream.writeSSE({ event: "statement", data: JSON.stringify(statement) })));
    await Promise.all(sent);
    await stream.writeSSE({ event: "done", data: JSON.stringify(told) });
  });

const TRIAL = { purpose: "trial", about: null, typed: "", personal: { names: [], emails: [], phones: [], addresses: [] }, exhibits: [{ records: ["trial"], title: "A trial", text: "An admin of this workspace tries out whether you can be reached." }] } as const;

export const assistantRoutes = ({ assistant: room, audit }: AssistantRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const settings = () => room.settings;
  const signedIn = (c: Ctx): Response | null => (c.var.caller === undefined ? turnedAway(c) : null);
  interface Office { readonly workspace: string; readonly user: string }
  const asAdmin = (route: (c: Ctx, office: Office, body: unknown) => Promise<Response>) => async (c: Ctx, asked: { readonly query: Readonly<Record<string, unknown>>; readonly body: unknown }): Promise<Response> => {
    const { caller } = c.var;
    const place = placeIn(caller?.memberships ?? [], asked.query["workspace"]);
    if (!caller || place === undefined) return problem(c, "no-access");
    return place.role === "admin" ? await route(c, { workspace: place.workspaceId, user: caller.userId }, asked.body) : problem(c, "not-allowed");
  };
  async function stateOf({ workspace, user }: Office): Promise<z.infer<typeof state>> {
    const inUse = await settings().of(workspace);
    return {
      // What the schema does not name, above all the key, is left out.
      model: inUse && view.parse(inUse), presets: PRESET_NAMES.map((key) => ({ key, ...PRESETS[key] })), perDay: room.perDay, askedToday: await room.askedToday(workspace, user), privateTargets: settings().addressFault("http://127.0.0.1/") === null,
    };
  }
  const changed = async (c: Ctx, { workspace, user }: Office, which: string): Promise<Response> => {
    await audit({ event: "assistant-model-changed", address: c.var.address, userId: user, workspaceId: workspace, detail: { which } });
    return answer(c, await stateOf({ workspace, user }));
  };

  serve(app, assistantOperations.read, signedIn, asAdmin(async (c, office) => answer(c, await stateOf(office))));
  serve(app, assistantOperations.set, signedIn, asAdmin(async (c, office, body) => {
    const given = body as ModelBody & { readonly preset: keyof typeof PRESETS };
    const fault = settings().addressFault(given.baseUrl);
    if (fault !== null) return problem(c, "invalid-fields", { errors: [{ field: "baseUrl", message: fault }] });
    await settings().set(office.workspace, given);
    return await changed(c, office, `${given.preset} ${given.model}`);
  }));
  serve(app, assistantOperations.remove, signedIn, asAdmin(async (c, office) => {
    await settings().remove(office.workspace);
    return await changed(c, office, "none");
  }));
  serve(app, assistantOperations.trial, signedIn, asAdmin(async (c, { workspace, user }) =>
    // Nothing of the workspace's is in it, so it asks for nobody's consent.
    streamed(c, (heard) => room.assistant.ask({ workspace, user, address: c.var.address, brief: TRIAL, consent: () => Promise.resolve(null) }, heard))));
  return app;
};
