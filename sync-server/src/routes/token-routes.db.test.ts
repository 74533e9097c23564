import { decodeJwt, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, at, type Browser, invited, type Reply, setUp, startTestServer, type TestServer } from "../testing/test-server.ts";

const PASSWORD = "a fine password";
const HOUR = 3_600_000;

describeOnEachServer("tokens of programs", {}, (server) => {
  let admin: Browser;
  const email = "rep@example.com";
  const login = () => server().call("POST", "/api/auth/login", { email, password: PASSWORD });
  const refresh = (refreshToken: unknown) => server().call("POST", "/api/auth/refresh", { refreshToken });
  const me = (token: unknown) => server().call("GET", "/api/auth/me", undefined, String(token));
  const tokens = (reply: Reply) => ({ access: String(at(reply, "accessToken")), next: String(at(reply, "refreshToken")) });

  it("I2 a program signs in and gets tokens and no cookie, a page gets a cookie and no tokens", async () => {
    admin = await setUp(server());
    await invited(server(), admin, email, PASSWORD);
    const program = await login();
    expect(program.body.data).toMatchObject({ user: { email }, tokenType: "Bearer", expiresIn: 86_400, memberships: [{ role: "exec" }] });
    expect(at(program, "token")).toBe(at(program, "accessToken"));
    expect(program.headers.getSetCookie()).toEqual([]);
    const page = await server().browser().send("POST", "/api/auth/login", { email, password: PASSWORD });
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/token/i);
    expect((await server().call("POST", "/api/users/login", { email, password: PASSWORD })).body.data).toMatchObject({ tokenType: "Bearer" });
  });

  it("I2 the token opens what the cookie opens, by the same checks", async () => {
    const { access } = tokens(await login());
    expect((await me(access)).body.data).toMatchObject({ user: { email } });
    expect((await server().call("POST", "/api/sync/ticket", {}, access)).status).toBe(200);
    expect((await server().call("POST", "/api/invitations", { email: "x@example.com", role: "exec" }, access)).body.code).toBe("not-allowed");
    // With a bearer token no cookie counts, not even an admin's.
    const both = await admin.send("GET", "/api/auth/me", undefined, { authorization: `Bearer ${access}` });
    expect(both.body.data).toMatchObject({ user: { email } });
    const bad = await admin.send("GET", "/api/auth/me", undefined, { authorization: "Bearer nonsense" });
    expect(bad.status).toBe(401);
  });

  it("I2 an access token is good for 24 hours; one that is forged, unsigned or of another kind is none", async () => {
    const { access } = tokens(await login());
    const claims = decodeJwt(access);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const [head = "", body = "", signature = ""] = access.split(".");
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "at+jwt" }).sign(Buffer.alloc(32, 1));
    const admins = encode({ ...claims, sub: crypto.randomUUID() });
    for (const token of [forged, `${encode({ alg: "none", typ: "at+jwt" })}.${body}.`, `${head}.${admins}.${signature}`, `${head}.${body}.`, String(at(await login(), "refreshToken"))]) {
      expect((await me(token)).status, token).toBe(401);
    }
    server().advance(24 * HOUR + 1_000);
    expect((await me(access)).status).toBe(401);
    server().advance(-24 * HOUR - 1_000);
    expect((await me(access)).status).toBe(200);
  });

  it("I2 a refresh token works once and brings the next pair, for seven days from its last use", async () => {
    const first = tokens(await login());
    server().advance(6 * 24 * HOUR);
    const second = tokens(await refresh(first.next));
    expect((await me(second.access)).status).toBe(200);
    expect((await me(first.access)).status).toBe(401);
    server().advance(6 * 24 * HOUR);
    const third = tokens(await refresh(second.next));
    expect((await me(third.access)).status).toBe(200);
    server().advance(7 * 24 * HOUR + 1_000);
    expect((await refresh(third.next)).body.code).toBe("refresh-invalid");
    server().advance(-19 * 24 * HOUR - 1_000);
  });

  it("I2 a refresh token shown twice ends the whole family: the thief's and the owner's", async () => {
    const first = tokens(await login());
    const other = tokens(await login());
    const second = tokens(await refresh(first.next));
    expect((await me(second.access)).status).toBe(200);
    expect(await refresh(first.next)).toMatchObject({ status: 401, body: { code: "refresh-invalid" } });
    expect((await me(second.access)).status).toBe(401);
    expect((await refresh(second.next)).status).toBe(401);
    // Another sign-in of the same person is another family.
    expect((await me(other.access)).status).toBe(200);
    expect((await refresh(other.next)).status).toBe(200);
  });

  it("I2 of twenty who show one refresh token at the same moment at most one gets a pair, and it is worth nothing", async () => {
    const { next } = tokens(await login());
    const replies = await Promise.all(Array.from({ length: 20 }, () => refresh(next)));
    const good = replies.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    for (const reply of good) expect((await me(tokens(reply).access)).status).toBe(401);
  });

  it("U4 I2 a revoked session's access token is refused at once, and so is its refresh token", async () => {
    const [one, two] = [tokens(await login()), tokens(await login())];
    const id = String(at(await me(one.access), "sessionId"));
    expect((await server().call("DELETE", `/api/auth/sessions/${id}`, undefined, two.access)).status).toBe(200);
    expect((await me(one.access)).status).toBe(401);
    expect((await refresh(one.next)).status).toBe(401);
    expect((await server().call("DELETE", "/api/auth/logout", undefined, two.access)).status).toBe(200);
    expect((await me(two.access)).status).toBe(401);
    expect((await refresh(two.next)).status).toBe(401);
  });

  it("U2 U3 who is no longer an active member gets nowhere with tokens he has", async () => {
    await invited(server(), admin, "leaver@example.com", PASSWORD);
    const { access, next } = tokens(await server().call("POST", "/api/auth/login", { email: "leaver@example.com", password: PASSWORD }));
    const [member] = [...server().feed.members.values()].filter((one) => one.email === "leaver@example.com");
    if (member === undefined) throw new Error("not a member");
    member.active = false;
    expect((await refresh(next)).status).toBe(401);
    member.active = true;
    expect((await me(access)).status).toBe(401);
  });

  it("I2 a program registers by the token of an invitation, and by itself where that is open and no mail can go out", async () => {
    const by = { name: "Paul", email: "paul@example.com", password: "paul has chosen this" };
    expect((await server().call("POST", "/api/users/register", by)).body.code).toBe("registration-closed");
    await admin.send("PATCH", "/api/workspace", { selfRegistration: true });
    const paul = await server().call("POST", "/api/users/register", by);
    expect(paul.body.data).toMatchObject({ user: { email: by.email }, memberships: [{ role: "exec" }], tokenType: "Bearer" });
    expect((await me(at(paul, "token"))).status).toBe(200);
    const weak = await server().call("POST", "/api/auth/register", { ...by, email: "p2@example.com", password: "short" });
    expect(weak.body).toMatchObject({ code: "weak-password", errors: [{ field: "password" }] });
    expect((await server().call("POST", "/api/auth/register", { email: "p2@example.com" })).body).toMatchObject({ errors: [{ field: "name" }, { field: "password" }] });
    await admin.send("PATCH", "/api/workspace", { selfRegistration: false });
  });

  it("U1 I2 a developer's token needs no password here, where no other sign-in service is set up", async () => {
    const token = at(await server().call("POST", "/api/auth/dev-token"), "token");
    expect((await me(token)).body.data).toMatchObject({ user: { email: ADMIN.email }, memberships: [{ role: "admin" }] });
    expect((await server().call("POST", "/api/auth/dev-token", { email })).body.data).toMatchObject({ user: { email } });
    expect((await server().call("POST", "/api/auth/dev-token", { email: "nobody@example.com" })).status).toBe(404);
    expect((await server().call("POST", "/api/auth/dev-token", { email: 7 })).body).toMatchObject({ errors: [{ field: "email" }] });
    const away = await server().browser().send("POST", "/api/auth/dev-token", {}, { "x-forwarded-for": "203.0.113.9" });
    expect(away.status).toBe(404);
  });

  it("U1 no token of a program is in a log line", async () => {
    const { access, next } = tokens(await login());
    await me(access);
    await refresh(next);
    const log = server().logLines.join("");
    for (const secret of [access, next]) expect(log).not.toContain(secret);
  });
});

