import { beforeAll, expect, it } from "vitest";
import { describeOnEachServer } from "../testing/each-server.ts";
import { at, type Browser, setUp } from "../testing/test-server.ts";

describeOnEachServer("the audit log over HTTP", {}, (server) => {
  let admin: Browser;
  let rep: Browser;
  let workspace: string;

  beforeAll(async () => {
    admin = await setUp(server());
    workspace = String(at(await admin.send("GET", "/api/auth/me"), "memberships", 0, "workspaceId"));
    const made = await admin.send("POST", "/api/invitations", { email: "rita@example.com", role: "exec", team: "North" });
    const link = String(at(made, "link"));
    rep = server().browser();
    const joined = await rep.send("POST", "/api/auth/register", { token: link.slice(link.indexOf("#") + 1), name: "=Rita", password: "a fine password" });
    if (joined.status !== 200) throw new Error(joined.text);
  });
  const events = async (query: string): Promise<readonly string[]> => ((await admin.send("GET", `/api/audit${query}`)).body.data as readonly { readonly event: string }[]).map(({ event }) => event);

  it("U6 admins alone read, verify and export it", async () => {
    const stranger = server().browser();
    for (const path of ["", "/verify", "/export"]) {
      expect([path, (await stranger.send("GET", `/api/audit${path}`)).status]).toEqual([path, 401]);
      expect([path, (await rep.send("GET", `/api/audit${path}`)).body.code]).toEqual([path, "not-allowed"]);
      expect([path, (await admin.send("GET", `/api/audit${path}?workspace=00000000-0000-4000-8000-000000000000`)).body.code]).toEqual([path, "no-access"]);
      expect([path, (await admin.send("GET", `/api/audit${path}?workspace=${workspace}`)).status]).toEqual([path, 200]);
    }
  });

  it("U6 is searched by word, event and time, page by page", async () => {
    expect(await events("?q=rita")).toContain("invitation-made");
    expect(new Set(await events("?event=invitation-made"))).toEqual(new Set(["invitation-made"]));
    expect(await events("?from=2100-01-01T00:00:00Z")).toEqual([]);
    const first = await admin.send("GET", "/api/audit?limit=1");
    const next = Number((first.body["meta"] as { readonly next: number }).next);
    expect(next).toBeGreaterThan(0);
    const second = await admin.send("GET", `/api/audit?limit=1&before=${next}`);
    expect(at(second, 0, "id")).not.toBe(at(first, 0, "id"));
  });

  it.each([["limit=0", "limit"], ["limit=x", "limit"], ["before=-1", "before"], ["from=yesterday", "from"], ["event=A%20b", "event"], ["user=me", "user"], ["workspace=mine", "workspace"], [`q=${"x".repeat(201)}`, "q"], ["sort=at", "sort"]])("U6 %s is refused with its name", async (query, field) => {
    const reply = await admin.send("GET", `/api/audit?${query}`);
    expect([reply.status, (reply.body["errors"] as readonly { readonly field: string }[])[0]?.field]).toEqual([422, field]);
  });

  it("U6 the chain holds, and the export is a table whose formulas are text; it is written down that it was made", async () => {
    expect((await admin.send("GET", "/api/audit/verify")).body.data).toMatchObject({ holds: true, fault: null, common: true });
    const reply = await admin.send("GET", "/api/audit/export");
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.text.split("\r\n")[0]).toBe("id,at,event,user,name,address,detail");
    expect(reply.text).toContain("invitation-made");
    expect(await events("?event=audit-exported")).toHaveLength(2);
  });

  it("U6 a device says that records were exported on it", async () => {
    expect((await rep.send("POST", "/api/audit/exports", { workspaceId: workspace, format: "json", records: 7, at: "2026-11-01T09:00:00.000Z" })).status).toBe(200);
    expect((await rep.send("POST", "/api/audit/exports", { workspaceId: workspace, format: "json", records: 7, at: "yesterday" })).status).toBe(422);
    expect((await rep.send("POST", "/api/audit/exports", { workspaceId: workspace, format: "exe", records: -1 })).status).toBe(422);
    expect((await rep.send("POST", "/api/audit/exports", { workspaceId: "00000000-0000-4000-8000-000000000000", format: "json", records: 1 })).body.code).toBe("no-access");
    expect((await admin.send("GET", "/api/audit?event=exported")).body.data).toMatchObject([{ name: "=Rita", detail: { format: "json", records: "7" } }]);
    const { text } = await admin.send("GET", "/api/audit/export?event=exported");
    expect(text).toContain(`,"'=Rita",`);
    expect(text).not.toContain(",=Rita");
  });

  it("U3 a person renames himself, an admin the workspace; what is no name is refused with its field", async () => {
    expect((await rep.send("PATCH", "/api/profile", { name: "  Rita Reyes " })).body.data).toMatchObject({ name: "Rita Reyes" });
    expect(at(await rep.send("GET", "/api/auth/me"), "user", "name")).toBe("Rita Reyes");
    expect([...server().feed.members.values()].map(({ name }) => name)).toContain("Rita Reyes");
    for (const name of ["", "   ", "x".repeat(101), "a\nb", 5]) {
      const reply = await rep.send("PATCH", "/api/profile", { name });
      expect([name, reply.status, (reply.body["errors"] as readonly { readonly field: string }[])[0]?.field]).toEqual([name, 422, "name"]);
    }
    expect((await rep.send("PATCH", "/api/profile/workspace", { workspaceId: workspace, name: "Mine" })).body.code).toBe("not-allowed");
    expect((await admin.send("PATCH", "/api/profile/workspace", { workspaceId: workspace, name: "Acme Ltd" })).status).toBe(200);
    expect(at(await admin.send("GET", "/api/auth/me"), "memberships", 0, "workspaceName")).toBe("Acme Ltd");
  });
});
