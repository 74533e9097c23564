// What the links in mails do over HTTP, as mail programs, scanners and strangers ask for them.
import { randomBytes, randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { hashToken } from "../auth/hash-token.ts";
import { addressHash } from "../platform/address-hash.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";

interface Sent { readonly contact: string; readonly campaign: string; readonly token: string; readonly track: string }
const LINKS = ["https://shop.example/sale?a=1&b=2", "https://shop.example/new"];

describeOnEachRestWorld("links in mails", 22_340, (world) => {
  let sent: Sent;
  const ask = (method: string, path: string, init: RequestInit = {}): Promise<Response> => fetch(world().server.url + path, { method, redirect: "manual", ...init });
  const post = (path: string, headers: Record<string, string> = {}, body = "List-Unsubscribe=One-Click"): Promise<Response> => ask("POST", path, { body, headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });
  const row = async () => (await world().platform.database.sql`select opened_at as opened, clicked_at as clicked, unsubscribed_at as unsubscribed from campaign_message where campaign_id = ${sent.campaign}`)[0];
  const suppressed = async (): Promise<number> => (await world().platform.database.sql`select from suppression where workspace_id = ${world().workspaceId}`).length;

  /** A mail that went out, whose links are known to its reader alone. */
  async function mailed(agreed: boolean): Promise<Sent> {
    const { made, platform: { database: { sql } }, workspaceId, people, feed } = world();
    const email = `${randomUUID()}@example.com`;
    const contact = await made("eva", "/api/contacts", { name: "Reader", emails: [email] });
    if (agreed) expect((await feed.write(workspaceId, people.eva.id, "test", [{ id: contact, kind: "contact", set: { tracking: { value: "yes", base: null } } }])).ok).toBe(true);
    const [campaign, token, track] = [randomUUID(), randomBytes(32).toString("base64url"), randomBytes(32).toString("base64url")];
    await sql`
      insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, settings, started_by, started_at, wake_at, changes, told)
      values (${workspaceId}, ${campaign}, 'sent', 'Spring', 'Hello', ${`See ${LINKS.join(" and ")} .`}, ${JSON.stringify({ segment: "", startsAt: null, theirTime: false, perMinute: null, quiet: null, tracked: true, zone: "UTC" })}::json, ${people.ann.id}, 1, 1, 1, 1)`;
    await sql`
      insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, address_hash, token_hash, track_hash, next_at, sent_at, updated_at, told)
      values (${workspaceId}, ${campaign}, ${contact}, ${campaign}, 'SENT', ${addressHash(workspaceId, email)}, ${hashToken(token)}, ${hashToken(track)}, 1, 1, 1, 1)`;
    return { contact, campaign, token, track };
  }
  beforeEach(async () => {
    await world().platform.database.sql`delete from suppression`;
    sent = await mailed(true);
  });

  it("M7 whoever looks at the link to unsubscribe, with a browser or a scanner, changes nothing; the page is plain and leads nowhere else", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) for (const agent of ["Mozilla/5.0", "GoogleImageProxy", "Barracuda Sentinel"]) await ask(method, `/u/${sent.token}`, { headers: { "user-agent": agent, "sec-purpose": "prefetch" } });
    const page = await ask("GET", `/u/${sent.token}`);
    expect([page.status, page.headers.get("content-type"), page.headers.get("cache-control")]).toEqual([200, "text/html; charset=UTF-8", "no-store"]);
    const html = await page.text();
    expect(html).toContain('<form method="post">');
    expect(html).not.toMatch(/<script|https?:|src=|href=/);
    expect(page.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    expect(page.headers.get("referrer-policy")).toMatch(/no-referrer|same-origin/);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await row()).toMatchObject({ unsubscribed: null, opened: null });
    expect(await suppressed()).toBe(0);
  });

  it("M7 one click of a mail program unsubscribes (RFC 8058): from anywhere, without a cookie, and twice is once", async () => {
    for (const headers of [{ origin: "https://mail.example" }, {}] as const) {
      const done = await post(`/u/${sent.token}`, headers);
      expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("You are unsubscribed") as string]);
    }
    expect((await row())?.["unsubscribed"]).toBeGreaterThan(0);
    expect(await suppressed()).toBe(1);
    expect(await (await ask("GET", `/u/${sent.token}`)).text()).toContain("You are unsubscribed");
    // As the button of the page sends it, and as a program does that posts a form with parts.
    sent = await mailed(true);
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    expect((await ask("POST", `/u/${sent.token}`, { body: form })).status).toBe(200);
    sent = await mailed(true);
    expect((await ask("POST", `/u/${sent.token}`)).status).toBe(200);
    expect(await suppressed()).toBe(3);
  });

  it("M7 a link that is none, another's or one of another kind opens nothing and says no more than that", async () => {
    const forged = [randomBytes(32).toString("base64url"), sent.track, sent.token.slice(1), `${sent.token}x`, "a", "%00", `${"x".repeat(43)}'--`, hashToken(sent.token), sent.contact];
    const none = await (await ask("GET", `/u/${"y".repeat(43)}`)).text();
    for (const token of forged) for (const method of ["GET", "POST"]) {
      const answer = await ask(method, `/u/${encodeURIComponent(token)}`);
      expect([token, method, answer.status]).toEqual([token, method, 404]);
      const text = await answer.text();
      if (text.includes("<title>")) expect(text).toBe(none);
    }
    for (const token of [sent.token, ...forged.filter((one) => one !== sent.track)]) {
      expect((await ask("GET", `/c/${encodeURIComponent(token)}/0`)).status).toBe(404);
      expect([200, 404]).toContain((await ask("GET", `/o/${encodeURIComponent(token)}`)).status);
    }
    expect(await row()).toEqual({ opened: null, clicked: null, unsubscribed: null });
    // Erased, its links are none.
    await world().platform.database.sql`update campaign_message set token_hash = null, track_hash = null where campaign_id = ${sent.campaign}`;
    expect((await post(`/u/${sent.token}`)).status).toBe(404);
    expect((await ask("GET", `/c/${sent.track}/0`)).status).toBe(404);
    for (const method of ["PUT", "DELETE", "PATCH"]) expect((await ask(method, `/u/${sent.token}`)).status).toBe(404);
  });

  it("M7 a click leads to the author's links alone, whatever is asked besides", async () => {
    for (const [index, link] of LINKS.entries()) {
      const to = await ask("GET", `/c/${sent.track}/${index}?to=https://evil.example&url=//evil.example`);
      expect([to.status, to.headers.get("location")]).toEqual([302, link]);
    }
    for (const wrong of ["2", "999", "1000", "-1", "0x0", "https:%2F%2Fevil.example", "0/https://evil.example", "%2e%2e"]) {
      const answer = await ask("GET", `/c/${sent.track}/${wrong}`);
      expect([wrong, answer.status, answer.headers.get("location")]).toEqual([wrong, 404, null]);
    }
    expect(await row()).toMatchObject({ opened: expect.any(Number) as number, clicked: expect.any(Number) as number, unsubscribed: null });
  });

  it("M7 the picture is a picture whoever asks, counts an opening once, and nothing of who took back that it may be", async () => {
    const dot = await ask("GET", `/o/${sent.track}`);
    expect([dot.status, dot.headers.get("content-type"), dot.headers.get("cache-control")]).toEqual([200, "image/gif", "no-store"]);
    const first = (await row())?.["opened"] as number;
    expect(first).toBeGreaterThan(0);
    world().server.advance(5_000);
    await ask("GET", `/o/${sent.track}`);
    expect((await row())?.["opened"]).toBe(first);
    sent = await mailed(false);
    expect((await ask("GET", `/o/${sent.track}`)).status).toBe(200);
    expect((await ask("GET", `/c/${sent.track}/0`)).headers.get("location")).toBe(LINKS[0]);
    expect(await row()).toEqual({ opened: null, clicked: null, unsubscribed: null });
  });

  it("M7 U7 who guesses links is told to wait, on a page; a link that is one works from the same address all the same, so often", async () => {
    let last = 0;
    for (let n = 0; n < 400 && last !== 429; n++) last = (await ask("GET", `/u/${"z".repeat(43)}`)).status;
    expect(last).toBe(429);
    expect((await ask("GET", `/c/${"z".repeat(43)}/0`)).headers.get("content-type")).toBe("text/html; charset=UTF-8");
    // Mail programs of millions come from a few addresses: none of them is refused for what others asked.
    expect((await post(`/u/${sent.token}`)).status).toBe(200);
    expect((await ask("GET", `/c/${sent.track}/0`)).status).toBe(302);
    last = 0;
    for (let n = 0; n < 100 && last !== 429; n++) last = (await ask("GET", `/u/${sent.token}`)).status;
    expect(last).toBe(429);
  });
});
