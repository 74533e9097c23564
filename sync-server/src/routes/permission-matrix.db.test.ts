// Who may do what, for every operation there is: one line each, one column for each kind of caller. An operation without a
// line, a line without an operation and a route that nobody described all fail. What is asked for is always Eva's, who is an
// executive of the team north; where an operation is about oneself, each asks for their own.
import { randomUUID } from "node:crypto";
import { settingsId } from "@outrider/shared/commands";
import { describe, expect, it } from "vitest";
import { type AppDeps, createApp } from "../app.ts";
import { testPlaces } from "../db/testing/each-database.ts";
import { describeOnEachRestWorld, type Name, type RestWorld } from "../testing/rest-world.ts";
import { ADMIN, at, type Browser, type Reply } from "../testing/test-server.ts";
import { allOperations } from "./all-operations.ts";

const COLUMNS = ["anonymous", "revoked", "deactivated", "other workspace", "her own", "other team", "her manager", "other manager", "admin", "key without scope", "key revoked", "key run out", "key"] as const;
type Column = (typeof COLUMNS)[number];
const PERSON: Partial<Record<Column, Name>> = { revoked: "rea", deactivated: "dan", "other workspace": "otto", "her own": "eva", "other team": "ben", "her manager": "max", "other manager": "mia", admin: "ann" };

/**
 * What comes of it: `+` done; `0` done, and nothing of hers is told; `u` not signed in; `f` not allowed; `n` nothing there;
 * `i` a field names what is not there; `c` the instance is set up already; `g` the invitation is none.
 */
const MEANING: Readonly<Record<string, readonly number[]>> = { "+": [200, 201, 202], "0": [200, 201, 202], u: [401], f: [403], n: [404], i: [422], c: [409], g: [410] };

// anonymous revoked deactivated | other workspace | own, other team, manager, other manager, admin | keys: no scope, revoked, run out, good
const OWNED = { list: "uuu 0 +0+0+ fuu+", read: "uuu n +n+n+ fuu+", create: "uuu + +++++ fuu+", change: "uuu n +n+n+ fuu+", remove: "uuu n +n+n+ fuu+" };
const HANGING = { ...OWNED, create: "uuu i +i+i+ fuu+" };
const COMPANY = { list: "uuu 0 +++++ fuu+", read: "uuu n +++++ fuu+", create: "uuu + +++++ fuu+", change: "uuu n +++++ fuu+", remove: "uuu n ff+++ fuu+" };
/** A campaign speaks for the workspace: managers and admins write it. */
const CAMPAIGN = { list: "uuu 0 +++++ fuu+", read: "uuu n +++++ fuu+", create: "uuu + ff+++ fuu+", change: "uuu n ff+++ fuu+", remove: "uuu n ff+++ fuu+" };
const DEFINITION = { list: "uuu 0 +++++ fuu+", read: "uuu n +++++ fuu+" };
const FIELD = { ...DEFINITION, create: "uuu + ffff+ fuu+", change: "uuu n ffff+ fuu+" };
const MEMBER = { list: "uuu 0 +++++ fuu+", read: "uuu n +++++ fuu+", change: "uuu n ffff+ fuu+", remove: "uuu n ffff+ fuu+" };
/** Each of what they may see. */
const FIGURES = "uuu + +++++ fuu+";
/** Sessions alone: to these a key is nobody. */
const OPEN = "+++ + +++++ ++++";
const SELF = "uuu + +++++ uuuu";

const lines = (path: string, { list, read, create, change, remove }: Partial<Record<"list" | "read" | "create" | "change" | "remove", string>>): Record<string, string> => ({
  ...(list !== undefined && { [`get ${path}`]: list }), ...(read !== undefined && { [`get ${path}/{id}`]: read }), ...(create !== undefined && { [`post ${path}`]: create }),
  ...(change !== undefined && { [`put ${path}/{id}`]: change }), ...(remove !== undefined && { [`delete ${path}/{id}`]: remove }),
});

