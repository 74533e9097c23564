// The figures of a dashboard over HTTP: of what the caller may see and no more, by the days and the zone that are asked for,
// and by the same code as on a device.
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachRestWorld, type Name } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";

describeOnEachRestWorld("figures over HTTP", 21_500, (world) => {
  const ask = (by: Name, path: string) => world().people[by].browser.send("GET", `/api/${path}`);
  const made = (by: Name, path: string, body: unknown) => world().made(by, `/api/${path}`, body);

  it("D1 I2 stats and trends count what the caller may see, and follow a write at once", async () => {
    const before = await ask("eva", "dashboard/stats?range=month");
    expect(before).toMatchObject({ status: 200, body: { success: true, data: { totalLeads: 0, openDeals: 0, pipelineValue: 0, winRate: null, currency: "EUR", before: { newLeads: 0 } } } });
    const lead = await made("eva", "leads", { name: "Lena", source: "event" });
    await made("ben", "leads", { name: "Not hers" });
    await made("eva", "deals", { title: "Open", value: 1000, currency: "EUR", stage: "proposal" });
    await made("eva", "deals", { title: "Won", value: 500, currency: "EUR", stage: "closed_won", closeDate: new Date().toISOString().slice(0, 10) });
    await made("eva", "activities", { type: "call", leadId: lead });
    await made("eva", "tasks", { title: "Ring", leadId: lead, due: "2020-01-01" });
    const hers = { totalLeads: 1, newLeads: 1, openLeads: 1, leadsByStatus: { new: 1 }, openDeals: 1, pipelineValue: 1000, wonDeals: 1, wonValue: 500, lostDeals: 0, winRate: 100, activities: 1, tasksDue: 1, tasksOverdue: 1 };
    for (const by of ["eva", "max"] as const) expect([by, (await ask(by, "dashboard/stats")).body.data]).toMatchObject([by, hers]);
    expect((await ask("mia", "dashboard/stats")).body.data).toMatchObject({ totalLeads: 1, openDeals: 0, activities: 0 });
    expect((await ask("ann", "dashboard/stats")).body.data).toMatchObject({ totalLeads: 2, openDeals: 1 });
    expect((await ask("ann", `dashboard/stats?owner=${world().people.ben.id}`)).body.data).toMatchObject({ totalLeads: 1, openDeals: 0 });
    expect((await ask("ann", "dashboard/stats?team=north")).body.data).toMatchObject(hers);
    expect((await ask("otto", "dashboard/stats")).body.data).toMatchObject({ totalLeads: 0, openDeals: 0 });

    const trends = await ask("eva", "dashboard/trends?range=last30&by=week&weekStart=7&timeZone=Asia/Kolkata");
    const steps = trends.body.data as readonly { readonly newLeads: number; readonly wonValue: number; readonly activities: number }[];
    expect(trends.body["meta"]).toMatchObject({ by: "week", currency: "EUR" });
    expect([5, 6]).toContain(steps.length);
    expect([steps.reduce((sum, step) => sum + step.newLeads, 0), steps.reduce((sum, step) => sum + step.activities, 0)]).toEqual([1, 1]);
  });

  it("D1 I2 the whole dashboard and each person's performance, with goals", async () => {
    const { eva } = world().people;
    const whole = (await ask("max", "analytics/dashboard?range=year&by=month")).body.data as Record<string, unknown>;
    expect(Object.keys(whole)).toEqual(["stats", "trends", "funnels", "bySource", "byIndustry", "goals"]);
    expect(whole).toMatchObject({ stats: { wonDeals: 1 }, funnels: [{ deals: 2, steps: expect.arrayContaining([{ stageId: null, name: "Won", reached: 1 }]) }], goals: [] });
    expect(whole["bySource"]).toEqual(expect.arrayContaining([expect.objectContaining({ source: "event", newLeads: 1 })]));
    const people = (await ask("max", "analytics/performance")).body.data as readonly Record<string, unknown>[];
    expect(people).toMatchObject([{ userId: eva.id, name: "eva Example", wonDeals: 1, wonValue: 500, pipelineValue: 1000, winRate: 100, activities: 1, goals: [] }]);
  });

  it("D1 I1 what is asked wrongly is told by its name; a key needs the scope for figures", async () => {
    for (const [query, field] of [["range=ever", "range"], ["from=2026-01-01", "to"], ["from=2026-02-01&to=2026-01-01", "to"], ["from=2026-02-31&to=2026-03-01", "from"], ["from=1990-01-01&to=2026-03-01", "to"], ["timeZone=Mars/Olympus", "timeZone"], ["weekStart=8", "weekStart"], ["owner=eva", "owner"], ["by=hour", "by"], ["who=me", ""]] as const) {
      const told = await ask("eva", `dashboard/stats?${query}`);
      expect([query, told.status, at({ ...told, body: { ...told.body, data: told.body["errors"] } }, 0, "field")]).toEqual([query, 422, field === "" ? expect.anything() : field]);
    }
    const { key } = await world().key(["deals:read", "leads:read"]);
    expect(await world().call(key, "GET", "/api/dashboard/stats")).toMatchObject({ status: 403, body: { code: "missing-scope" } });
    const { key: good } = await world().key(["analytics:read"]);
    expect(await world().call(good, "GET", "/api/analytics/performance?from=2026-01-01&to=2026-12-31")).toMatchObject({ status: 200, body: { meta: { period: { from: "2026-01-01", to: "2026-12-31" } } } });
    expect((await ask("eva", `dashboard/stats?workspace=${randomUUID()}`)).status).toBe(403);
  });
});
