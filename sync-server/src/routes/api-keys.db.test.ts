// Keys: made once, kept as a hash, worth what they were given and what their maker may, and nothing once they end.
import { expect, it } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";

describeOnEachRestWorld("API keys", 21_440, (world) => {
  const ann = () => world().people.ann.browser;

  it("I4 a key is shown once, kept as a hash, listed with what it may and when it was used", async () => {
    const made = await ann().send("POST", "/api/api-keys", { name: "Web shop", scopes: ["leads:read", "leads:read", "leads:write"] });
    expect(made).toMatchObject({ status: 201, body: { data: { name: "Web shop", scopes: ["leads:read", "leads:write"], madeBy: world().people.ann.id, lastUsedAt: null, revokedAt: null } } });
    const key = String(at(made, "key"));
    expect(key).toMatch(/^ork_[\w-]{51}$/);
    const days = (Date.parse(String(at(made, "expiresAt"))) - Date.parse(String(at(made, "createdAt")))) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    const rows = await world().platform.database.sql`select * from api_key`;
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await world().call(key, "GET", "/api/leads")).status).toBe(200);
    const listed = await ann().send("GET", "/api/api-keys");
    expect(listed.text).not.toContain(key);
    expect(listed).toMatchObject({ body: { data: [{ prefix: key.slice(0, 10), lastUsedAt: expect.any(String) as string }] } });
    expect(world().server.logLines.join("\n")).not.toContain(key);
    const events = await world().platform.database.sql<{ event: string; detail: Record<string, string> }[]>`select event, detail from audit_log where event like 'api-key%'`;
    expect(events).toMatchObject([{ event: "api-key-made", detail: { name: "Web shop", scopes: "leads:read leads:write" } }]);
  });

  it("I4 a key does what its scopes name and nothing else, and says which one is lacking", async () => {
    const { key } = await world().key(["leads:read", "deals:write"]);
    expect((await world().call(key, "GET", "/api/leads")).status).toBe(200);
    expect(await world().call(key, "POST", "/api/leads", { name: "x" })).toMatchObject({ status: 403, body: { code: "missing-scope", detail: expect.stringContaining("leads:write") as string } });
    expect((await world().call(key, "POST", "/api/deals", { title: "x" })).status).toBe(201);
    expect((await world().call(key, "GET", "/api/deals")).status).toBe(403);
    for (const [method, path] of [["GET", "/api/api-keys"], ["GET", "/api/auth/me"], ["GET", "/api/invitations"], ["POST", "/api/sync/ticket"], ["GET", "/api/devices"]] as const) {
      expect([path, (await world().call(key, method, path, method === "POST" ? {} : undefined)).status]).toEqual([path, 401]);
    }
    expect((await world().call(key, "GET", `/api/leads?workspace=${world().otherId}`)).status).toBe(403);
  });

  it("I4 a key that was revoked, has run out, or is none, is nobody's", async () => {
    const { id, key } = await world().key();
    const short = await world().key(undefined, "ann", 1);
    expect((await ann().send("DELETE", `/api/api-keys/${id}`)).status).toBe(200);
    expect((await ann().send("DELETE", `/api/api-keys/${id}`)).status).toBe(404);
    expect((await world().call(key, "GET", "/api/leads")).status).toBe(401);
    expect((await world().call(short.key, "GET", "/api/leads")).status).toBe(200);
    world().server.advance(86_400_001);
    for (const wrong of [short.key, "ork_", `${short.key}x`, short.key.slice(0, -1), `ork_${"A".repeat(43)}00000000`, "", "ork_\u00e9".slice(0, 4)]) {
      expect([wrong.length, (await world().call(wrong, "GET", "/api/leads")).status]).toEqual([wrong.length, 401]);
    }
  });

  it("I4 U2 a key is worth no more than who made it: less when their role changes, nothing when they leave", async () => {
    const { max } = world().people;
    await ann().send("PUT", `/api/users/${max.id}`, { role: "admin" });
    const { key } = await world().key(undefined, "max");
    const bens = await world().made("ben", "/api/leads", { name: "Of another team" });
    expect((await world().call(key, "GET", `/api/leads/${bens}`)).status).toBe(200);
    await ann().send("PUT", `/api/users/${max.id}`, { role: "exec" });
    expect((await world().call(key, "GET", `/api/leads/${bens}`)).status).toBe(404);
    expect((await world().call(key, "GET", "/api/users/profile")).body.data).toMatchObject({ id: max.id, role: "exec" });
    await ann().send("DELETE", `/api/users/${max.id}`);
    expect((await world().call(key, "GET", "/api/leads")).status).toBe(401);
  });

  it("I4 what cannot be a key is named", async () => {
    for (const [body, field] of [[{ scopes: ["leads:read"] }, "name"], [{ name: "x", scopes: [] }, "scopes"], [{ name: "x", scopes: ["leads:rule"] }, "scopes.0"], [{ name: "x", scopes: ["leads:read"], expiresInDays: 0 }, "expiresInDays"], [{ name: "x", scopes: ["leads:read"], key: "mine" }, "key"]] as const) {
      expect(await ann().send("POST", "/api/api-keys", body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    }
  });

  it("I4 S5 text that no database holds is named before anything is done, however deep it lies", async () => {
    for (const [body, field] of [[{ name: "\ud83d", scopes: ["leads:read"] }, "name"], [{ name: "a\0b", scopes: ["leads:read"] }, "name"], [{ name: "x", scopes: ["leads:read", "\udc00"] }, "scopes.1"], [{ name: "x", scopes: [], "\ud800": 1 }, ""]] as const) {
      expect(await ann().send("POST", "/api/api-keys", body)).toMatchObject({ status: 422, body: { errors: [{ field, message: expect.stringContaining("broken characters") as string }] } });
    }
    const deep = `{"name":"\\ud83d\\ude00","scopes":${"[".repeat(20_000)}"\\ud83d"${"]".repeat(20_000)}}`;
    expect((await ann().send("POST", "/api/api-keys", deep)).status).toBe(422);
    expect((await ann().send("POST", "/api/api-keys", { name: "Kite \u{1fa81}", scopes: ["leads:read"] })).status).toBe(201);
  });
});