describe("in production", () => {
  let made: TestPlace;
  let server: TestServer;
  beforeAll(async () => {
    const [first] = testPlaces;
    if (first === undefined) throw new Error("no database to test with");
    made = await first[1]();
    server = await startTestServer(made.place, { NODE_ENV: "production", JWT_SECRET: "a secret of more than 32 characters", JWT_REFRESH_SECRET: "another secret of more than 32 characters", FRONTEND_URL: "https://crm.example.com" });
    await setUp(server);
  });
  afterAll(async () => {
    await server.stop();
    await made.remove();
  });

  it("U1 I2 there is no developer's token", async () => {
    expect((await server.call("POST", "/api/auth/dev-token")).status).toBe(404);
    expect((await server.call("POST", "/api/auth/dev-token", { email: ADMIN.email })).status).toBe(404);
  });

  it("U1 without mail nobody joins by himself, whatever the workspace allows", async () => {
    const token = String(at(await server.call("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password }), "token"));
    expect((await server.call("PATCH", "/api/workspace", { selfRegistration: true }, token)).status).toBe(200);
    expect((await server.call("POST", "/api/auth/register", { name: "P", email: "p@example.com", password: PASSWORD })).body.code).toBe("registration-closed");
    expect((await server.call("GET", "/api/auth/ways")).body.data).toMatchObject({ register: "closed", reset: false });
  });

  it("U1 the cookie is Secure and bound to this host", async () => {
    const reply = await server.browser().send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    expect(reply.headers.getSetCookie().join()).toMatch(/^__Host-outrider_session=.*Path=\/.*HttpOnly.*Secure/i);
  });
});
