import { expect, it } from "vitest";
import { at } from "../testing/test-server.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { createFeatureUse, USE_KEPT_DAYS } from "./feature-use.ts";

describeOnEachRestWorld("what features are used", 21_490, (world) => {
  const send = (who: "ann" | "eva" | "ben", method: string, path: string, body?: unknown) => world().people[who].browser.send(method, path, body);
  const use = (who: "ann" | "eva" | "ben", uses: unknown) => send(who, "POST", "/api/privacy/use", { uses });
  const counts = async () => (await send("ann", "GET", "/api/privacy/use/counts")).body.data;

  it("P4 nothing is counted until the workspace wants it and the person consents; what is kept names nobody", async () => {
    expect((await send("eva", "GET", "/api/privacy/use")).body.data).toEqual({ measured: false, consented: false });
    expect((await use("eva", { deals: 3 })).body.code).toBe("not-allowed");
    await send("eva", "PUT", "/api/privacy/use/consent", { consent: true });
    expect((await use("eva", { deals: 3 })).body.code).toBe("not-allowed");
    expect((await send("eva", "PATCH", "/api/workspace", { measureUse: true })).body.code).toBe("not-allowed");
    expect((await send("ann", "PATCH", "/api/workspace", { measureUse: true })).status).toBe(200);
    expect((await use("ben", { deals: 3 })).body.code).toBe("not-allowed");
    expect((await send("eva", "GET", "/api/privacy/use")).body.data).toEqual({ measured: true, consented: true });
    expect(await counts()).toEqual([]);
    expect((await use("eva", { deals: 3, board: 1 })).status).toBe(200);
    await send("ben", "PUT", "/api/privacy/use/consent", { consent: true });
    expect((await use("ben", { deals: 2 })).status).toBe(200);
    expect(await counts()).toMatchObject([{ feature: "board", count: 1 }, { feature: "deals", count: 5 }]);
    const { sql } = world().platform.database;
    expect(JSON.stringify(await sql`select * from feature_use`)).not.toMatch(new RegExp(`${world().people.eva.id}|${world().people.ben.id}`));

    expect((await send("eva", "PUT", "/api/privacy/use/consent", { consent: false })).body.data).toEqual({ measured: true, consented: false });
    expect((await use("eva", { deals: 1 })).body.code).toBe("not-allowed");
    await send("ann", "PATCH", "/api/workspace", { measureUse: false });
    expect((await use("ben", { deals: 1 })).body.code).toBe("not-allowed");
    expect(await counts()).toMatchObject([{ feature: "board", count: 1 }, { feature: "deals", count: 5 }]);
  });

  it.each([[{ uses: { "deal 17": 1 } }], [{ uses: { deals: 0 } }], [{ uses: { deals: 1e9 } }], [{ uses: { deals: 1 }, who: "me" }], [{}]])("P4 only names of features and counts are taken: %j is not", async (body) => {
    const reply = await send("eva", "POST", "/api/privacy/use", body);
    expect([reply.status, reply.body["errors"]]).toEqual([422, [expect.objectContaining({ field: expect.any(String) as string, message: expect.any(String) as string })]]);
  });

  it("P4 days are forgotten after a time", async () => {
    const { platform, workspaceId } = world();
    const { sql } = platform.database;
    const old = new Date(platform.clock.now() - (USE_KEPT_DAYS + 1) * 86_400_000).toISOString().slice(0, 10);
    await sql`insert into feature_use (workspace_id, day, feature, count) values (${workspaceId}, ${old}, 'deals', 9)`;
    expect(await createFeatureUse(platform).dropOld(100)).toBe(1);
    expect(JSON.stringify(await counts())).not.toContain(old);
    expect(at(await send("ann", "GET", "/api/privacy/use/counts"), 0, "day")).toBeDefined();
  });
});
