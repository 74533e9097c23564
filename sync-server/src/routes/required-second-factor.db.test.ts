// A workspace that requires the second step: who has none is let to setting it up, and to nothing else, until it is there.
import { once } from "node:events";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { auditOf } from "../testing/audit-of.ts";
import { codeOf } from "../testing/authenticator.ts";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, at, type Browser, invited, type Reply, setUp } from "../testing/test-server.ts";

const PASSWORD = "a fine password";
const STEP = 30_000;
const email = "vera@example.com";

describeOnEachServer("a second step that is required", {}, (server) => {
  let admin: Browser;
  let vera: Browser;
  let secret = "";
  let passed = 0;
  const wait = () => {
    server().advance(STEP);
    passed += STEP;
  };
  const codeFor = (of: string): string => codeOf(of, Date.now() + passed);
  const setStep = async (who: Browser, password: string): Promise<string> => {
    const begun = await who.send("POST", "/api/auth/second-factor", { password });
    const made = String(at(begun, "secret"));
    const confirmed = await who.send("POST", "/api/auth/second-factor/confirm", { code: codeFor(made) });
    if (confirmed.status !== 200) throw new Error(`no second step: ${begun.text} ${confirmed.text}`);
    return made;
  };
  const requiring = (on: boolean, who = admin): Promise<Reply> => who.send("PATCH", "/api/workspace", { requireSecondFactor: on });
  const login = (browser = server().browser()) => browser.send("POST", "/api/auth/login", { email, password: PASSWORD });
  const ticket = (who: Browser) => who.send("POST", "/api/sync/ticket", {});
  const open = async (who: Browser): Promise<WebSocket> => {
    const socket = new WebSocket(`${server().url.replace("http", "ws")}/sync`, ["outrider.1", `ticket.${String(at(await ticket(who), "ticket"))}`], { origin: server().url });
    await once(socket, "open");
    return socket;
  };

  it("U1 an admin switches it on once he has one himself, and it is written down; nobody else may", async () => {
    admin = await setUp(server());
    vera = await invited(server(), admin, email, PASSWORD);
    expect((await vera.send("GET", "/api/workspace")).body.data).toMatchObject({ requireSecondFactor: false });
    expect((await requiring(true, vera)).body.code).toBe("not-allowed");
    expect(await requiring(true)).toMatchObject({ status: 409, body: { code: "second-factor-missing", errors: [{ field: "requireSecondFactor" }] } });
    expect((await admin.send("PATCH", "/api/workspace", { requireSecondFactor: "yes" })).body.errors).toMatchObject([{ field: "requireSecondFactor" }]);
    await setStep(admin, ADMIN.password);
    const socket = await open(vera);
    const own = await open(admin);
    const closed = once(socket, "close");
    expect((await requiring(true)).body.data).toMatchObject({ requireSecondFactor: true });
    // What is open over a sign-in that is held now ends at once; who has the step goes on.
    expect((await closed)[0]).toBe(4401);
    expect(own.readyState).toBe(WebSocket.OPEN);
    own.close();
    expect(await auditOf(server(), "workspace-changed")).toEqual([{ requireSecondFactor: "true" }]);
  });

  it("U1 who has none keeps the sign-in and is let to setting it up and to leaving, by name and not as nobody", async () => {
    expect((await vera.send("GET", "/api/auth/me")).body.data).toMatchObject({ user: { email }, secondFactorRequired: true, memberships: [{ requiresSecondFactor: true }] });
    expect((await vera.send("GET", "/api/auth/state")).body.data).toMatchObject({ signedIn: true, needsSetup: false, me: { secondFactorRequired: true } });
    expect(await ticket(vera)).toMatchObject({ status: 403, body: { code: "second-factor-required" } });
    for (const [method, path] of [["GET", "/api/profile"], ["GET", "/api/devices"], ["GET", "/api/auth/sessions"], ["GET", "/api/workspace"], ["GET", "/api/leads"], ["GET", "/api/notifications"], ["DELETE", "/api/auth/sessions"], ["GET", "/api/api-keys"]] as const)
      expect([path, (await vera.send(method, path)).body.code]).toEqual([path, "second-factor-required"]);
    expect((await vera.send("DELETE", "/api/auth/second-factor", { code: "123456" })).body.code).toBe("second-factor-required");
    expect((await admin.send("GET", "/api/auth/me")).body.data).toMatchObject({ secondFactorRequired: false });
    // A new sign-in is held just so, and it is written down that it was.
    const browser = server().browser();
    expect((await login(browser)).body.data).toMatchObject({ user: { email }, secondFactorRequired: true });
    expect((await ticket(browser)).body.code).toBe("second-factor-required");
    expect(await auditOf(server(), "signed-in")).toContainEqual({ by: "password", owes: "second-factor" });
    expect((await browser.send("DELETE", "/api/auth/logout")).status).toBe(200);
    expect((await ticket(browser)).body.code).toBe("not-signed-in");
  });

  it("U1 tokens of a program are held too, and a refresh token brings no more than that", async () => {
    const program = await server().call("POST", "/api/auth/login", { email, password: PASSWORD });
    expect(program.body.data).toMatchObject({ secondFactorRequired: true });
    expect((await server().call("GET", "/api/profile", undefined, String(at(program, "token")))).body.code).toBe("second-factor-required");
    const turned = await server().call("POST", "/api/auth/refresh", { refreshToken: at(program, "refreshToken") });
    expect(turned.body.data).toMatchObject({ secondFactorRequired: true });
    expect((await server().call("GET", "/api/leads", undefined, String(at(turned, "token")))).body.code).toBe("second-factor-required");
  });

  it("U1 set up on one device, it is let in there; what was signed in elsewhere without a code is signed out", async () => {
    const other = server().browser();
    await login(other);
    const program = await server().call("POST", "/api/auth/login", { email, password: PASSWORD });
    expect((await vera.send("GET", "/api/auth/second-factor")).body.data).toMatchObject({ on: false, required: true });
    secret = await setStep(vera, PASSWORD);
    expect((await ticket(vera)).status).toBe(200);
    expect((await vera.send("GET", "/api/auth/me")).body.data).toMatchObject({ secondFactorRequired: false });
    expect((await ticket(other)).body.code).toBe("not-signed-in");
    expect((await server().call("POST", "/api/auth/refresh", { refreshToken: at(program, "refreshToken") })).body.code).toBe("refresh-invalid");
    expect(await auditOf(server(), "session-revoked")).toContainEqual({ which: "others", reason: "second-factor" });
    wait();
    const asked = await login(other);
    expect(asked.body.data).toMatchObject({ secondFactor: true });
    expect((await other.send("POST", "/api/auth/login/code", { challenge: at(asked, "challenge"), code: codeFor(secret) })).body.data).toMatchObject({ secondFactorRequired: false });
    expect((await ticket(other)).status).toBe(200);
  });

  it("U1 whose step an admin takes off, or who takes it off himself, is held on all devices until there is a new one", async () => {
    const id = String(at(await vera.send("GET", "/api/profile"), "id"));
    const socket = await open(vera);
    const closed = once(socket, "close");
    expect((await admin.send("DELETE", `/api/auth/second-factor/members/${id}`, { password: ADMIN.password })).status).toBe(200);
    expect((await closed)[0]).toBe(4401);
    expect((await ticket(vera)).body.code).toBe("second-factor-required");
    secret = await setStep(vera, PASSWORD);
    expect((await ticket(vera)).status).toBe(200);
    wait();
    expect((await vera.send("DELETE", "/api/auth/second-factor", { code: codeFor(secret) })).status).toBe(200);
    expect((await ticket(vera)).body.code).toBe("second-factor-required");
  });

  it("U1 switched off, everybody is let in as before; no secret of it all is in a log line", async () => {
    expect((await requiring(false)).status).toBe(200);
    expect((await ticket(vera)).status).toBe(200);
    expect((await vera.send("GET", "/api/auth/me")).body.data).toMatchObject({ secondFactorRequired: false });
    for (const hidden of [secret, PASSWORD]) expect(server().logLines.join("")).not.toContain(hidden);
  });
});
