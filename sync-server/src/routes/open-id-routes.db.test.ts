import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { auditOf } from "../testing/audit-of.ts";
import { CLIENT, openIssuer, type TestIssuer } from "../testing/open-id-issuer.ts";
import { ADMIN, at, type Browser, invited, type Reply, setUp, startTestServer, type TestServer } from "../testing/test-server.ts";

const PORT = 21_010;
const ISSUER_PORT = 21_011;
const HOME = `http://127.0.0.1:${PORT}`;

for (const [kind, make] of testPlaces) {
  describe(`sign-in by another service (${kind})`, () => {
    let made: TestPlace;
    let issuer: TestIssuer;
    let server: TestServer;
    let admin: Browser;

    beforeAll(async () => {
      made = await make();
      issuer = await openIssuer(ISSUER_PORT, HOME);
      server = await startTestServer(made.place, { ...issuer.environment, PORT: String(PORT), FRONTEND_URL: HOME, GOOGLE_CLIENT_ID: "google-client", GOOGLE_CLIENT_SECRET: "google-secret" });
      admin = await setUp(server);
      await invited(server, admin, "vera@example.com", "a fine password");
    });
    afterAll(async () => {
      await server.stop();
      await issuer.close();
      await made.remove();
    });
    beforeEach(() => {
      issuer.forge = undefined;
      issuer.userInfoSub = undefined;
      issuer.person = { sub: "vera-there", email: "vera@example.com", email_verified: true, name: "Vera Visser" };
    });

    const refusals = () => auditOf(server, "open-id-refused");
    /** Nobody is in, and the audit log has a reason that fits. */
    const expectRefused = async (browser: Browser, reply: Reply, reason: RegExp, code = "open-id-refused"): Promise<void> => {
      expect(reply.body).toMatchObject({ success: false, code });
      expect(at(await browser.send("GET", "/api/auth/state"), "signedIn")).toBe(false);
      expect((await refusals()).at(-1)).toMatchObject({ provider: "oidc", reason: expect.stringMatching(reason) });
    };

    it("U1 a page is led to the issuer with PKCE, state and nonce, and back into the app", async () => {
      const browser = server.browser();
      const start = await browser.send("GET", "/api/auth/oidc");
      const to = new URL(start.headers.get("location") ?? "");
      expect(start.status).toBe(302);
      expect(to.origin).toBe(issuer.url);
      expect(Object.fromEntries(to.searchParams)).toMatchObject({ client_id: CLIENT.id, response_type: "code", code_challenge_method: "S256", redirect_uri: `${HOME}/api/auth/oidc/callback`, scope: "openid email profile" });
      for (const name of ["state", "nonce", "code_challenge"]) expect(to.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(start.headers.getSetCookie().join()).toMatch(/outrider_trip=.*HttpOnly.*SameSite=Lax/i);

      const back = await browser.send("GET", await issuer.trip(browser), undefined, { accept: "text/html" });
      expect([back.status, back.headers.get("location")]).toEqual([302, "/"]);
      expect((await browser.send("GET", "/api/auth/me")).body.data).toMatchObject({ user: { email: "vera@example.com" } });
    });

    it("U1 the person is known by the issuer's name for him from then on, whatever his address there becomes", async () => {
      issuer.person = { sub: "vera-there", email: ADMIN.email, email_verified: true };
      const browser = server.browser();
      await issuer.enter(browser);
      expect((await browser.send("GET", "/api/auth/me")).body.data).toMatchObject({ user: { email: "vera@example.com" } });
    });

    const forgeries: readonly (readonly [string, (claims: JWTPayload, from: TestIssuer) => Promise<string> | string, RegExp])[] = [
      ["a wrong audience", (claims, { sign }) => sign({ ...claims, aud: "somebody-else" }), /CLAIM/],
      ["a wrong issuer", (claims, { sign }) => sign({ ...claims, iss: "http://127.0.0.1:1" }), /CLAIM/],
      ["a wrong nonce", (claims, { sign }) => sign({ ...claims, nonce: "x".repeat(43) }), /CLAIM/],
      ["no nonce", ({ nonce: _left, ...claims }, { sign }) => sign(claims), /CLAIM|INVALID/],
      ["an expired token", (claims, { sign }) => sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 3_600, iat: Math.floor(Date.now() / 1000) - 7_200 }), /TIMESTAMP/],
      ["an unsigned token", (claims) => new UnsecuredJWT(claims).encode(), /INVALID|UNSUPPORTED|HEADER/],
      ["a token signed with the client's secret", (claims) => new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(CLIENT.secret)), /INVALID|HEADER|UNSUPPORTED/],
      [
        "another algorithm by another key",
        async (claims) => {
          const { privateKey } = await generateKeyPair("ES256");
          return new SignJWT(claims).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
        },
        /INVALID|HEADER|UNSUPPORTED/,
      ],
      [
        "a wrong key under the right name",
        async (claims) => {
          const { privateKey } = await generateKeyPair("RS256");
          return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "first" }).sign(privateKey);
        },
        /INVALID|SIGNATURE/,
      ],
      [
        "a key that the token brings along",
        async (claims) => {
          const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
          return new SignJWT(claims).setProtectedHeader({ alg: "RS256", jwk: await exportJWK(publicKey) }).sign(privateKey);
        },
        /INVALID|SIGNATURE|CRITICAL/,
      ],
      ["a subject that no database takes", (claims, { sign }) => sign({ ...claims, sub: "a\u0000b" }), /bad-subject/],
      ["another person under the same signature", async (claims, { sign }) => {
        const [head, , signature] = (await sign(claims)).split(".");
        return [head, Buffer.from(JSON.stringify({ ...claims, sub: "somebody-else" })).toString("base64url"), signature].join(".");
      }, /INVALID|SIGNATURE/],
    ];

    it.each(forgeries)("U1 U6 %s is refused and written down", async (_what, forge, reason) => {
      issuer.forge = forge;
      const browser = server.browser();
      await expectRefused(browser, await issuer.enter(browser), reason);
    });

    it("U1 U6 a wrong state is refused, and the right one does not help afterwards", async () => {
      const browser = server.browser();
      const back = await issuer.trip(browser);
      await expectRefused(browser, await browser.send("GET", back.replace(/state=[^&]+/, `state=${"x".repeat(43)}`)), /INVALID|state/i);
      await expectRefused(browser, await browser.send("GET", back), /no-trip/);
    });

    it("U1 U6 a code of another browser's trip is refused: swapped in, or followed with no trip of one's own", async () => {
      const [victim, thief] = [server.browser(), server.browser()];
      const [own, stolen] = [await issuer.trip(thief), await issuer.trip(victim)];
      const code = /code=([^&]+)/.exec(stolen)?.[1] ?? "";
      await expectRefused(thief, await thief.send("GET", own.replace(/code=[^&]+/, `code=${code}`)), /invalid_grant/);
      const stranger = server.browser();
      await expectRefused(stranger, await stranger.send("GET", stolen), /no-trip/);
    });

    it("U1 U6 a code that was used is refused, in the same browser and in another trip", async () => {
      const browser = server.browser();
      const back = await issuer.trip(browser);
      const trip = new Map(browser.cookies);
      expect((await browser.send("GET", back)).status).toBe(200);
      const again = server.browser();
      for (const [name, value] of trip) again.cookies.set(name, value);
      await expectRefused(again, await again.send("GET", back), /no-trip/);
      const third = server.browser();
      const other = await issuer.trip(third);
      await expectRefused(third, await third.send("GET", other.replace(/code=[^&]+/, /code=[^&]+/.exec(back)?.[0] ?? "")), /invalid_grant/);
    });

    it("U1 U6 an equal address takes over no account while either side has not confirmed it", async () => {
      const browser = server.browser();
      issuer.person = { sub: "thief-1", email: "vera@example.com", email_verified: false };
      await expectRefused(browser, await issuer.enter(browser), /^email-unverified$/, "open-id-unknown");
      issuer.person = { sub: "thief-2", email: "vera@example.com" };
      await expectRefused(browser, await issuer.enter(browser), /^email-unverified$/, "open-id-unknown");
      // The admin's own address here is not confirmed: whoever holds it there may not have made this account.
      issuer.person = { sub: "ann-there", email: ADMIN.email, email_verified: true };
      await expectRefused(browser, await issuer.enter(browser), /^account-unverified$/, "open-id-unknown");
    });

    it("U1 U6 a person without an address, one that was not invited, and one of whom userinfo says another thing are refused", async () => {
      const browser = server.browser();
      issuer.person = { sub: "no-address" };
      await expectRefused(browser, await issuer.enter(browser), /^no-email$/, "open-id-unknown");
      issuer.person = { sub: "uninvited", email: "stranger@example.com", email_verified: true };
      await expectRefused(browser, await issuer.enter(browser), /^not-invited$/, "open-id-unknown");
      issuer.userInfoSub = "somebody-else";
      await expectRefused(browser, await issuer.enter(browser), /INVALID|CLAIM|COMPARISON/);
    });

    it("U1 U6 what the issuer itself refuses is refused, and a page is told on its sign-in page", async () => {
      const browser = server.browser();
      const back = new URL(await issuer.trip(browser), HOME);
      const state = back.searchParams.get("state") ?? "";
      const reply = await browser.send("GET", `/api/auth/oidc/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer.url)}`, undefined, { accept: "text/html" });
      expect(reply.headers.get("location")).toBe("/sign-in#problem=open-id-refused");
      expect((await refusals()).at(-1)).toMatchObject({ reason: "access_denied" });
    });

    it("U1 who was invited joins by it without a password, in the invited role; later who joins by himself where that is open", async () => {
      await admin.send("POST", "/api/invitations", { email: "mona@example.com", role: "manager", team: "South" });
      issuer.person = { sub: "mona-there", email: "Mona@Example.com", email_verified: true, name: "Mona" };
      const mona = server.browser();
      await issuer.enter(mona);
      expect((await mona.send("GET", "/api/auth/me")).body.data).toMatchObject({ user: { email: "mona@example.com", name: "Mona" }, memberships: [{ role: "manager", team: "South" }] });
      expect((await server.browser().send("POST", "/api/auth/login", { email: "mona@example.com", password: "any password" })).status).toBe(401);

      await admin.send("PATCH", "/api/workspace", { selfRegistration: true });
      issuer.person = { sub: "sam-there", email: "sam@example.com", email_verified: true, name: "Sam\u0000" };
      const sam = server.browser();
      await issuer.enter(sam);
      expect((await sam.send("GET", "/api/auth/me")).body.data).toMatchObject({ user: { email: "sam@example.com", name: "sam@example.com" }, memberships: [{ role: "exec" }] });
      await admin.send("PATCH", "/api/workspace", { selfRegistration: false });
    });

    it("U1 who was deactivated gets no session this way either", async () => {
      await invited(server, admin, "gone@example.com", "a fine password");
      issuer.person = { sub: "gone-there", email: "gone@example.com", email_verified: true };
      await issuer.enter(server.browser());
      for (const member of server.feed.members.values()) if (member.email === "gone@example.com") member.active = false;
      const browser = server.browser();
      expect((await issuer.enter(browser)).body.code).toBe("no-access");
      expect(at(await browser.send("GET", "/api/auth/state"), "signedIn")).toBe(false);
    });

    it("U1 I2 Google is the same trip, at both of its addresses; the page is told what is set up; no developer's token is given", async () => {
      const start = await server.browser().send("GET", "/api/auth/google");
      const to = new URL(start.headers.get("location") ?? "");
      expect(to.origin + to.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
      expect(Object.fromEntries(to.searchParams)).toMatchObject({ client_id: "google-client", redirect_uri: `${HOME}/api/auth/google/callback`, code_challenge_method: "S256" });
      expect((await server.browser().send("GET", "/auth/google")).headers.get("location")).toBe("/api/auth/google");
      expect((await server.browser().send("GET", "/auth/google/callback?code=1&state=2")).headers.get("location")).toBe("/api/auth/google/callback?code=1&state=2");
      expect((await server.browser().send("GET", "/api/auth/google/callback?code=1&state=2")).body.code).toBe("open-id-refused");
      expect((await server.browser().send("GET", "/api/auth/ways")).body.data).toMatchObject({ providers: [{ id: "google", name: "Google", path: "/api/auth/google" }, { id: "oidc", name: "Example", path: "/api/auth/oidc" }] });
      expect((await server.call("POST", "/api/auth/dev-token")).status).toBe(404);
    });

    it("U1 no code, state or token is in a log line", async () => {
      const browser = server.browser();
      const back = new URL(await issuer.trip(browser), HOME);
      await browser.send("GET", back.pathname + back.search);
      const log = server.logLines.join("");
      expect(log).toContain("/api/auth/oidc/callback");
      for (const name of ["code", "state"]) expect(log).not.toContain(back.searchParams.get(name));
    });
  });
}

describe("an issuer that is away", () => {
  it("U1 is asked again the next time: it need not be there when the server starts", async () => {
    const [first] = testPlaces;
    if (first === undefined) throw new Error("no database to test with");
    const made = await first[1]();
    const home = `http://127.0.0.1:${PORT + 2}`;
    const server = await startTestServer(made.place, { PORT: String(PORT + 2), FRONTEND_URL: home, OIDC_ISSUER: `http://127.0.0.1:${PORT + 3}`, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret });
    expect(await server.browser().send("GET", "/api/auth/oidc")).toMatchObject({ status: 503, body: { code: "open-id-away" } });
    expect((await server.browser().send("GET", "/api/auth/oidc", undefined, { accept: "text/html" })).headers.get("location")).toBe("/sign-in#problem=open-id-away");
    const issuer = await openIssuer(PORT + 3, home);
    expect((await server.browser().send("GET", "/api/auth/oidc")).headers.get("location")).toContain(issuer.url);
    await server.stop();
    await issuer.close();
    await made.remove();
  });
});