const MATRIX: Readonly<Record<string, string>> = {
  ...lines("/api/leads", OWNED), ...lines("/api/contacts", OWNED), ...lines("/api/deals", OWNED), ...lines("/api/companies", COMPANY),
  ...lines("/api/activities", HANGING), ...lines("/api/tasks", HANGING), ...lines("/api/objections", HANGING), ...lines("/api/attachments", HANGING), ...lines("/api/line-items", HANGING),
  ...lines("/api/users", MEMBER), ...lines("/api/pipelines", DEFINITION), ...lines("/api/stages", DEFINITION), ...lines("/api/custom-fields", FIELD), ...lines("/api/segments", COMPANY),
  "post /api/segments/preview": FIGURES, "get /api/segments/{id}/preview": "uuu n +++++ fuu+", "get /api/segments/{id}/customers": "uuu n +++++ fuu+", "get /api/segments/{id}/why/{contact}": "uuu n +n+n+ fuu+",
  ...lines("/api/campaigns", CAMPAIGN),
  // What is not filled in is not started, and what was not started takes no command.
  "post /api/campaigns/{id}/start": "uuu n ffiii fuui", "post /api/campaigns/{id}/pause": "uuu c ffccc fuuc", "post /api/campaigns/{id}/resume": "uuu c ffccc fuuc", "post /api/campaigns/{id}/cancel": "uuu c ffccc fuuc",
  "post /api/campaigns/{id}/messages/{contact}/retry": "uuu c ffccc fuuc", "get /api/campaigns/{id}/messages": "uuu 0 ff+++ fuu+", "get /api/campaigns/{id}/preview": "uuu n ff+n+ fuu+", "post /api/campaigns/{id}/test": "uuu n ff+n+ fuu+",
  "get /api/campaigns/{id}/hours": "uuu n ffnnn fuun",
  "get /api/suppressions": "uuu + ffff+ uuuu", "post /api/suppressions": "uuu + ffff+ uuuu", "delete /api/suppressions/{hash}": "uuu n ffffn uuuu",
  "put /api/leads/{id}/assign": "uuu n +n+n+ fuu+",
  "get /api/activities/lead/{leadId}": "uuu n +n+n+ fuu+",
  "get /api/users/profile": "uuu + +++++ fuu+",
  "get /api/dashboard/stats": FIGURES, "get /api/dashboard/trends": FIGURES, "get /api/analytics/dashboard": FIGURES, "get /api/analytics/performance": FIGURES,
  "get /api/analytics/ai-usage": FIGURES, "get /api/ai/model": FIGURES, "get /api/ai/team-deals": "uuu f +++++ fuu+", "post /api/ai/feedback": "uuu n +n+n+ fuu+",
  "get /api/deals/{id}/coach": "uuu n +n+n+ fuu+", "post /api/deals/{id}/win-loss": "uuu n +n+n+ fuu+", "get /api/contacts/{id}/persona": "uuu n +n+n+ fuu+", "get /api/contacts/{id}/orders": "uuu n +n+n+ fuu+",
  "post /api/customers": "uuu + +++++ fuu+", "get /api/customers": "uuu 0 +0+0+ fuu+", "post /api/orders": "uuu + +++++ fuu+", "get /api/orders": "uuu n +n+n+ fuu+", "get /api/receipts/{id}": "uuu n +nnn+ fuu+", "post /api/objections/handle": "uuu i +i+i+ fuu+", "post /api/ai/answers": "uuu i +i+i+ fuu+", "post /api/ai/segment-rule": "uuu + +++++ fuu+",
  "post /api/ai/rules": FIGURES, "post /api/ai/messages": "uuu + ff+++ fuu+", "post /api/ai/summary": "uuu i +++++ fuu+",
  "post /api/ai/campaign-variants": "uuu i ff+++ fuu+", "post /api/ai/campaign-summary": "uuu i +++++ fuu+", "get /api/delivery/vendor": "uuu + ff+++ uuuu",
  "get /api/assistant/model": "uuu + ffff+ uuuu", "put /api/assistant/model": "uuu + ffff+ uuuu", "delete /api/assistant/model": "uuu + ffff+ uuuu", "post /api/assistant/trial": "uuu + ffff+ uuuu",
  "get /api/auth/state": OPEN, "post /api/auth/setup": "ccc c ccccc cccc", "post /api/auth/login": OPEN,
  "post /api/auth/invitation": "ggg g ggggg gggg", "post /api/auth/register": "ggg g ggggg gggg",
  "post /api/users/login": OPEN, "post /api/users/register": "ggg g ggggg gggg", "get /api/auth/ways": OPEN,
  "post /api/auth/login/code": "ggg g ggggg gggg", "post /api/auth/refresh": "uuu u uuuuu uuuu", "post /api/auth/dev-token": "nnn n nnnnn nnnn",
  "post /api/auth/forgot-password": OPEN, "post /api/auth/reset-password": "ggg g ggggg gggg", "post /api/auth/verify-email": "ggg g ggggg gggg",
  "post /api/auth/verify-email/send": SELF, "post /api/auth/password": "uuu i iiiii uuuu",
  "get /api/auth/second-factor": SELF, "post /api/auth/second-factor": "uuu i iiiii uuuu", "post /api/auth/second-factor/confirm": "uuu i iiiii uuuu",
  "post /api/auth/second-factor/recovery-codes": "uuu i iiiii uuuu", "delete /api/auth/second-factor": "uuu i iiiii uuuu",
  "delete /api/auth/logout": SELF, "post /api/auth/logout": SELF, "get /api/auth/me": SELF, "get /api/auth/sessions": SELF, "delete /api/auth/sessions": SELF,
  "delete /api/auth/sessions/{id}": "uuu n +nnnn uuuu",
  "post /api/invitations": "uuu + ffff+ uuuu", "get /api/invitations": "uuu 0 ffff+ uuuu", "delete /api/invitations/{id}": "uuu n ffff+ uuuu",
  "get /api/devices": "uuu f +f+f+ uuuu", "patch /api/devices/{id}": "uuu f nfnfn uuuu", "delete /api/devices": "uuu f +f+f+ uuuu", "delete /api/devices/{id}": "uuu f nfnfn uuuu",
  "put /api/devices/recovery": "uuu n nnnnn uuuu", "post /api/devices/recovery": "uuu n nnnnn uuuu",
  "get /api/auth/second-factor/members/{id}": "uuu n ffff+ uuuu", "delete /api/auth/second-factor/members/{id}": "uuu n ffff+ uuuu",
  "get /api/workspace": SELF, "patch /api/workspace": "uuu + ffff+ uuuu",
  "get /api/records/{id}/history": "uuu n +n+n+ uuuu", "post /api/sync/ticket": SELF,
  "get /api/api-keys": "uuu 0 ffff+ uuuu", "post /api/api-keys": "uuu + ffff+ uuuu", "delete /api/api-keys/{id}": "uuu n ffff+ uuuu",
  "get /api/profile": SELF, "patch /api/profile": SELF, "patch /api/profile/workspace": "uuu f ffff+ uuuu",
  "get /api/audit": "uuu + ffff+ uuuu", "get /api/audit/verify": "uuu + ffff+ uuuu", "get /api/audit/export": "uuu + ffff+ uuuu", "post /api/audit/exports": "uuu f +++++ uuuu",
  "get /api/notifications": SELF, "post /api/notifications": "uuu i ff+i+ uuuu", "post /api/notifications/emit": "uuu i ff+i+ uuuu", "put /api/notifications/read-all": SELF,
  "get /api/notifications/preferences": SELF, "put /api/notifications/preferences": SELF, "get /api/notifications/push": SELF, "post /api/notifications/push": "uuu i iiiii uuuu",
  "delete /api/notifications/push": "uuu n nnnnn uuuu", "get /api/notifications/{id}": "uuu n nnnnn uuuu", "delete /api/notifications/{id}": "uuu n nnnnn uuuu", "put /api/notifications/{id}/read": "uuu n nnnnn uuuu",
  "get /api/calendar-links": SELF, "post /api/calendar-links": SELF, "delete /api/calendar-links/{id}": "uuu n +nnnn uuuu", "get /api/calendar/{file}": "nnn n nnnnn nnnn",
  // No token is kept, and HubSpot is not reached from here.
  "get /api/hubspot": "uuu + ffff+ uuuu", "put /api/hubspot": "uuu c ffffc uuuu", "delete /api/hubspot": "uuu + ffff+ uuuu", "get /api/hubspot/{list}": "uuu n ffffn uuuu",
  "get /api/webhooks": "uuu + ffff+ uuuu", "post /api/webhooks": "uuu + ffff+ uuuu", "patch /api/webhooks/{id}": "uuu n ffffn uuuu", "delete /api/webhooks/{id}": "uuu n ffffn uuuu",
  "post /api/webhooks/{id}/secret": "uuu n ffffn uuuu", "post /api/webhooks/{id}/ping": "uuu n ffffn uuuu", "get /api/webhooks/{id}/deliveries": "uuu n ffffn uuuu",
  "post /api/webhooks/{id}/deliveries/{delivery}/again": "uuu n ffffn uuuu",
  "get /api/attachments/{id}/content": "uuu n +n+n+ fuu+", "get /api/attachments/{id}/upload": "uuu n +n+n+ fuu+", "put /api/attachments/{id}/upload": "uuu n +n+n+ fuu+", "post /api/attachments/{id}/upload": "uuu n +n+n+ fuu+",
  "get /api/privacy/people/{id}": "uuu n ffff+ uuuu", "get /api/privacy/people/{id}/export": "uuu n ffff+ uuuu", "get /api/privacy/people/{id}/page": "uuu n ffff+ uuuu",
  "get /api/privacy/erasures": "uuu + ffff+ uuuu", "post /api/privacy/erasures": "uuu n ffff+ uuuu",
  "get /api/privacy/erasures/{id}": "uuu n ffffn uuuu", "get /api/privacy/erasures/{id}/page": "uuu n ffffn uuuu",
  "post /api/privacy/members/{id}/erasure": "uuu n ffff+ uuuu",
  "get /api/privacy/retention": "uuu + ffff+ uuuu",
  "get /api/privacy/use": SELF, "put /api/privacy/use/consent": SELF, "post /api/privacy/use": "uuu f fffff uuuu", "get /api/privacy/use/counts": "uuu + ffff+ uuuu",
  "post /api/vectors/known": SELF, "post /api/vectors/share": "uuu i iiiii uuuu", "post /api/vectors/close": SELF, "post /api/admin/index-data": "uuu n ffffn uuuu",
  // Signed, and by whom it is brought is all the same.
  "post /api/delivery-receipt": "uuu u uuuuu uuuu", "get /api/delivery": "uuu + ffff+ uuuu", "post /api/mock-send": "uuu + ffff+ uuuu",
  "get /api/system": "uuu + ffff+ uuuu", "get /metrics": "nnn n nnnnn nnnn",
  "get /health": OPEN, "get /ready": OPEN, "get /api/openapi.json": OPEN,
};

