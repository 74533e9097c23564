import { describe, expect, it } from "vitest";
import type { ApiCall, ApiProblem, JsonApi } from "../platform/json-api.ts";
import type { TextMemory } from "../platform/text-memory.ts";
import { createSession } from "./session.ts";

const ada = { id: "u1", name: "Ada", email: "ada@example.com", role: "admin", workspaceId: "w1", workspaceName: "Acme" };
const me = { user: { id: "u1", name: "Ada", email: "ada@example.com" }, sessionId: "s1", memberships: [{ workspaceId: "w1", workspaceName: "Acme", role: "admin", team: "" }] };
const nobody = { needsSetup: false, signedIn: false, me: null };
const away: ApiProblem = { kind: "unreachable" };

const memoryOf = (start: Record<string, string> = {}): TextMemory & { readonly all: Map<string, string> } => {
  const all = new Map(Object.entries(start));
  return {
    all,
    read: (key) => all.get(key),
    write: (key, value) => void (value === undefined ? all.delete(key) : all.set(key, value)),
  };
};

const server = (answers: Record<string, unknown>): JsonApi & { readonly calls: ApiCall[] } => {
  const calls: ApiCall[] = [];
  const api = async (call: ApiCall) => {
    calls.push(call);
    const answer = answers[`${call.method} ${call.path}`];
    return answer === undefined ? ({ ok: false, error: away } as const) : ({ ok: true, value: answer } as const);
  };
  return Object.assign(api, { calls });
};

describe("session", () => {
  it("S1 opens for a remembered person while the server is away", async () => {
    const session = createSession({ api: server({}), memory: memoryOf({ "outrider.user": JSON.stringify(ada) }) });
    expect(await session.ready()).toEqual({ kind: "signed-in", user: ada, expired: false });
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: false });
  });

  it("U1 keeps local data readable when the session has ended, and says so", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memoryOf({ "outrider.user": JSON.stringify(ada) }) });
    await session.ready();
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: true });
  });

  it("U1 asks for set-up where there is no user yet, and signs the first admin in", async () => {
    const state: Record<string, unknown> = { needsSetup: true, signedIn: false, me: null };
    const memory = memoryOf();
    const session = createSession({ api: server({ "GET /api/auth/state": state, "POST /api/auth/setup": {} }), memory });
    expect(await session.ready()).toEqual({ kind: "needs-set-up" });
    Object.assign(state, { needsSetup: false, signedIn: true, me });
    expect(await session.setUp({ workspaceName: "Acme", name: "Ada", email: ada.email, password: "a long password" })).toEqual({ ok: true, value: undefined });
    expect(session.read()).toMatchObject({ kind: "signed-in", user: ada });
    expect(memory.all.get("outrider.user")).not.toContain("a long password");
  });

  it("U1 does not say signed in when the server did not keep the session", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody, "POST /api/auth/login": {} }), memory: memoryOf() });
    await session.ready();
    expect(await session.signIn({ email: "a@b.c", password: "x" })).toMatchObject({ ok: false });
    expect(session.read().kind).toBe("signed-out");
  });

  it("U1 stays signed in when sign-out did not reach the server", async () => {
    const memory = memoryOf({ "outrider.user": JSON.stringify(ada) });
    const session = createSession({ api: server({}), memory });
    expect(await session.signOut()).toEqual({ ok: false, error: away });
    expect(session.read().kind).toBe("signed-in");
    expect(memory.all.has("outrider.user")).toBe(true);
  });

  it("U1 forgets the person after sign-out", async () => {
    const memory = memoryOf({ "outrider.user": JSON.stringify(ada) });
    const session = createSession({ api: server({ "DELETE /api/auth/logout": null }), memory });
    expect(await session.signOut()).toEqual({ ok: true, value: undefined });
    expect(session.read()).toEqual({ kind: "signed-out", reachable: true });
    expect(memory.all.has("outrider.user")).toBe(false);
  });

  it("U1 stays in the workspace used before, of several", async () => {
    const two = { ...me, memberships: [{ workspaceId: "w0", workspaceName: "Other", role: "exec" }, ...me.memberships] };
    const session = createSession({ api: server({ "GET /api/auth/state": { ...nobody, me: two } }), memory: memoryOf({ "outrider.user": JSON.stringify(ada) }) });
    await session.check();
    expect(session.read()).toMatchObject({ user: { workspaceId: "w1", role: "admin" } });
  });

  it("U1 says whom an invitation is for", async () => {
    const session = createSession({ api: server({ "POST /api/auth/invitation": { email: "bo@example.com", workspaceName: "Acme", role: "exec" } }), memory: memoryOf() });
    expect(await session.invitation("t")).toEqual({ ok: true, value: { email: "bo@example.com", workspaceName: "Acme" } });
  });

  it("U1 takes a damaged memory for none", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memoryOf({ "outrider.user": "{" }) });
    expect(await session.ready()).toEqual({ kind: "signed-out", reachable: true });
  });
});
