import { describe, expect, it } from "vitest";
import type { ApiCall, ApiProblem, JsonApi } from "../platform/json-api.ts";
import type { PersonMemory } from "../platform/person-memory.ts";
import { createSession } from "./session.ts";

const ada = { id: "u1", name: "Ada", email: "ada@example.com", role: "admin", workspaceId: "w1", workspaceName: "Acme" };
const me = { user: { id: "u1", name: "Ada", email: "ada@example.com" }, sessionId: "s1", memberships: [{ workspaceId: "w1", workspaceName: "Acme", role: "admin", team: "" }] };
const nobody = { needsSetup: false, signedIn: false, me: null };
const away: ApiProblem = { kind: "unreachable" };

/** What a device keeps, and the tabs that share it. */
const memoryOf = (start?: string) => {
  let kept = start;
  const tabs: { heard: () => void }[] = [];
  const tab = (): PersonMemory => {
    const mine = { heard: () => undefined as void };
    tabs.push(mine);
    return {
      read: async () => kept,
      write: async (text) => {
        kept = text;
        for (const each of tabs) if (each !== mine) each.heard();
      },
      onOther: (heard) => void (mine.heard = heard),
    };
  };
  return { ...tab(), tab, kept: () => kept };
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
    const session = createSession({ api: server({}), memory: memoryOf(JSON.stringify(ada)) });
    expect(await session.ready()).toEqual({ kind: "signed-in", user: ada, expired: false });
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: false });
  });

  it("U1 keeps local data readable when the session has ended, and says so", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memoryOf(JSON.stringify(ada)) });
    await session.ready();
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: true });
  });

  it("U1 who owes a second step is led to it at a start and a sign-in, and may go on with what is here", async () => {
    const answers: Record<string, unknown> = { "GET /api/auth/state": { needsSetup: false, signedIn: true, me: { ...me, secondFactorRequired: true } }, "POST /api/auth/login": {} };
    const memory = memoryOf(JSON.stringify(ada));
    const session = createSession({ api: server(answers), memory });
    expect(await session.ready()).toEqual({ kind: "signed-in", user: ada, expired: false });
    await session.check();
    expect(session.read()).toMatchObject({ user: ada, owes: "now" });
    session.owesLater();
    expect(session.read()).toMatchObject({ user: ada, expired: false, owes: "later" });
    // Asked again it stays where the person put it; another sign-in leads there again.
    await session.check();
    expect(session.read()).toMatchObject({ owes: "later" });
    await session.enter("/api/auth/login", {});
    expect(session.read()).toMatchObject({ owes: "now" });
    expect(JSON.parse(memory.kept() ?? "null")).toEqual(ada);
    answers["GET /api/auth/state"] = { needsSetup: false, signedIn: true, me: { ...me, secondFactorRequired: false } };
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: false });
  });

  it("U1 S1 who was at work when it came to be owed is told beside it, and not taken from it", async () => {
    const answers: Record<string, unknown> = {};
    const session = createSession({ api: server(answers), memory: memoryOf(JSON.stringify(ada)) });
    await session.ready();
    await session.check();
    answers["GET /api/auth/state"] = { needsSetup: false, signedIn: true, me: { ...me, secondFactorRequired: true } };
    await session.check();
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: false, owes: "later" });
  });

  it("U1 asks for set-up where there is no user yet, and signs the first admin in", async () => {
    const state: Record<string, unknown> = { needsSetup: true, signedIn: false, me: null };
    const memory = memoryOf();
    const session = createSession({ api: server({ "GET /api/auth/state": state, "POST /api/auth/setup": {} }), memory });
    expect(await session.ready()).toEqual({ kind: "needs-set-up" });
    Object.assign(state, { needsSetup: false, signedIn: true, me });
    expect(await session.enter("/api/auth/setup", { workspaceName: "Acme", name: "Ada", email: ada.email, password: "a long password" })).toEqual({ ok: true, value: undefined });
    expect(session.read()).toMatchObject({ kind: "signed-in", user: ada });
    expect(memory.kept()).not.toContain("a long password");
  });

  it("U1 does not say signed in when the server did not keep the session", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody, "POST /api/auth/login": {} }), memory: memoryOf() });
    await session.ready();
    expect(await session.enter("/api/auth/login", { email: "a@b.c", password: "x" })).toMatchObject({ ok: false });
    expect(session.read().kind).toBe("signed-out");
  });

  it("U1 stays signed in when sign-out did not reach the server", async () => {
    const memory = memoryOf(JSON.stringify(ada));
    const session = createSession({ api: server({}), memory });
    expect(await session.signOut()).toEqual({ ok: false, error: away });
    expect(session.read().kind).toBe("signed-in");
    expect(memory.kept()).toContain(ada.id);
  });

  it("U1 forgets the person after sign-out", async () => {
    const memory = memoryOf(JSON.stringify(ada));
    const session = createSession({ api: server({ "DELETE /api/auth/logout": null }), memory });
    expect(await session.signOut()).toEqual({ ok: true, value: undefined });
    expect(session.read()).toEqual({ kind: "signed-out", reachable: true });
    expect(memory.kept()).toBeUndefined();
  });

  it("U1 stays in the workspace used before, of several", async () => {
    const two = { ...me, memberships: [{ workspaceId: "w0", workspaceName: "Other", role: "exec" }, ...me.memberships] };
    const session = createSession({ api: server({ "GET /api/auth/state": { ...nobody, me: two } }), memory: memoryOf(JSON.stringify(ada)) });
    await session.check();
    expect(session.read()).toMatchObject({ user: { workspaceId: "w1", role: "admin" } });
  });

  it("U1 with a second step to go nobody is signed in yet", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody, "POST /api/auth/login": { secondFactor: true, challenge: "c" } }), memory: memoryOf() });
    await session.ready();
    expect(await session.enter("/api/auth/login", { email: "a@b.c", password: "x" })).toEqual({ ok: true, value: "c" });
    expect(session.read().kind).toBe("signed-out");
  });

  it("U1 takes a damaged memory for none", async () => {
    const session = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memoryOf("{") });
    expect(await session.ready()).toMatchObject({ kind: "signed-out", reachable: true });
  });

  it("S7 a device that was revoked has nobody signed in, and keeps why; the tabs follow", async () => {
    const memory = memoryOf(JSON.stringify(ada));
    const session = createSession({ api: server({ "GET /api/auth/state": nobody }), memory });
    await session.ready();
    await memory.tab().write('{"revoked":"w1.u1"}');
    await expect.poll(() => session.read()).toEqual({ kind: "signed-out", reachable: true, left: '{"revoked":"w1.u1"}' });
    const next = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memory.tab() });
    expect(await next.ready()).toMatchObject({ kind: "signed-out", left: '{"revoked":"w1.u1"}' });
  });

  it("S2 shows nobody as signed in before the device has kept it", async () => {
    const memory = memoryOf();
    let kept: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => (kept = resolve));
    const slow: PersonMemory = { ...memory, write: (text) => disk.then(() => memory.write(text)) };
    const answers: Record<string, unknown> = { "GET /api/auth/state": nobody, "POST /api/auth/login": {} };
    const session = createSession({ api: server(answers), memory: slow });
    await session.ready();
    Object.assign(answers, { "GET /api/auth/state": { ...nobody, signedIn: true, me } });
    const entering = session.enter("/api/auth/login", { email: ada.email, password: "x" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(session.read().kind).toBe("signed-out");
    kept();
    expect(await entering).toEqual({ ok: true, value: undefined });
    expect(session.read()).toEqual({ kind: "signed-in", user: ada, expired: false });
    expect(JSON.parse(memory.kept() ?? "null")).toEqual(ada);
  });

  it("U1 the other tabs follow signing in and out", async () => {
    const memory = memoryOf();
    const answers: Record<string, unknown> = { "GET /api/auth/state": nobody, "POST /api/auth/login": {}, "DELETE /api/auth/logout": null };
    const one = createSession({ api: server(answers), memory });
    const two = createSession({ api: server({ "GET /api/auth/state": nobody }), memory: memory.tab() });
    await one.ready();
    await two.ready();
    Object.assign(answers, { "GET /api/auth/state": { ...nobody, signedIn: true, me } });
    await one.enter("/api/auth/login", { email: ada.email, password: "x" });
    await expect.poll(() => two.read()).toEqual({ kind: "signed-in", user: ada, expired: false });

    // A tab that knows the session has ended learns of the new one though the person is the same.
    await two.check();
    expect(two.read()).toMatchObject({ expired: true });
    await one.enter("/api/auth/login", { email: ada.email, password: "x" });
    await expect.poll(() => two.read()).toMatchObject({ kind: "signed-in", expired: false });

    await one.signOut();
    await expect.poll(() => two.read()).toEqual({ kind: "signed-out", reachable: true });
  });
});
