import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { openFeed } from "../feed/open-feed.ts";
import { codeOf } from "../testing/authenticator.ts";
import { describeOnEachServer } from "../testing/each-server.ts";
import { memoryFeed } from "../testing/memory-feed.ts";
import { ADMIN, at, type Browser, setUp } from "../testing/test-server.ts";

const PASSWORD = "correct horse battery";
const withFeed = () => ({ ...memoryFeed(), create: openFeed });

describeOnEachServer("the routes of notifications and webhooks", {}, (server) => {
  let admin: Browser;
  let manager: Browser;
  let rep: Browser;
  const ids: Record<string, string> = {};
  const join = async (email: string, role: string, team: string): Promise<Browser> => {
    const made = await admin.send("POST", "/api/invitations", { email, role, team });
    const browser = server().browser();
    const token = String(at(made, "link")).split("#")[1];
    const accepted = await browser.send("POST", "/api/auth/register", { token, name: email.split("@")[0], password: PASSWORD });
    if (accepted.status !== 200) throw new Error(accepted.text);
    ids[email] = String(at(await browser.send("GET", "/api/auth/me"), "user", "id"));
    return browser;
  };
  beforeAll(async () => {
    admin = await setUp(server());
    ids["admin"] = String(at(await admin.send("GET", "/api/auth/me"), "user", "id"));
    manager = await join("max@example.com", "manager", "north");
    rep = await join("rita@example.com", "exec", "north");
    await join("sid@example.com", "exec", "south");
  });

  const HOOK = { name: "ERP", url: "https://hooks.example.com/in", events: ["deal.won"] };

  it("I4 U2 webhooks are the admins' alone, and their secret is shown once", async () => {
    for (const browser of [manager, rep]) for (const [method, path] of [["GET", ""], ["POST", ""], ["PATCH", `/${randomUUID()}`], ["DELETE", `/${randomUUID()}`], ["POST", `/${randomUUID()}/ping`], ["POST", `/${randomUUID()}/secret`], ["GET", `/${randomUUID()}/deliveries`], ["POST", `/${randomUUID()}/deliveries/${randomUUID()}/again`]] as const) {
      expect([method, path, (await browser.send(method, `/api/webhooks${path}`, method === "GET" ? undefined : HOOK)).status]).toEqual([method, path, 403]);
    }
    expect((await server().browser().send("GET", "/api/webhooks")).status).toBe(401);
    const made = await admin.send("POST", "/api/webhooks", HOOK);
    expect(made).toMatchObject({ status: 200, body: { data: { ...HOOK, active: true } } });
    const [id, secret] = [String(at(made, "id")), String(at(made, "secret"))];
    expect(secret).toMatch(/^whsec_/);
    expect((await admin.send("GET", "/api/webhooks")).text).not.toContain(secret);
    expect(server().logLines.join("")).not.toContain(secret);
    expect((await admin.send("PATCH", `/api/webhooks/${id}`, { active: false })).body.data).toMatchObject({ active: false, name: "ERP" });
    expect((await admin.send("GET", `/api/webhooks?workspace=${randomUUID()}`)).status).toBe(403);
    expect((await admin.send("DELETE", `/api/webhooks/${id}`)).status).toBe(200);
    for (const [method, path] of [["DELETE", `/${id}`], ["PATCH", `/${id}`], ["POST", `/${id}/ping`], ["GET", `/${id}/deliveries`], ["POST", `/${id}/deliveries/${id}/again`], ["DELETE", "/%00"], ["GET", "/x%27/deliveries"]] as const) {
      expect([path, (await admin.send(method, `/api/webhooks${path}`, method === "PATCH" ? { active: true } : undefined)).status]).toEqual([path, 404]);
    }
  });

  it.each([
    [{ ...HOOK, url: "http://hooks.example.com" }, "url"], [{ ...HOOK, url: "https://127.0.0.1/" }, "url"], [{ ...HOOK, url: "https://[::1]/" }, "url"], [{ ...HOOK, url: "https://localhost:9/" }, "url"],
    [{ ...HOOK, url: "https://u:p@hooks.example.com" }, "url"], [{ ...HOOK, url: 3 }, "url"], [{ ...HOOK, url: "x".repeat(1001) }, "url"], [{ ...HOOK, url: "https://a.example/\u0000" }, "url"],
    [{ ...HOOK, events: [] }, "events"], [{ ...HOOK, events: ["deal.sold"] }, "events.0"], [{ ...HOOK, events: "deal.won" }, "events"],
    [{ ...HOOK, name: "" }, "name"], [{ ...HOOK, name: "\ud800" }, "name"], [{ ...HOOK, secret: "mine" }, "secret"],
  ])("I4 a webhook that is not right is refused, and the field is named (%#)", async (body, field) => {
    const reply = await admin.send("POST", "/api/webhooks", body);
    expect(reply.status).toBe(422);
    expect(reply.body["errors"]).toMatchObject([{ field }]);
  });

  it("U5 U2 managers tell their team and admins everybody; whoever is told reads it and nobody else does", async () => {
    const sid = ids["sid@example.com"];
    const [max, rita] = [ids["max@example.com"], ids["rita@example.com"]];
    expect((await rep.send("POST", "/api/notifications", { user: rita, text: "Hello" })).status).toBe(403);
    expect((await manager.send("POST", "/api/notifications", { user: sid, text: "Hello" })).status).toBe(422);
    const sent = await manager.send("POST", "/api/notifications", { user: rita, text: "Call me" });
    const id = String(at(sent, 0, "id"));
    expect((await rep.send("GET", "/api/notifications")).body).toMatchObject({ data: [{ id, type: "message", message: "max: Call me", read: false, by: max }], meta: { page: 1, total: 1, unread: 1 } });
    for (const browser of [admin, manager]) {
      expect((await browser.send("GET", "/api/notifications")).body.data).toEqual([]);
      for (const [method, path] of [["GET", `/${id}`], ["PUT", `/${id}/read`], ["DELETE", `/${id}`]] as const) expect((await browser.send(method, `/api/notifications${path}`)).status).toBe(404);
    }
    expect((await rep.send("PUT", `/api/notifications/${id}/read`)).body.data).toMatchObject({ read: true });
    expect((await rep.send("GET", "/api/notifications?unread=true")).body).toMatchObject({ data: [], meta: { unread: 0 } });
    expect((await admin.send("POST", "/api/notifications/emit", { users: "all", text: "Maintenance at noon", type: "campaign" })).body.data).toHaveLength(4);
    expect((await rep.send("GET", "/api/notifications?limit=1&page=1")).body).toMatchObject({ data: [{ message: "Maintenance at noon" }], meta: { total: 2, unread: 1 } });
    expect((await rep.send("PUT", "/api/notifications/read-all")).body.data).toEqual({ read: 1 });
    expect((await rep.send("DELETE", `/api/notifications/${id}`)).status).toBe(200);
    expect((await rep.send("GET", `/api/notifications/${id}`)).status).toBe(404);
    expect((await rep.send("GET", "/api/notifications")).body).toMatchObject({ meta: { total: 1 } });
  });

  it.each([
    ["POST", "", { user: "x", text: "y" }], ["POST", "", { text: "y" }], ["POST", "", { user: randomUUID(), text: "y" }], ["POST", "/emit", { users: [], text: "y" }], ["POST", "/emit", { users: "all", text: "" }],
    ["POST", "/emit", { users: "all", text: "y", about: randomUUID() }], ["POST", "/emit", { users: "all", text: "a\u0000b" }], ["POST", "/emit", { users: "all", text: "\ud800" }], ["POST", "/emit", { users: "all", text: "y", type: "assigned" }],
    ["PUT", "/preferences", {}], ["PUT", "/preferences", { digest: "hourly" }], ["POST", "/push", { endpoint: "x" }],
    ["POST", "/push", { endpoint: "https://127.0.0.1/", keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } }], ["DELETE", "/push", {}],
    ["GET", "?page=0", undefined], ["GET", "?limit=1000", undefined], ["GET", "?unread=perhaps", undefined],
  ] as const)("U5 %s /api/notifications%s with what is not right is refused, and the field is named (%#)", async (method, path, body) => {
    const reply = await admin.send(method, `/api/notifications${path}`, body);
    expect(reply.status).toBe(422);
    expect(reply.body["errors"]).not.toEqual([]);
  });

  it("U5 what is not there is nobody's, and nothing is for who is not signed in", async () => {
    for (const id of [randomUUID(), "%00", "x", "read-all"]) expect((await rep.send("GET", `/api/notifications/${id}`)).status).toBe(404);
    expect((await rep.send("DELETE", "/api/notifications/push", { endpoint: "https://push.example/x" })).status).toBe(404);
    for (const [method, path] of [["GET", ""], ["POST", ""], ["POST", "/emit"], ["PUT", "/read-all"], ["GET", "/preferences"], ["PUT", "/preferences"], ["GET", "/push"], ["POST", "/push"]] as const) {
      expect((await server().browser().send(method, `/api/notifications${path}`, method === "GET" ? undefined : {})).status).toBe(401);
    }
    expect((await rep.send("GET", `/api/notifications?workspace=${randomUUID()}`)).status).toBe(403);
  });

  it("U5 how one is told is one's own, and kept", async () => {
    const before = (await rep.send("GET", "/api/notifications/preferences")).body.data as Record<string, unknown>;
    const mine = { ...before, digest: "daily", quiet: { from: "22:00", to: "07:00" }, timeZone: "Europe/Berlin" };
    expect((await rep.send("PUT", "/api/notifications/preferences", mine)).body.data).toEqual(mine);
    expect((await rep.send("GET", "/api/notifications/preferences")).body.data).toEqual(mine);
    expect((await manager.send("GET", "/api/notifications/preferences")).body.data).toEqual(before);
    for (const wrong of [{ ...mine, timeZone: "Mars/Base" }, { ...mine, digestAt: "25:00" }, { ...mine, quiet: { from: "x", to: "y" } }]) expect((await rep.send("PUT", "/api/notifications/preferences", wrong)).status).toBe(422);
    expect(String(at(await rep.send("GET", "/api/notifications/push"), "key"))).toMatch(/^B[\w-]{86}$/);
  });

  it("U5 U1 whose second step an admin took off is told by whom, once", async () => {
    const id = ids["rita@example.com"] ?? "";
    const begun = await rep.send("POST", "/api/auth/second-factor", { password: PASSWORD });
    expect((await rep.send("POST", "/api/auth/second-factor/confirm", { code: codeOf(String(at(begun, "secret")), Date.now()) })).status).toBe(200);
    for (let time = 0; time < 2; time += 1) expect((await admin.send("DELETE", `/api/auth/second-factor/members/${id}`, { password: ADMIN.password })).status).toBe(200);
    const told = (await rep.send("GET", "/api/notifications")).body.data as readonly { readonly message: string; readonly by: string | null }[];
    expect(told.filter(({ message }) => message.includes("took the second step off your sign-in")).map(({ by }) => by)).toEqual([ids["admin"]]);
  });
}, withFeed);
