import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, type Browser, at, setUp } from "../testing/test-server.ts";

const PASSWORD = "a fine password";
const CHROME = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36" };
const PHONE = { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1" };

type View = Readonly<Record<string, unknown>> & { readonly id: string };

describeOnEachServer("devices", {}, (server) => {
  let admin: Browser;
  let manager: Browser;
  let rep: Browser;

  const login = async (email: string, password: string, headers = CHROME): Promise<Browser> => {
    const browser = server().browser();
    expect((await browser.send("POST", "/api/auth/login", { email, password }, headers)).status).toBe(200);
    return browser;
  };
  const join = async (email: string, role: string, team: string): Promise<Browser> => {
    const made = await admin.send("POST", "/api/invitations", { email, role, team });
    const link = String(at(made, "link"));
    const browser = server().browser();
    const reply = await browser.send("POST", "/api/auth/register", { token: link.slice(link.indexOf("#") + 1), name: email, password: PASSWORD }, CHROME);
    expect(reply.status).toBe(200);
    return browser;
  };
  const who = async (browser: Browser) => {
    const me = await browser.send("GET", "/api/auth/me");
    return { user: String(at(me, "user", "id")), session: String(at(me, "sessionId")), workspace: String(at(me, "memberships", 0, "workspaceId")) };
  };
  /** A browser says hello, as a device of a new name, of that name, or that name's clone. */
  const speaks = async (browser: Browser, device = randomBytes(9).toString("base64url"), before: string | null = null): Promise<string> => {
    await server().feed.said({ ...(await who(browser)), device, before });
    return device;
  };
  const list = async (browser: Browser, of = ""): Promise<readonly View[]> => (await browser.send("GET", `/api/devices${of}`)).body.data as readonly View[];

  beforeAll(async () => {
    admin = await setUp(server());
    manager = await join("max@example.com", "manager", "North");
    rep = await join("rita@example.com", "exec", "North");
  });

  it("U4 lists a browser once it keeps data, with where it runs and which one asks, and a bare sign-in as such", async () => {
    const phone = await login("rita@example.com", PASSWORD, PHONE);
    const id = await speaks(phone);
    const mine = await list(rep);
    expect(mine.find((one) => one.id === id)).toMatchObject({ browser: "Safari", system: "iPhone", form: "phone", current: false, signedIn: true, keepsData: true, name: null, revokedAt: null });
    expect(mine.filter(({ current }) => current)).toMatchObject([{ id: (await who(rep)).session, browser: "Chrome", keepsData: false }]);
    const own = await speaks(rep);
    expect((await list(rep)).filter(({ current }) => current)).toMatchObject([{ id: own, keepsData: true }]);
    expect(await list(phone)).toHaveLength(mine.length);
  });

  it("U4 one browser is one device: signed in anew, rolled back, with the name it was given", async () => {
    const browser = await login("rita@example.com", PASSWORD, PHONE);
    const id = await speaks(browser);
    const renamed = await rep.send("PATCH", `/api/devices/${id}`, { name: "  Van  " });
    expect(renamed.body.data).toMatchObject({ id, name: "Van" });
    const later = await login("rita@example.com", PASSWORD, PHONE);
    await speaks(later, id, id);
    const clone = await speaks(later, undefined, id);
    const named = (await list(rep)).filter(({ name }) => name === "Van");
    expect(named).toMatchObject([{ id: clone }]);
    expect((await rep.send("PATCH", "/api/devices/nothing", { name: "x" })).status).toBe(404);
    expect((await rep.send("PATCH", `/api/devices/${clone}`, { name: " " })).status).toBe(422);
    expect((await rep.send("PATCH", `/api/devices/${clone}`, { name: "x".repeat(61) })).status).toBe(422);
  });

  it("S7 U4 a revoked device: its next call answers 401, its session and tickets are gone, and it stays listed as not told yet", async () => {
    const lost = await login("rita@example.com", PASSWORD, PHONE);
    const id = await speaks(lost);
    expect((await rep.send("DELETE", `/api/devices/${id}`)).status).toBe(200);
    expect(await lost.send("GET", "/api/devices")).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
    expect((await lost.send("POST", "/api/sync/ticket", {})).status).toBe(401);
    const row = (await list(rep)).find((one) => one.id === id);
    expect(row).toMatchObject({ signedIn: false, current: false, toldAt: null });
    expect(row?.["revokedAt"]).not.toBeNull();
    // It comes back and is told. Revoking it again changes nothing, and a token that is none tells nobody anything.
    await server().feed.said({ ...(await who(rep)), device: null, before: id });
    expect((await list(rep)).find((one) => one.id === id)?.["toldAt"]).not.toBeNull();
    expect((await rep.send("DELETE", `/api/devices/${id}`)).status).toBe(200);
    expect((await rep.send("DELETE", "/api/devices/nothing")).status).toBe(404);
    const made = { userId: (await who(rep)).user, id, token: `1.${"a".repeat(43)}` };
    const asked = await lost.send("POST", "/api/sync/ticket", { workspaceId: (await who(rep)).workspace, device: made });
    expect(asked).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
  });

  it("U4 all other devices are revoked in one call, and the one that asks is not", async () => {
    const [one, two] = [await login("rita@example.com", PASSWORD), await login("rita@example.com", PASSWORD)];
    await speaks(one);
    expect(at(await rep.send("DELETE", "/api/devices"), "revoked")).toBeGreaterThanOrEqual(2);
    expect((await one.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await two.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await list(rep)).filter(({ signedIn }) => signedIn)).toMatchObject([{ current: true }]);
  });

  it("U2 U4 an admin manages everybody's devices, a manager his team's, a rep nobody's but his own", async () => {
    const stranger = await join("sam@example.com", "exec", "South");
    const [ofRep, ofAdmin, ofStranger] = await Promise.all([rep, admin, stranger].map(async (browser) => `?user=${(await who(browser)).user}`));
    const id = await speaks(await login("sam@example.com", PASSWORD));
    for (const [asker, of, status] of [
      [admin, ofRep, 200], [admin, ofStranger, 200], [manager, ofRep, 200], [manager, ofStranger, 403], [manager, ofAdmin, 403],
      [rep, ofAdmin, 403], [rep, ofStranger, 403], [rep, ofRep, 200], [server().browser(), ofRep, 401],
    ] as const) {
      expect((await asker.send("GET", `/api/devices${of}`)).status, String(of)).toBe(status);
    }
    for (const [asker, status] of [[manager, 403], [rep, 403], [server().browser(), 401]] as const) {
      expect((await asker.send("DELETE", `/api/devices/${id}${ofStranger}`)).status).toBe(status);
      expect((await asker.send("PATCH", `/api/devices/${id}${ofStranger}`, { name: "Mine" })).status).toBe(status);
      expect((await asker.send("DELETE", `/api/devices${ofStranger}`)).status).toBe(status);
    }
    // Somebody's device is found under nobody else's name.
    expect((await admin.send("DELETE", `/api/devices/${id}${ofRep}`)).status).toBe(404);
    expect((await admin.send("DELETE", `/api/devices/${id}`)).status).toBe(404);
    expect((await admin.send("GET", "/api/devices?user=nobody")).status).toBe(404);
    expect((await admin.send("GET", `/api/devices?user=${randomUUID()}`)).status).toBe(403);
    expect((await admin.send("DELETE", `/api/devices/${id}${ofStranger}`)).status).toBe(200);
    expect((await list(admin, ofStranger)).find((one) => one.id === id)).toMatchObject({ signedIn: false });
    expect((await stranger.send("GET", "/api/auth/me")).status).toBe(200);
  });

  it("U1 signing out takes the browser off the list; a session that ran out does not", async () => {
    const [leaves, expires] = [await login("rita@example.com", PASSWORD), await login("rita@example.com", PASSWORD)];
    const [left, away] = [await speaks(leaves), await speaks(expires)];
    await leaves.send("DELETE", "/api/auth/logout");
    server().advance(8 * 24 * 3600_000);
    const again = await login("rita@example.com", PASSWORD);
    const ids = (await list(again)).map(({ id }) => id);
    expect(ids).not.toContain(left);
    expect((await list(again)).find(({ id }) => id === away)).toMatchObject({ signedIn: false, keepsData: true });
    server().advance(-8 * 24 * 3600_000);
  });

  it("U4 U7 devices are under the same limits as the rest of the API", async () => {
    const reply = await rep.send("GET", "/api/devices");
    expect(Number(reply.headers.get("ratelimit-remaining"))).toBeGreaterThan(0);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    const boss = await login(ADMIN.email, ADMIN.password);
    expect((await boss.send("GET", "/api/devices")).status).toBe(200);
  });

  it("U1 the workspace says for how long a device goes on unheard: 14 days, until an admin changes it", async () => {
    const { workspace } = await who(admin);
    expect((await rep.send("GET", "/api/workspace")).body.data).toEqual({ id: workspace, name: "Acme", offlineLeaseDays: 14, selfRegistration: false, measureUse: false, requireSecondFactor: false });
    const ticket = await rep.send("POST", "/api/sync/ticket", {});
    expect(ticket.body.data).toMatchObject({ offlineLeaseDays: 14 });
    expect(Math.abs(Number(at(ticket, "now")) - Date.now())).toBeLessThan(60_000);
    for (const browser of [rep, manager]) expect((await browser.send("PATCH", "/api/workspace", { offlineLeaseDays: 3 })).status).toBe(403);
    expect((await server().browser().send("GET", "/api/workspace")).status).toBe(401);
    for (const offlineLeaseDays of [0, 91, 1.5, "7", null]) expect((await admin.send("PATCH", "/api/workspace", { offlineLeaseDays })).status).toBe(422);
    expect((await admin.send("GET", `/api/workspace?workspace=${randomUUID()}`)).status).toBe(403);
    expect((await admin.send("PATCH", "/api/workspace", { offlineLeaseDays: 3 })).body.data).toMatchObject({ offlineLeaseDays: 3 });
    expect((await rep.send("POST", "/api/sync/ticket", {})).body.data).toMatchObject({ offlineLeaseDays: 3 });
  });

  it("S6 U3 a device whose person was deactivated is told so by its own token when its session is gone, and nobody else is", async () => {
    const browser = await login("rita@example.com", PASSWORD, PHONE);
    const { user, workspace: workspaceId } = await who(browser);
    const id = await speaks(browser);
    const device = { userId: user, id, token: server().feed.tokenOf(workspaceId, user, id) };
    const ask = async (by: Browser, claim: object = device) => {
      const { status, body } = await by.send("POST", "/api/sync/ticket", { workspaceId, device: claim });
      return [status, body.code];
    };
    const [stranger, boss] = [server().browser(), await login(ADMIN.email, ADMIN.password)];
    expect(await ask(stranger)).toEqual([401, "not-signed-in"]);
    expect(await ask(boss)).toEqual([200, undefined]);
    const member = server().feed.members.get(user);
    if (!member) throw new Error("no such member");
    server().feed.members.set(user, { ...member, active: false });
    try {
      // Also where somebody else is signed in on that device by now, or its own session is still there.
      for (const by of [stranger, boss, browser]) expect(await ask(by)).toEqual([403, "no-longer-member"]);
      for (const wrong of [{ ...device, token: `1.${"a".repeat(43)}` }, { ...device, id: "other" }, { ...device, userId: randomUUID() }]) expect(await ask(stranger, wrong)).toEqual([401, "not-signed-in"]);
    } finally {
      server().feed.members.set(user, member);
    }
    expect(await ask(stranger)).toEqual([401, "not-signed-in"]);
  });

  it("P3 U4 what opens a forgotten lock is kept for its device, and given only to its person within minutes of signing in", async () => {
    const browser = await login("rita@example.com", PASSWORD, PHONE);
    const { user, workspace: workspaceId } = await who(browser);
    const id = await speaks(browser);
    const device = { id, token: server().feed.tokenOf(workspaceId, user, id) };
    const secret = randomBytes(32).toString("base64url");
    const path = "/api/devices/recovery";
    expect((await browser.send("POST", path, { workspaceId, device })).status).toBe(404);
    expect((await browser.send("PUT", path, { workspaceId, device, secret })).status).toBe(200);
    expect(at(await browser.send("POST", path, { workspaceId, device }), "secret")).toBe(secret);
    for (const wrong of [{ ...device, token: `1.${"a".repeat(43)}` }, { ...device, id: "other" }]) {
      expect((await browser.send("PUT", path, { workspaceId, device: wrong, secret })).status).toBe(404);
      expect((await browser.send("POST", path, { workspaceId, device: wrong })).status).toBe(404);
    }
    expect((await browser.send("PUT", path, { workspaceId, device, secret: "short" })).status).toBe(422);
    const boss = await login(ADMIN.email, ADMIN.password);
    expect((await boss.send("POST", path, { workspaceId, device })).status).toBe(404);
    expect((await server().browser().send("POST", path, { workspaceId, device })).status).toBe(401);
    server().advance(10 * 60_000 + 1);
    expect(await browser.send("POST", path, { workspaceId, device })).toMatchObject({ status: 403, body: { code: "sign-in-again" } });
    server().advance(-10 * 60_000 - 1);
    expect(server().logLines.join("")).not.toContain(secret);
    expect((await browser.send("PUT", path, { workspaceId, device, secret: null })).status).toBe(200);
    expect((await browser.send("POST", path, { workspaceId, device })).status).toBe(404);
  });
});