/** What is left to who owes the workspace a second step: setting it up, and leaving. All else is refused by name. */
const HELD: Readonly<Record<string, string>> = {
  "get /api/auth/me": "+", "get /api/auth/second-factor": "+", "post /api/auth/second-factor": "i", "post /api/auth/second-factor/confirm": "i",
  "delete /api/auth/logout": "+", "post /api/auth/logout": "+",
};

/** Pages for people's eyes, which say the same to everybody, and the app's own files. */
const PAGES = new Set(["get /docs", "get /api-docs", "get /docs/start.js", "get /docs/:file", "get /auth/google", "get /auth/google/callback", "get *", "get /*", "get /models/current", "get /u/:token", "post /u/:token", "get /o/:token", "get /c/:token/:index{[0-9]{1,3}}", "get /models/:version/:file{.+}", "get /ort/:version/ort-wasm-simd-threaded.wasm"]);

const known = allOperations.map(({ method, path }) => `${method} ${path}`);

describe("what there is to ask", () => {
  it("U2 every route that is served is described", () => {
    const app = createApp({ limits: { maxRequests: 1, maxRequestsSignedIn: 1, windowMs: 1000 }, clientDirectory: "/nowhere", secure: false, trustedProxies: 0, cookie: { name: "session", secure: false }, openId: { providers: [] }, notifications: {}, webhooks: {}, privacy: {}, campaigns: {}, receiptLimit: 1, files: {}, ingest: {}, assistant: {}, models: {}, vectors: {}, embedTexts: {} } as unknown as AppDeps);
    const served = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/(?<=.)\/$/, "")}`).filter((route) => !PAGES.has(route));
    expect([...new Set(served)].sort()).toEqual(known.map((route) => route.replaceAll(/\{(\w+)\}/g, ":$1")).sort());
  });

  it("U2 every operation has one line, with a column for every caller, and every line an operation", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...known].sort());
    for (const [operation, line] of Object.entries(MATRIX)) expect([operation, line.replaceAll(" ", "").length]).toEqual([operation, COLUMNS.length]);
  });
});

interface Target { readonly path: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>; /** What a list must hold, or must not. */ readonly id?: string }

/** Who may do what is said by the same code whatever lies under it: one database, and in the soak each. */
const PLACES = process.env["OUTRIDER_FUZZ"] === undefined ? testPlaces.slice(-1) : testPlaces;

describeOnEachRestWorld("the permission matrix", 21_420, (world) => {
  const eva = (): Browser => world().people.eva.browser;

  /** Something of Eva's, new each time: what is deleted or given away is not there for the next. */
  async function hers(path: string): Promise<string> {
    const make = world().made;
    const lead = async (): Promise<string> => await make("eva", "/api/leads", { name: "Hers" });
    switch (path) {
      case "/api/leads":
        return await lead();
      case "/api/contacts":
        return await make("eva", path, { name: "Hers" });
      case "/api/companies":
        return await make("eva", path, { name: "Hers" });
      case "/api/deals":
        return await make("eva", path, { title: "Hers" });
      case "/api/activities":
        return await make("eva", path, { type: "call", leadId: await lead() });
      case "/api/tasks":
        return await make("eva", path, { title: "Hers", leadId: await lead() });
      case "/api/objections":
        return await make("eva", path, { text: "Hers", dealId: await hers("/api/deals") });
      case "/api/attachments":
        return await make("eva", path, { ...FILE, leadId: await lead() });
      case "/api/line-items":
        return await make("eva", path, { product: "Hers", dealId: await hers("/api/deals") });
      case "/api/segments":
        return await make("eva", path, { name: "Hers", rule: { field: "visits", op: "==", value: 3 } });
      case "/api/custom-fields":
        return await make("ann", path, { of: "lead", type: "text", label: `Hers ${randomUUID()}` });
      case "/api/campaigns":
        return await make("ann", path, { name: "Hers", subject: "Hello", message: "Dear {{name}}" });
      case "/api/users": {
        const userId = randomUUID();
        await world().feed.members.create({ workspaceId: world().workspaceId, userId, name: "New", email: `${userId}@example.com`, role: "exec", team: "north" });
        return userId;
      }
      default:
        return String(at(await eva().send("GET", path), 0, "id"));
    }
  }

  async function bodyOf(path: string): Promise<unknown> {
    const lead = async (): Promise<string> => await hers("/api/leads");
    switch (path) {
      case "/api/deals":
        return { title: "New" };
      case "/api/activities":
        return { type: "call", leadId: await lead() };
      case "/api/tasks":
        return { title: "New", leadId: await lead() };
      case "/api/objections":
        return { text: "New", dealId: await hers("/api/deals") };
      case "/api/attachments":
        return { ...FILE, leadId: await lead() };
      case "/api/line-items":
        return { product: "New", dealId: await hers("/api/deals") };
      case "/api/custom-fields":
        return { of: "lead", type: "text", label: `New ${randomUUID()}` };
      default:
        return { name: "New" };
    }
  }

  const BYTES = { "content-type": "application/octet-stream" };
  const FILE = { name: "abc.txt", type: "text/plain", size: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" };
  const device = { id: "nobody's", token: "none" };
  const LINK = { name: "Mine", shows: { tasks: true, meetings: true, closeDates: true, todos: false } };
  const user = () => `?user=${world().people.eva.id}`;

  /** A file of hers, of which the server has no byte, all of them, or all of them and knows it. */
  async function file(far: "record" | "bytes" | "whole"): Promise<string> {
    const id = await hers("/api/attachments");
    const path = `/api/attachments/${id}/upload`;
    if (far !== "record") expect((await eva().send("PUT", `${path}?offset=0`, "abc", BYTES)).status).toBe(200);
    if (far === "whole") expect((await eva().send("POST", path)).status).toBe(200);
    return `/api/attachments/${id}`;
  }

  /** A customer of hers, whose first order has been worked off. */
  async function herCustomer(): Promise<{ readonly id: string; readonly email: string }> {
    const email = `${randomUUID()}@example.com`;
    const taken = await eva().send("POST", "/api/customers", { email });
    if (taken.status !== 202) throw new Error(`no customer was taken: ${taken.text}`);
    while (at(await eva().send("GET", `/api/receipts/${String(at(taken, "id"))}`), "state") !== "done") await new Promise((resolve) => setTimeout(resolve, 30));
    return { id: String(at(await eva().send("GET", `/api/customers?email=${email}`), 0, "id")), email };
  }

  async function target(operation: string): Promise<Target> {
    const [method = "", path = ""] = operation.split(" ");
    switch (operation) {
      case "put /api/leads/{id}/assign":
        return { path: `/api/leads/${await hers("/api/leads")}/assign`, body: { ownerId: world().people.ben.id } };
      case "get /api/activities/lead/{leadId}":
        return { path: `/api/activities/lead/${await hers("/api/leads")}` };
      case "post /api/segments/preview":
        return { path, body: { rule: null } };
      case "get /api/segments/{id}/preview":
      case "get /api/segments/{id}/customers":
        return { path: path.replace("{id}", await hers("/api/segments")) };
      case "get /api/segments/{id}/why/{contact}":
        return { path: path.replace("{id}", await hers("/api/segments")).replace("{contact}", await hers("/api/contacts")) };
      case "post /api/campaigns/{id}/start":
        return { path: path.replace("{id}", await hers("/api/campaigns")), body: {} };
      case "post /api/campaigns/{id}/pause":
      case "post /api/campaigns/{id}/resume":
      case "post /api/campaigns/{id}/cancel":
      case "get /api/campaigns/{id}/messages":
      case "get /api/campaigns/{id}/hours":
        return { path: path.replace("{id}", await hers("/api/campaigns")) };
      case "post /api/campaigns/{id}/messages/{contact}/retry":
        return { path: `/api/campaigns/${await hers("/api/campaigns")}/messages/${await hers("/api/contacts")}/retry` };
      case "get /api/campaigns/{id}/preview":
        return { path: `/api/campaigns/${await hers("/api/campaigns")}/preview?contact=${await hers("/api/contacts")}` };
      case "post /api/campaigns/{id}/test":
        return { path: path.replace("{id}", await hers("/api/campaigns")), body: { contact: await hers("/api/contacts") } };
      case "post /api/suppressions":
        return { path, body: { address: `${randomUUID()}@example.com`, note: "asked for it" } };
      case "delete /api/suppressions/{hash}":
        return { path: `/api/suppressions/${"h".repeat(43)}?reason=asked` };
      case "get /api/attachments/{id}/content":
        return { path: `${await file("whole")}/content` };
      case "get /api/attachments/{id}/upload":
        return { path: `${await file("record")}/upload` };
      case "put /api/attachments/{id}/upload":
        return { path: `${await file("record")}/upload?offset=0`, body: "abc", headers: BYTES };
      case "post /api/attachments/{id}/upload":
        return { path: `${await file("bytes")}/upload` };
      case "get /api/records/{id}/history":
        return { path: `/api/records/${await hers("/api/leads")}/history` };
      case "post /api/ai/feedback":
        return { path, body: { suggestionId: "call", dealId: await hers("/api/deals"), useful: true } };
      case "get /api/deals/{id}/coach":
      case "post /api/deals/{id}/win-loss":
        return { path: path.replace("{id}", await hers("/api/deals")) };
      case "get /api/contacts/{id}/persona":
      case "get /api/contacts/{id}/orders":
        return { path: path.replace("{id}", await hers("/api/contacts")) };
      case "post /api/customers":
        return { path, body: { email: `${randomUUID()}@example.com` } };
      case "get /api/customers": {
        // What is posted is there once it is worked off.
        const { id, email } = await herCustomer();
        return { path: `${path}?email=${email}`, id };
      }
      case "post /api/orders":
        return { path, body: { order_id: randomUUID(), email: `${randomUUID()}@example.com`, amount: 1 } };
      case "get /api/orders":
        return { path: `${path}?customer_id=${await hers("/api/contacts")}` };
      case "get /api/receipts/{id}":
        return { path: path.replace("{id}", String(at(await eva().send("POST", "/api/customers", { email: `${randomUUID()}@example.com` }), "id"))) };
      case "post /api/objections/handle":
        return { path, body: { objectionText: "It is too expensive", dealId: await hers("/api/deals") } };
      case "post /api/ai/messages":
        return { path, body: { goal: "Win customers back" } };
      case "post /api/ai/summary":
        return { path, body: { campaign_id: await hers("/api/campaigns") } };
      case "post /api/ai/rules":
      case "post /api/ai/segment-rule":
        return { path, body: { text: "spent over 5K" } };
      case "post /api/ai/answers":
        return { path, body: { assistant: "coach", recordId: await hers("/api/deals") } };
      case "post /api/ai/campaign-variants":
        return { path, body: { campaignId: await hers("/api/campaigns"), goal: "Win customers back" } };
      case "post /api/ai/campaign-summary":
        return { path, body: { campaignId: await hers("/api/campaigns") } };
      case "put /api/assistant/model":
        return { path, body: { preset: "other", baseUrl: "https://models.example/v1", model: "none", temperature: 0.7, suggestionTokens: 400, analysisTokens: 800, masks: true, perDay: null, priceIn: 0, priceOut: 0 } };
      case "post /api/auth/setup":
        return { path, body: ADMIN };
      case "post /api/users/login":
      case "post /api/auth/login":
        return { path, body: { email: "eva@example.com", password: ADMIN.password } };
      case "post /api/auth/invitation":
        return { path, body: { token: "t".repeat(43) } };
      case "post /api/users/register":
      case "post /api/auth/register":
        return { path, body: { token: "t".repeat(43), name: "Nobody", password: ADMIN.password } };
      case "post /api/auth/login/code":
        return { path, body: { challenge: "t".repeat(43), code: "123456" } };
      case "post /api/auth/refresh":
        return { path, body: { refreshToken: "t".repeat(43) } };
      case "post /api/auth/dev-token":
        return { path, body: { email: "nobody@example.com" } };
      case "post /api/auth/forgot-password":
        return { path, body: { email: "nobody@example.com" } };
      case "post /api/auth/reset-password":
        return { path, body: { token: "t".repeat(43), password: ADMIN.password } };
      case "post /api/auth/verify-email":
        return { path, body: { token: "t".repeat(43) } };
      case "post /api/auth/password":
        return { path, body: { currentPassword: ADMIN.password, password: "short" } };
      case "post /api/auth/second-factor":
        return { path, body: {} };
      case "post /api/auth/second-factor/confirm":
      case "post /api/auth/second-factor/recovery-codes":
      case "delete /api/auth/second-factor":
        return { path, body: { code: "1" } };
      case "get /api/auth/second-factor/members/{id}":
        return { path: `/api/auth/second-factor/members/${world().people.eva.id}` };
      case "delete /api/auth/second-factor/members/{id}":
        return { path: `/api/auth/second-factor/members/${world().people.eva.id}`, body: { password: ADMIN.password } };
      case "delete /api/auth/sessions/{id}":
        return { path: `/api/auth/sessions/${String(at(await eva().send("GET", "/api/auth/me"), "sessionId"))}` };
      case "post /api/invitations":
        return { path, body: { email: `${randomUUID()}@example.com`, role: "exec", team: "north" } };
      case "get /api/invitations":
        return { path, id: await invitation() };
      case "delete /api/invitations/{id}":
        return { path: `/api/invitations/${await invitation()}` };
      case "get /api/devices":
      case "delete /api/devices":
        return { path: path + user() };
      case "patch /api/devices/{id}":
        return { path: `/api/devices/none${user()}`, body: { name: "x" } };
      case "delete /api/devices/{id}":
        return { path: `/api/devices/none${user()}` };
      case "put /api/devices/recovery":
        return { path, body: { workspaceId: world().workspaceId, device, secret: null } };
      case "post /api/devices/recovery":
        return { path, body: { workspaceId: world().workspaceId, device } };
      case "patch /api/workspace":
        return { path, body: { offlineLeaseDays: 14 } };
      case "get /api/privacy/people/{id}":
      case "get /api/privacy/people/{id}/export":
      case "get /api/privacy/people/{id}/page": {
        const id = await hers("/api/contacts");
        return { path: path.replace("{id}", id), id };
      }
      case "post /api/privacy/erasures":
        return { path, body: { person: await hers("/api/contacts"), name: "Hers" } };
      case "post /api/privacy/members/{id}/erasure": {
        const id = await hers("/api/users");
        const gone = await world().people.ann.browser.send("DELETE", `/api/users/${id}`);
        if (gone.status !== 200) throw new Error(`not deactivated: ${gone.text}`);
        return { path: path.replace("{id}", id), body: { name: "New" } };
      }
      case "get /api/privacy/erasures/{id}":
      case "get /api/privacy/erasures/{id}/page":
        return { path: path.replace("{id}", randomUUID()) };
      case "put /api/privacy/use/consent":
        return { path, body: { consent: true } };
      case "post /api/privacy/use":
        return { path, body: { uses: { deals: 1 } } };
      case "patch /api/profile":
        return { path, body: { name: "As before" } };
      case "patch /api/profile/workspace":
        return { path, body: { workspaceId: world().workspaceId, name: "As before" } };
      case "post /api/audit/exports":
        return { path, body: { workspaceId: world().workspaceId, format: "csv", records: 1 } };
      case "post /api/notifications":
        return { path, body: { text: "Hello", user: world().people.eva.id } };
      case "post /api/notifications/emit":
        return { path, body: { text: "Hello", users: [world().people.eva.id] } };
      case "put /api/notifications/preferences":
        return { path, body: (await eva().send("GET", path)).body.data };
      case "post /api/notifications/push":
        return { path, body: { endpoint: "https://push.example/1", keys: { p256dh: "none", auth: "none" } } };
      case "delete /api/notifications/push":
        return { path, body: { endpoint: "https://push.example/1" } };
      case "get /api/notifications/{id}":
      case "delete /api/notifications/{id}":
      case "put /api/notifications/{id}/read":
      case "delete /api/webhooks/{id}":
      case "post /api/webhooks/{id}/secret":
      case "post /api/webhooks/{id}/ping":
      case "get /api/webhooks/{id}/deliveries":
        return { path: path.replace("{id}", randomUUID()) };
      case "post /api/webhooks/{id}/deliveries/{delivery}/again":
        return { path: `/api/webhooks/${randomUUID()}/deliveries/${randomUUID()}/again` };
      case "patch /api/webhooks/{id}":
        return { path: `/api/webhooks/${randomUUID()}`, body: { active: false } };
      case "put /api/hubspot":
        return { path, body: { token: "pat-none-of-anybody" } };
      case "get /api/hubspot/{list}":
        return { path: "/api/hubspot/contacts" };
      case "post /api/webhooks":
        return { path, body: { name: "Mine", url: "https://hooks.example/1", events: ["deal.won"] } };
      case "post /api/delivery-receipt":
        return { path, body: { vendor_message_id: "none", event: "delivered" } };
      case "post /api/mock-send":
        return { path, body: { message: "Hello" } };
      case "post /api/calendar-links":
        return { path, body: LINK };
      case "delete /api/calendar-links/{id}":
        return { path: `/api/calendar-links/${String(at(await eva().send("POST", "/api/calendar-links", LINK), "id"))}` };
      case "get /api/calendar/{file}":
        return { path: `/api/calendar/${"t".repeat(43)}.ics` };
      case "post /api/vectors/known":
        return { path, body: { model: "m@1", wanted: [] } };
      case "post /api/vectors/close":
        return { path, body: { text: "price" } };
      case "post /api/admin/index-data":
        return { path };
      case "post /api/vectors/share":
        return { path, body: { model: "m@1", vectors: [] } };
      case "post /api/sync/ticket":
        return { path, body: {} };
      case "get /api/api-keys":
        return { path, id: (await world().key()).id };
      case "post /api/api-keys":
        return { path, body: { name: "Mine", scopes: ["leads:read"] } };
      case "delete /api/api-keys/{id}":
        return { path: `/api/api-keys/${(await world().key()).id}` };
      default: {
        if (!path.endsWith("/{id}")) return method === "get" ? { path, ...(MATRIX[operation]?.includes("0") === true && { id: await hers(path) }) } : { path, ...(method === "post" && !path.startsWith("/api/auth") && { body: await bodyOf(path) }) };
        const list = path.slice(0, -"/{id}".length);
        const id = await hers(list);
        const renamed = list === "/api/deals" || list === "/api/tasks" ? { title: "Renamed" } : list === "/api/activities" || list === "/api/objections" ? { text: "Renamed" } : list === "/api/line-items" ? { product: "Renamed" } : list === "/api/custom-fields" ? { label: `Renamed ${id}` } : { name: "Renamed" };
        return { path: `${list}/${id}`, ...(method === "put" && { body: renamed }) };
      }
    }
  }

  const invitation = async (): Promise<string> => String(at(await world().people.ann.browser.send("POST", "/api/invitations", { email: `${randomUUID()}@example.com`, role: "exec", team: "" }), "id"));

  async function signIn(name: Name): Promise<Browser> {
    const browser = world().server.browser();
    const entered = await browser.send("POST", "/api/auth/login", { email: name === "ann" ? ADMIN.email : `${name}@example.com`, password: ADMIN.password });
    if (entered.status !== 200) throw new Error(`${name} could not sign in: ${entered.text}`);
    return browser;
  }

  interface Keys { readonly bare: string; readonly revoked: string; readonly old: string; readonly good: string }
  async function keysOf({ key, people, server }: RestWorld): Promise<Keys> {
    const [bare, revoked, old] = [await key(["pipelines:read"]), await key(), await key(undefined, "ann", 1)];
    await people.ann.browser.send("DELETE", `/api/api-keys/${revoked.id}`);
    server.advance(86_400_001);
    return { bare: bare.key, revoked: revoked.key, old: old.key, good: (await key(undefined, "ann", 700)).key };
  }

  it("U2 S6 I4 every operation does for every caller what its line says, and nothing else", { timeout: 600_000 }, async () => {
    const { people } = world();
    const agreed = { id: settingsId(world().workspaceId), kind: "settings", create: true, set: { assistant: { value: true, base: null }, assistantContacts: { value: "here", base: null } } } as const;
    expect(await world().feed.write(world().workspaceId, people.ann.id, "create", [agreed])).toMatchObject({ ok: true });
    expect((await people.rea.browser.send("GET", "/api/auth/me")).status).toBe(200);
    const cookies = { rea: people.rea.browser.cookieHeader(), dan: people.dan.browser.cookieHeader() };
    await world().platform.sessions.revokeAll(people.rea.id);
    const keys = await keysOf(world());
    const sessions = new Map<Name, Browser>();
    const wrong: unknown[] = [];
    for (const [operation, line] of Object.entries(MATRIX)) {
      const [method = ""] = operation.split(" ");
      // What only reads leaves it there for the next, and so does what was refused; few operations end a session.
      let shown = method === "get" ? await target(operation) : null;
      const mayEnd = /\/api\/(auth|devices)/.test(operation);
      for (const [index, column] of COLUMNS.entries()) {
        const expected = line.replaceAll(" ", "")[index] ?? "";
        const name = PERSON[column];
        // By these two the rest is made: what ends their sessions is told apart from what they ask here.
        if (mayEnd) for (const maker of ["eva", "ann"] as const) if ((await people[maker].browser.send("GET", "/api/auth/me")).status === 401) Object.assign(people[maker], { browser: await signIn(maker) });
        let reply: Reply;
        const asBrowser = name !== undefined && name !== "dan" && name !== "rea";
        if (asBrowser && (sessions.get(name) === undefined || (mayEnd && (await sessions.get(name)?.send("GET", "/api/auth/me"))?.status !== 200))) sessions.set(name, await signIn(name));
        const browser = name === undefined ? null : (sessions.get(name) ?? null);
        const of = shown ?? (await target(operation));
        if (asBrowser && browser) reply = await browser.send(method.toUpperCase(), of.path, of.body, of.headers);
        else if (name !== undefined) reply = await world().call(null, method.toUpperCase(), of.path, of.body, { ...of.headers, origin: world().server.url, cookie: cookies[name === "rea" ? "rea" : "dan"] });
        else reply = await world().call(column === "anonymous" ? null : { "key without scope": keys.bare, "key revoked": keys.revoked, "key run out": keys.old }[column as "key revoked"] ?? keys.good, method.toUpperCase(), of.path, of.body, of.headers);
        shown = method === "get" || reply.status >= 400 ? of : null;
        const scoped = column === "key without scope" && operation.includes("/api/pipelines");
        const fits = (MEANING[scoped ? "+" : expected] ?? []).includes(reply.status);
        const told = of.id !== undefined && reply.status === 200 ? reply.text.includes(of.id) : expected === "+";
        if (!fits || (expected === "0" && told) || (expected === "+" && of.id !== undefined && !told)) wrong.push([operation, column, expected, reply.status, reply.text.slice(0, 200)]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("U1 U2 who owes the second step may set it up and leave; everything else, and a key of theirs, is refused and says why", { timeout: 300_000 }, async () => {
    const { platform, workspaceId } = world();
    const requiring = (on: boolean) => platform.database.sql`update workspace set require_second_factor = ${on} where id = ${workspaceId}`;
    const key = (await world().key(undefined, "ann", 700)).key;
    const targets = new Map<string, Target>();
    for (const { access, method, path } of allOperations) if (access !== "anybody") targets.set(`${method} ${path}`, await target(`${method} ${path}`));
    let browser = await signIn("ann");
    await requiring(true);
    const wrong: unknown[] = [];
    for (const [operation, of] of [...targets, ["post /api/sync/ticket", { path: "/api/sync/ticket", body: {} }] as const]) {
      const method = (operation.split(" ")[0] ?? "").toUpperCase();
      const reply = await browser.send(method, of.path, of.body, of.headers);
      const allowed = HELD[operation];
      const fits = allowed === undefined ? reply.status === 403 && reply.body.code === "second-factor-required" : (MEANING[allowed] ?? []).includes(reply.status);
      if (!fits) wrong.push([operation, reply.status, reply.text.slice(0, 200)]);
      if (operation.endsWith("/logout")) browser = await signIn("ann");
      const access = allOperations.find(({ method: of_, path }) => `${of_} ${path}` === operation)?.access ?? "";
      if (!access.includes(":")) continue;
      const program = await world().call(key, method, of.path, of.body, of.headers);
      if (program.body.code !== "second-factor-required") wrong.push([operation, "key", program.status, program.text.slice(0, 200)]);
    }
    expect(wrong).toEqual([]);
    // Of another workspace's people nothing is asked.
    const otto = await signIn("otto");
    expect((await otto.send("GET", "/api/leads")).status).toBe(200);
    await requiring(false);
    expect((await world().call(key, "GET", "/api/leads")).status).toBe(200);
  });
}, {}, PLACES);
