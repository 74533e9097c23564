import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testPlaces, type TestPlace } from "../db/testing/each-database.ts";
import { type Mailbox, openMailbox } from "../testing/mailbox.ts";
import { ADMIN, at, type Browser, invited, setUp, startTestServer, type TestServer } from "../testing/test-server.ts";

const PORT = 21_000;
const MAIL_PORT = 21_001;
const OLD = "a fine password";
const NEW = "quite another phrase";
const RESET = "new password";

for (const [kind, make] of testPlaces) {
  describe(`passwords by mail (${kind})`, () => {
    let made: TestPlace;
    let mailbox: Mailbox;
    let server: TestServer;
    let admin: Browser;

    beforeAll(async () => {
      made = await make();
      mailbox = await openMailbox(MAIL_PORT);
      server = await startTestServer(made.place, { ...mailbox.environment, PORT: String(PORT), FRONTEND_URL: `http://127.0.0.1:${PORT}` });
      admin = await setUp(server);
    });
    afterAll(async () => {
      await server.stop();
      await mailbox.close();
      await made.remove();
    });

    const login = (email: string, password: string, browser = server.browser()) => browser.send("POST", "/api/auth/login", { email, password });
    const forgot = (email: string) => server.browser().send("POST", "/api/auth/forgot-password", { email });
    const reset = (token: string, password: string, browser = server.browser()) => browser.send("POST", "/api/auth/reset-password", { token, password });

    it("U1 a forgotten password is replaced by the link in a mail, once; every other session ends, and one is in", async () => {
      const vera = await invited(server, admin, "vera@example.com", OLD);
      expect((await forgot("Vera@Example.com")).status).toBe(200);
      const { secret, text } = await mailbox.next("vera@example.com", RESET);
      expect(text).toContain(`http://127.0.0.1:${PORT}/reset#${secret}`);

      const weak = await reset(secret, "password123");
      expect(weak).toMatchObject({ status: 422, body: { code: "weak-password", errors: [{ field: "password" }] } });
      const here = server.browser();
      expect((await reset(secret, NEW, here)).body.data).toMatchObject({ user: { email: "vera@example.com" } });
      expect((await here.send("GET", "/api/auth/me")).status).toBe(200);
      expect((await vera.send("GET", "/api/auth/me")).status).toBe(401);
      expect((await login("vera@example.com", OLD)).status).toBe(401);
      expect((await login("vera@example.com", NEW)).status).toBe(200);
      expect((await reset(secret, "a third phrase of words")).body.code).toBe("link-invalid");
      expect((await mailbox.next("vera@example.com", "was changed")).text).toContain("signed out everywhere else");
    });

    it("U1 of twenty who use one link at the same moment one sets the password", async () => {
      await invited(server, admin, "race@example.com", OLD);
      await forgot("race@example.com");
      const { secret } = await mailbox.next("race@example.com", RESET);
      const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => reset(secret, `${NEW} ${i}`)));
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.filter(({ body }) => body.code === "link-invalid")).toHaveLength(19);
    });

    it("U1 a link is good for half an hour, and only the last one", async () => {
      await invited(server, admin, "late@example.com", OLD);
      await forgot("late@example.com");
      const first = await mailbox.next("late@example.com", RESET);
      await forgot("late@example.com");
      const second = await mailbox.next("late@example.com", RESET, 2);
      expect((await reset(first.secret, NEW)).status).toBe(410);
      server.advance(30 * 60_000 + 1);
      expect((await reset(second.secret, NEW)).status).toBe(410);
      server.advance(-30 * 60_000 - 1);
      expect((await reset(second.secret, NEW)).status).toBe(200);
    });

    it("U1 an unknown address is answered like a known one, and gets no mail", async () => {
      const [known, unknown] = [await forgot("late@example.com"), await forgot("nobody@example.com")];
      expect(unknown.status).toBe(known.status);
      expect(unknown.text).toBe(known.text);
      // The mail to the known one came after; had one gone to the unknown, it would be there too.
      await mailbox.next("late@example.com", RESET, 3);
      expect(mailbox.letters.some(({ to }) => to === "nobody@example.com")).toBe(false);
    });

    it("U1 a person who was deactivated gets no link", async () => {
      await invited(server, admin, "gone@example.com", OLD);
      for (const member of server.feed.members.values()) if (member.email === "gone@example.com") member.active = false;
      expect((await forgot("gone@example.com")).status).toBe(200);
      await forgot(ADMIN.email);
      await mailbox.next(ADMIN.email, RESET);
      expect(mailbox.to("gone@example.com", RESET)).toEqual([]);
    });

    it("U7 no more than three mails an hour for one asker and address; the answer stays the same", async () => {
      await invited(server, admin, "flood@example.com", OLD);
      const replies = await Promise.all(Array.from({ length: 6 }, () => forgot("flood@example.com")));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
      await mailbox.next("flood@example.com", RESET, 3);
      await forgot("race@example.com");
      await mailbox.next("race@example.com", RESET, 2);
      expect(mailbox.to("flood@example.com", RESET)).toHaveLength(3);
    });

    it("U1 the address of who set the instance up is confirmed by the link in a mail, once", async () => {
      const { secret } = await mailbox.next(ADMIN.email, "Confirm");
      expect((await server.browser().send("POST", "/api/auth/verify-email", { token: secret })).status).toBe(200);
      expect((await server.browser().send("POST", "/api/auth/verify-email", { token: secret })).body.code).toBe("link-invalid");
      expect(at(await admin.send("POST", "/api/auth/verify-email/send"), "mailed")).toBe(false);
    });

    it("U1 who is signed in changes the password by the old one; the others are signed out, this session stays", async () => {
      const [here, there] = [server.browser(), server.browser()];
      await login("vera@example.com", NEW, here);
      await login("vera@example.com", NEW, there);
      const change = (currentPassword: string, password: string) => here.send("POST", "/api/auth/password", { currentPassword, password });
      expect(await change("not the password", "words of some length")).toMatchObject({ status: 403, body: { code: "wrong-password", errors: [{ field: "currentPassword" }] } });
      expect(await change(NEW, "short")).toMatchObject({ status: 422, body: { errors: [{ field: "password" }] } });
      expect((await change(NEW, "words of some length")).status).toBe(200);
      expect((await here.send("GET", "/api/auth/me")).status).toBe(200);
      expect((await there.send("GET", "/api/auth/me")).status).toBe(401);
      expect((await login("vera@example.com", "words of some length")).status).toBe(200);
    });

    it("U1 joining by oneself is closed until an admin opens it, and then completed by the link in a mail", async () => {
      const ask = (email: string) => server.browser().send("POST", "/api/auth/register", { email, name: "Sam" });
      expect(await ask("sam@example.com")).toMatchObject({ status: 403, body: { code: "registration-closed" } });
      expect(at(await server.browser().send("GET", "/api/auth/ways"), "register")).toBe("closed");
      const vera = server.browser();
      await login("vera@example.com", "words of some length", vera);
      expect((await vera.send("PATCH", "/api/workspace", { selfRegistration: true })).status).toBe(403);
      expect((await admin.send("PATCH", "/api/workspace", { selfRegistration: "yes" })).body).toMatchObject({ errors: [{ field: "selfRegistration" }] });
      expect((await admin.send("PATCH", "/api/workspace", { selfRegistration: true })).body.data).toMatchObject({ selfRegistration: true, offlineLeaseDays: 14 });
      expect((await server.browser().send("GET", "/api/auth/ways")).body.data).toMatchObject({ register: "by-mail", reset: true, providers: [] });

      const [fresh, taken] = [await ask("sam@example.com"), await ask("vera@example.com")];
      expect(fresh.status).toBe(202);
      expect(taken.text).toBe(fresh.text);
      const { secret } = await mailbox.next("sam@example.com", "Join");
      expect((await mailbox.next("vera@example.com", "already have")).secret).toBe("");
      expect((await admin.send("GET", "/api/invitations")).text).not.toContain("sam@example.com");
      const sam = server.browser();
      const joined = await sam.send("POST", "/api/auth/register", { token: secret, name: "Sam", password: "sam has chosen this" });
      expect(joined.body.data).toMatchObject({ user: { email: "sam@example.com" }, memberships: [{ role: "exec", team: "" }] });
      expect((await server.browser().send("POST", "/api/auth/register", { token: secret, name: "Thief", password: "thief has chosen" })).status).toBe(410);
    });

    it("U1 wrong bodies are refused by the name of the field, on each of these routes", async () => {
      const anybody = server.browser();
      const wrong = [
        ["/api/auth/forgot-password", { email: "no address" }, "email"],
        ["/api/auth/forgot-password", { email: "a@example.com", role: "admin" }, "role"],
        ["/api/auth/reset-password", { token: 7, password: NEW }, "token"],
        ["/api/auth/reset-password", { token: "x".repeat(43), password: "y".repeat(2_000) }, "password"],
        ["/api/auth/verify-email", {}, "token"],
        ["/api/auth/register", { name: "N" }, "email"],
        ["/api/auth/register", { token: "x".repeat(43), password: NEW }, "name"],
        ["/api/auth/register", { token: "x".repeat(43), name: "a\u0000b", password: NEW }, "name"],
        ["/api/auth/login/code", { challenge: "x".repeat(43), code: "1" }, "code"],
        ["/api/auth/refresh", { refreshToken: null }, "refreshToken"],
      ] as const;
      for (const [path, body, field] of wrong) {
        const reply = await anybody.send("POST", path, body);
        expect(reply, path).toMatchObject({ status: 422, body: { code: "invalid-fields", success: false } });
        expect(JSON.stringify(reply.body["errors"]), path).toContain(field);
      }
    });

    it("U1 no link, code or password is in a log line", () => {
      const log = server.logLines.join("");
      expect(log).toContain("/api/auth/reset-password");
      expect(mailbox.letters.filter(({ secret }) => secret !== "").length).toBeGreaterThan(6);
      for (const { secret } of mailbox.letters) if (secret !== "") expect(log).not.toContain(secret);
      for (const password of [OLD, NEW, "words of some length"]) expect(log).not.toContain(password);
    });
  });
}
