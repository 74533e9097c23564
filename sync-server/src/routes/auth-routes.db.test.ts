import { expect, it } from "vitest";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, type Browser, at } from "../testing/test-server.ts";

const login = (browser: Browser, email: string, password: string) =>
  browser.send("POST", "/api/auth/login", { email, password });

describeOnEachServer("sign-in", {}, (server) => {
  let admin: Browser;

  const invite = async (email: string, more: object = {}): Promise<string> => {
    const reply = await admin.send("POST", "/api/invitations", { email, role: "exec", team: "North", ...more });
    expect(reply.status).toBe(200);
    const link = String(at(reply, "link"));
    return link.slice(link.indexOf("#") + 1);
  };

  it("U1 a fresh instance says that it needs its first admin", async () => {
    const reply = await server().browser().send("GET", "/api/auth/state");
    expect(reply.body).toMatchObject({ success: true, data: { needsSetup: true, signedIn: false, me: null } });
  });

  it("U1 set-up refuses weak passwords and wrong fields by name, and makes nothing", async () => {
    const browser = server().browser();
    for (const password of ["short", "password123", "abcabcabcabc", "ann@example.com1"]) {
      const reply = await browser.send("POST", "/api/auth/setup", { ...ADMIN, password });
      expect(reply).toMatchObject({ status: 422, body: { code: "weak-password", errors: [{ field: "password" }] } });
    }
    const wrong = await browser.send("POST", "/api/auth/setup", { ...ADMIN, email: "no address", isAdmin: true });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body["errors"])).toContain("email");
    expect(JSON.stringify(wrong.body["errors"])).toContain("isAdmin");
    expect(at(await browser.send("GET", "/api/auth/state"), "needsSetup")).toBe(true);
  });

  it("U1 of ten set-ups in the same instant exactly one makes the admin; later ones are refused", async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const browser = server().browser();
        const email = i === 0 ? ADMIN.email : `${i}@example.com`;
        return { browser, email, reply: await browser.send("POST", "/api/auth/setup", { ...ADMIN, email }) };
      }),
    );
    const made = tries.filter(({ reply }) => reply.status === 200);
    expect(made).toHaveLength(1);
    expect(tries.filter(({ reply }) => reply.body.code === "already-set-up")).toHaveLength(9);
    const [winner] = made;
    if (winner === undefined) throw new Error("nobody was set up");
    admin = winner.browser;
    expect(winner.reply.body.data).toMatchObject({
      user: { email: winner.email, name: ADMIN.name },
      memberships: [{ workspaceName: "Acme", role: "admin" }],
    });
    const second = await server()
      .browser()
      .send("POST", "/api/auth/setup", { ...ADMIN, email: "late@example.com" });
    expect(second).toMatchObject({ status: 409, body: { code: "already-set-up", success: false } });
  });

  it("U1 the session cookie is HttpOnly and SameSite=Lax, and no answer holds the token itself", async () => {
    const token = await invite("cookie@example.com");
    const browser = server().browser();
    const reply = await browser.send("POST", "/api/auth/register", { token, name: "C", password: "a fine password" });
    const cookie = reply.headers.getSetCookie().find((line) => line.startsWith("outrider_session="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//);
    expect(reply.text).not.toContain(decodeURIComponent(browser.cookies.get("outrider_session") ?? "").split(".")[0]);
    expect(reply.headers.get("cache-control")).toBe("no-store");
  });

  it("U1 an invited person registers once with the token and is then that member", async () => {
    const token = await invite("Rep@Example.com", { role: "manager", team: "South" });
    const browser = server().browser();
    expect((await browser.send("POST", "/api/auth/invitation", { token })).body.data).toMatchObject({
      email: "rep@example.com",
      workspaceName: "Acme",
      role: "manager",
    });
    const body = { token, name: "Rita", password: "a fine password" };
    const reply = await browser.send("POST", "/api/auth/register", body);
    expect(reply.body.data).toMatchObject({
      user: { email: "rep@example.com", name: "Rita" },
      memberships: [{ role: "manager", team: "South" }],
    });
    const again = await server()
      .browser()
      .send("POST", "/api/auth/register", { ...body, name: "Thief" });
    expect(again).toMatchObject({ status: 410, body: { code: "invitation-invalid" } });
    expect((await login(server().browser(), "REP@example.com", "a fine password")).status).toBe(200);
  });

  it("U1 twenty who use one token at the same moment make one user", async () => {
    const token = await invite("race@example.com");
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        server()
          .browser()
          .send("POST", "/api/auth/register", { token, name: `R${i}`, password: "a fine password" }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 410 || status === 409)).toHaveLength(19);
  });

  it("U1 an invitation is refused for another address, when withdrawn, unknown, and after seven days", async () => {
    const token = await invite("only-me@example.com");
    const body = { token, name: "N", password: "a fine password" };
    const other = await server()
      .browser()
      .send("POST", "/api/auth/register", { ...body, email: "me-too@example.com" });
    expect(other).toMatchObject({ status: 403, body: { code: "invitation-for-another" } });

    const withdrawn = await invite("withdrawn@example.com");
    const list = await admin.send("GET", "/api/invitations");
    const all = Array.isArray(list.body.data) ? list.body.data : [];
    const id = String(all.find((one: { email: string }) => one.email === "withdrawn@example.com")?.id);
    expect((await admin.send("DELETE", `/api/invitations/${id}`)).status).toBe(200);
    const late = { name: "N", password: "a fine password" };
    for (const bad of [withdrawn, "x".repeat(43)]) {
      const reply = await server()
        .browser()
        .send("POST", "/api/auth/register", { ...late, token: bad });
      expect(reply.body.code).toBe("invitation-invalid");
    }
    expect(list.text).not.toContain(token);

    server().advance(7 * 86_400_000 + 1);
    expect((await server().browser().send("POST", "/api/auth/register", body)).status).toBe(410);
    expect((await server().browser().send("POST", "/api/auth/invitation", { token })).status).toBe(410);
    server().advance(-7 * 86_400_000 - 1);
    expect((await server().browser().send("POST", "/api/auth/register", body)).status).toBe(200);
  });

  it("U2 only an admin invites; nobody invites himself to a role by adding fields", async () => {
    const rep = server().browser();
    await login(rep, "rep@example.com", "a fine password");
    const body = { email: "friend@example.com", role: "admin", team: "" };
    expect(await rep.send("POST", "/api/invitations", body)).toMatchObject({
      status: 403,
      body: { code: "not-allowed" },
    });
    expect((await rep.send("GET", "/api/invitations")).status).toBe(403);
    expect((await server().browser().send("POST", "/api/invitations", body)).status).toBe(401);
    expect((await admin.send("POST", "/api/invitations", { ...body, role: "owner" })).status).toBe(422);
    expect((await admin.send("POST", "/api/invitations", { ...body, email: "rep@example.com" })).status).toBe(409);
  });

  it("U1 a person whose member record could not be written gets it at the next sign-in", async () => {
    const token = await invite("unlucky@example.com");
    server().feed.failNext = { code: "down", message: "the feed is down" };
    const body = { token, name: "U", password: "a fine password" };
    expect((await server().browser().send("POST", "/api/auth/register", body)).status).toBe(500);
    const reply = await login(server().browser(), "unlucky@example.com", "a fine password");
    expect(reply.body.data).toMatchObject({ memberships: [{ role: "exec" }] });
  });

  it("U4 a revoked session is refused at the next call, and only that one", async () => {
    const [one, two, third] = [server().browser(), server().browser(), server().browser()];
    for (const browser of [one, two, third]) await login(browser, "rep@example.com", "a fine password");
    const list = await one.send("GET", "/api/auth/sessions");
    const ids = (await Promise.all([two, third].map((b) => b.send("GET", "/api/auth/me")))).map((r) =>
      String(at(r, "sessionId")),
    );
    expect(list.text).toContain(ids[0]);
    expect(list.text).not.toContain("token");
    expect((await one.send("DELETE", `/api/auth/sessions/${ids[0]}`)).status).toBe(200);
    expect((await two.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await two.send("POST", "/api/sync/ticket", {})).status).toBe(401);
    expect((await third.send("GET", "/api/auth/me")).status).toBe(200);
    expect((await admin.send("DELETE", `/api/auth/sessions/${ids[1]}`)).status).toBe(404);
    expect((await one.send("DELETE", "/api/auth/sessions")).status).toBe(200);
    expect((await third.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await one.send("GET", "/api/auth/me")).status).toBe(200);
  });

  it("U1 signing out ends the session, not only the cookie", async () => {
    const browser = server().browser();
    await login(browser, "rep@example.com", "a fine password");
    const kept = browser.cookieHeader();
    expect((await browser.send("DELETE", "/api/auth/logout")).status).toBe(200);
    expect(browser.cookies.size).toBe(0);
    expect((await browser.send("GET", "/api/auth/me", undefined, { cookie: kept })).status).toBe(401);
  });

  it("U2 who was deactivated gets no session with the right password", async () => {
    const token = await invite("gone@example.com");
    await server().browser().send("POST", "/api/auth/register", { token, name: "G", password: "a fine password" });
    for (const member of server().feed.members.values()) if (member.email === "gone@example.com") member.active = false;
    const browser = server().browser();
    expect(await login(browser, "gone@example.com", "a fine password")).toMatchObject({
      status: 403,
      body: { code: "no-access" },
    });
    expect(browser.cookies.size).toBe(0);
  });

  it("U2 U3 who is no longer an active member is refused on every route that asks who one is, and his sessions end", async () => {
    const token = await invite("leaver@example.com", { role: "admin" });
    const [here, there] = [server().browser(), server().browser()];
    await here.send("POST", "/api/auth/register", { token, name: "L", password: "a fine password" });
    await login(there, "leaver@example.com", "a fine password");
    expect((await here.send("POST", "/api/invitations", { email: "friend@example.com", role: "exec" })).status).toBe(200);
    const member = [...server().feed.members.values()].find(({ email }) => email === "leaver@example.com");
    if (member === undefined) throw new Error("not a member");
    // Nobody says so to the server: as after a crash between the two, or a backup put back.
    member.active = false;
    const asked = [
      ["GET", "/api/auth/me"], ["GET", "/api/auth/sessions"], ["DELETE", "/api/auth/sessions"], ["DELETE", `/api/auth/sessions/${member.userId}`], ["DELETE", "/api/auth/logout"],
      ["POST", "/api/sync/ticket"], ["GET", "/api/invitations"], ["POST", "/api/invitations"], ["DELETE", `/api/invitations/${member.userId}`],
    ] as const;
    for (const [method, path] of asked) {
      const reply = await here.send(method, path, method === "POST" ? {} : undefined);
      expect(reply, `${method} ${path}`).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
    }
    expect(at(await here.send("GET", "/api/auth/state"), "me")).toBeNull();
    // All sessions have ended, not only the one that asked; being active again brings none of them back.
    member.active = true;
    expect((await here.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await there.send("GET", "/api/auth/me")).status).toBe(401);
    expect((await login(there, "leaver@example.com", "a fine password")).status).toBe(200);
    expect((await admin.send("GET", "/api/auth/me")).status).toBe(200);
  });

  it("U7 ten wrong passwords: 429 with Retry-After, also for the right one; others are undisturbed", async () => {
    await invite("victim@example.com").then((token) =>
      server().browser().send("POST", "/api/auth/register", { token, name: "V", password: "a fine password" }),
    );
    const guesser = server().browser();
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, i) => login(guesser, "victim@example.com", `wrong password ${i}`)),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(refused[0]?.body).toMatchObject({ code: "too-many-attempts", success: false, status: 429 });
    const header = { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9" };
    const disguised = await guesser.send(
      "POST",
      "/api/auth/login",
      { email: "VICTIM@example.com", password: "a fine password" },
      header,
    );
    expect(disguised.status).toBe(429);
    expect((await login(server().browser(), "rep@example.com", "a fine password")).status).toBe(200);
  });

  it("U1 an unknown address gets the same answer as a wrong password", async () => {
    const unknown = await login(server().browser(), "nobody@example.com", "a fine password");
    const wrong = await login(server().browser(), "rep@example.com", "not the password");
    expect(unknown.status).toBe(401);
    const { instance: _one, ...first } = unknown.body;
    const { instance: _two, ...second } = wrong.body;
    expect(first).toEqual(second);
  });

  it("U1 no password, token or ticket is in a log line", async () => {
    await admin.send("POST", "/api/sync/ticket", {});
    const log = server().logLines.join("");
    expect(log).toContain("/api/auth/login");
    for (const secret of ["a fine password", "wrong password", ...admin.cookies.values()])
      expect(log).not.toContain(secret);
  });
});
