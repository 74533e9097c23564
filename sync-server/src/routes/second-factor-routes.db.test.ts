import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { auditOf } from "../testing/audit-of.ts";
import { codeOf } from "../testing/authenticator.ts";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, at, type Browser, invited, setUp } from "../testing/test-server.ts";

const PASSWORD = "a fine password";
const STEP = 30_000;

describeOnEachServer("the second step of signing in", {}, (server) => {
  let admin: Browser;
  let vera: Browser;
  let secret = "";
  let codes: readonly string[] = [];
  const email = "vera@example.com";
  let passed = 0;
  /** Each code counts once, so a test that needs another lets half a minute go by. */
  const wait = () => {
    server().advance(STEP);
    passed += STEP;
  };
  const code = (): string => codeOf(secret, Date.now() + passed);
  const wrong = (): string => String((Number(code()) + 500_000) % 1_000_000).padStart(6, "0");
  const login = (browser = server().browser(), more: object = {}) => browser.send("POST", "/api/auth/login", { email, password: PASSWORD, ...more });
  const second = (challenge: unknown, typed: string, browser = server().browser()) => browser.send("POST", "/api/auth/login/code", { challenge, code: typed });
  const own = (method: string, path: string, body?: object) => vera.send(method, `/api/auth/second-factor${path}`, body);

  it("U1 it is set up by the password and a first code, and shows ten recovery codes once", async () => {
    admin = await setUp(server());
    vera = await invited(server(), admin, email, PASSWORD);
    expect((await own("GET", "")).body.data).toEqual({ on: false, recoveryCodesLeft: 0, hasPassword: true, emailVerified: true, mail: false, required: false });
    expect((await server().browser().send("POST", "/api/auth/second-factor", { password: PASSWORD })).status).toBe(401);
    expect(await own("POST", "", {})).toMatchObject({ status: 422, body: { errors: [{ field: "password" }] } });
    expect(await own("POST", "", { password: "not the password" })).toMatchObject({ status: 403, body: { code: "wrong-password", errors: [{ field: "password" }] } });
    const begun = await own("POST", "", { password: PASSWORD });
    secret = String(at(begun, "secret"));
    expect(String(at(begun, "uri"))).toBe(`otpauth://totp/Outrider:${encodeURIComponent(email)}?issuer=Outrider&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect(at(begun, "picture", 0)).toMatch(/^1111111[01]+1111111$/);
    // Until a first code was right it is asked for nowhere.
    expect(at(await login(), "challenge")).toBeUndefined();
    expect(await own("POST", "/confirm", { code: wrong() })).toMatchObject({ status: 422, body: { code: "wrong-code", errors: [{ field: "code" }] } });
    const confirmed = await own("POST", "/confirm", { code: code() });
    codes = (at(confirmed, "recoveryCodes") as string[]) ?? [];
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^[A-Z2-9]{6}(-[A-Z2-9]{6}){3}$/);
    expect((await own("GET", "")).body.data).toMatchObject({ on: true, recoveryCodesLeft: 10 });
    expect((await own("POST", "", { password: PASSWORD })).body.code).toBe("second-factor-on");
    expect(await auditOf(server(), "second-factor-set")).toHaveLength(1);
  });

  it("U1 with the password alone nobody is in: the code opens, each code and each challenge once", async () => {
    wait();
    const browser = server().browser();
    const asked = await login(browser);
    expect(asked.body.data).toMatchObject({ secondFactor: true, expiresInSeconds: 300 });
    expect(asked.headers.getSetCookie()).toEqual([]);
    expect((await browser.send("GET", "/api/auth/me")).status).toBe(401);
    const challenge = at(asked, "challenge");
    expect((await second(challenge, wrong(), browser)).status).toBe(422);
    const right = code();
    expect((await second(challenge, right, browser)).body.data).toMatchObject({ user: { email } });
    expect((await browser.send("GET", "/api/auth/me")).status).toBe(200);
    expect((await second(challenge, right)).body.code).toBe("challenge-over");
    const next = at(await login(), "challenge");
    expect((await second(next, right)).body.code).toBe("wrong-code");
    wait();
    expect((await second(next, ` ${code()} `)).status).toBe(200);
  });

  it("U1 a challenge ends after five minutes, and with a new password", async () => {
    const [late, void_] = [at(await login(), "challenge"), at(await login(), "challenge")];
    wait();
    expect((await vera.send("POST", "/api/auth/password", { currentPassword: PASSWORD, password: `${PASSWORD} 2` })).status).toBe(200);
    expect((await second(void_, code())).body.code).toBe("challenge-over");
    expect((await vera.send("POST", "/api/auth/password", { currentPassword: `${PASSWORD} 2`, password: PASSWORD })).status).toBe(200);
    expect((await second(late, code())).body.code).toBe("challenge-over");
    const other = at(await login(), "challenge");
    server().advance(300_001);
    passed += 300_001;
    expect((await second(other, code())).body.code).toBe("challenge-over");
  });

  it("I2 a program sends the code along, or takes the second step like a page, and gets its tokens then", async () => {
    wait();
    const given = { email, password: PASSWORD };
    const first = await server().call("POST", "/api/auth/login", given);
    expect(first.text).not.toContain("accessToken");
    const done = await server().call("POST", "/api/auth/login/code", { challenge: at(first, "challenge"), code: code() });
    expect(done.body.data).toMatchObject({ tokenType: "Bearer", user: { email } });
    expect((await server().call("POST", "/api/auth/login", { ...given, code: wrong() })).body.code).toBe("wrong-code");
    wait();
    expect((await server().call("POST", "/api/auth/login", { ...given, code: code() })).body.data).toMatchObject({ tokenType: "Bearer" });
    expect((await server().call("POST", "/api/auth/login", { ...given, password: "not this one", code: code() })).body.code).toBe("wrong-credentials");
  });

  it("U1 a recovery code opens once, however it is typed; new ones void the old", async () => {
    const [one = "", two = ""] = codes;
    const typed = one.toLowerCase().replaceAll("-", " ");
    expect((await second(at(await login(), "challenge"), typed)).status).toBe(200);
    expect((await second(at(await login(), "challenge"), one)).body.code).toBe("wrong-code");
    expect(at(await own("GET", ""), "recoveryCodesLeft")).toBe(9);
    expect(await auditOf(server(), "recovery-code-used")).toHaveLength(1);
    wait();
    const renewed = await own("POST", "/recovery-codes", { code: code() });
    codes = (at(renewed, "recoveryCodes") as string[]) ?? [];
    expect(codes).toHaveLength(10);
    expect((await second(at(await login(), "challenge"), two)).body.code).toBe("wrong-code");
    expect((await second(at(await login(), "challenge"), codes[0] ?? "")).status).toBe(200);
  });

  it("U1 one recovery code shown by eight at the same moment lets one in", async () => {
    const shown = codes[1] ?? "";
    const challenges = await Promise.all(Array.from({ length: 8 }, () => login()));
    const replies = await Promise.all(challenges.map((reply) => second(at(reply, "challenge"), shown)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("U1 nobody takes another's off, nor his own without a code; without it the password is enough again", async () => {
    expect((await admin.send("DELETE", "/api/auth/second-factor", { code: code() })).body.code).toBe("wrong-code");
    expect(await own("DELETE", "", {})).toMatchObject({ status: 422, body: { errors: [{ field: "code" }] } });
    wait();
    expect((await own("DELETE", "", { code: wrong() })).body.code).toBe("wrong-code");
    expect((await own("DELETE", "", { code: code() })).status).toBe(200);
    expect((await login()).body.data).toMatchObject({ user: { email } });
    expect((await own("GET", "")).body.data).toEqual({ on: false, recoveryCodesLeft: 0, hasPassword: true, emailVerified: true, mail: false, required: false });
  });

  it("U1 U6 an admin takes it off for who lost it: by the admin's own password alone, and it is written down", async () => {
    const begun = await own("POST", "", { password: PASSWORD });
    secret = String(at(begun, "secret"));
    await own("POST", "/confirm", { code: code() });
    wait();
    const [veraId, adminId] = [String(at(await vera.send("GET", "/api/profile"), "id")), String(at(await admin.send("GET", "/api/profile"), "id"))];
    const member = (who: Browser, method: string, id: string, body?: object) => who.send(method, `/api/auth/second-factor/members/${id}`, body);
    expect((await member(admin, "GET", veraId)).body.data).toEqual({ on: true, hasPassword: true });
    // Who is no admin is told nothing of anybody, and nobody takes off his own this way.
    for (const id of [veraId, adminId, randomUUID()]) expect((await member(vera, "GET", id)).body.code).toBe("not-allowed");
    expect((await member(vera, "DELETE", veraId, { password: PASSWORD })).body.code).toBe("not-allowed");
    expect((await member(admin, "DELETE", adminId, { password: ADMIN.password })).body.code).toBe("not-allowed");
    for (const id of [randomUUID(), "nobody"]) expect((await member(admin, "DELETE", id, { password: ADMIN.password })).body.code).toBe("not-found");
    expect(await member(admin, "DELETE", veraId, {})).toMatchObject({ status: 422, body: { errors: [{ field: "password" }] } });
    expect((await member(admin, "DELETE", veraId, { password: PASSWORD })).body.code).toBe("wrong-password");
    expect(at(await login(), "challenge")).toBeDefined();

    expect((await member(admin, "DELETE", veraId, { password: ADMIN.password })).status).toBe(200);
    expect((await member(admin, "GET", veraId)).body.data).toMatchObject({ on: false });
    expect((await login()).body.data).toMatchObject({ user: { email } });
    expect(await auditOf(server(), "second-factor-removed")).toEqual([{}, { of: veraId }]);
    // Where there is none any more nothing is written down again.
    expect((await member(admin, "DELETE", veraId, { password: ADMIN.password })).status).toBe(200);
    expect(await auditOf(server(), "second-factor-removed")).toHaveLength(2);
  });

  it("U7 ten wrong codes: 429 with Retry-After, also for the right one, from anywhere; the password's own count goes on", async () => {
    const begun = await own("POST", "", { password: PASSWORD });
    secret = String(at(begun, "secret"));
    await own("POST", "/confirm", { code: code() });
    wait();
    const challenge = at(await login(), "challenge");
    const guesses = await Promise.all(Array.from({ length: 14 }, () => second(challenge, wrong())));
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(10);
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(60);
    expect((await second(challenge, code())).status).toBe(429);
    expect((await login()).status).toBe(200);
    expect((await admin.send("GET", "/api/auth/me")).status).toBe(200);
  });

  it("U1 no code and no secret is in a log line", () => {
    const log = server().logLines.join("");
    expect(log).toContain("/api/auth/login/code");
    for (const hidden of [secret, ...codes, PASSWORD]) expect(log).not.toContain(hidden);
  });
});
