// The history of a field over HTTP: who is signed in, what may be asked, how it is paged. What it tells to whom is proved
// by feed/past.contract.ts.
import { randomUUID } from "node:crypto";
import type { PastEntry } from "@outrider/shared/records";
import { beforeAll, expect, it } from "vitest";
import type { PastQuestion } from "../feed/ask-past.ts";
import { describeOnEachServer } from "../testing/each-server.ts";
import { at, type Browser, type Reply, setUp } from "../testing/test-server.ts";

const entry = (n: number): PastEntry => ({ field: "name", at: 1_800_000_000_000 - n * 1000, origin: `dev.${100 - n}`, by: "somebody", how: "set", value: `Ada ${n}` });
const metaOf = ({ body }: Reply) => body["meta"] as { readonly next: string | null; readonly limit: number };

describeOnEachServer("the history of a record", {}, (server) => {
  let admin: Browser;
  const record: string = randomUUID();
  const asked: PastQuestion[] = [];
  beforeAll(async () => {
    admin = await setUp(server());
    server().feed.past = async (question) => {
      asked.push(question);
      const { after, most, field } = question;
      if (question.record !== record) return { ok: false, error: "not-found" };
      if (field === "nonsense") return { ok: false, error: "no-such-field" };
      const all = Array.from({ length: 7 }, (_, n) => entry(n)).filter((one) => !after || one.at < after.at);
      return { ok: true, value: { entries: all.slice(0, most), more: all.length > most } };
    };
  });
  const get = (query: string, id = record, browser = admin) => browser.send("GET", `/api/records/${id}/history${query}`);

  it("R5 entries come newest first, page by page by a cursor, until there are no more", async () => {
    const first = await get("?field=name&limit=5");
    expect(first.body).toMatchObject({ success: true, meta: { limit: 5 } });
    expect(at(first, 0)).toEqual({ field: "name", at: "2027-01-15T08:00:00.000Z", by: "somebody", edit: "dev.100", how: "set", value: "Ada 0" });
    const next = metaOf(first).next;
    const second = await get(`?field=name&limit=5&cursor=${next}`);
    expect([at(first, 4, "value"), at(second, 0, "value"), at(second, 1, "value"), at(second, 2)]).toEqual(["Ada 4", "Ada 5", "Ada 6", undefined]);
    expect(metaOf(second).next).toBeNull();
    expect(asked.at(-1)).toMatchObject({ field: "name", most: 5, after: { at: entry(4).at, origin: "dev.96", field: "name" } });
  });

  it("S6 who is not signed in, and what is not there or not to be seen, is told nothing", async () => {
    expect(await get("", record, server().browser())).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
    for (const id of [randomUUID(), "no-id", "%00"]) expect(await get("", id)).toMatchObject({ status: 404, body: { code: "not-found", success: false } });
    expect(await get(`?workspace=${randomUUID()}`)).toMatchObject({ status: 404 });
    const me = await admin.send("GET", "/api/auth/me");
    expect((await get("")).status).toBe(200);
    expect(asked.at(-1)).toMatchObject({ user: at(me, "user", "id"), workspace: at(me, "memberships", 0, "workspaceId"), record, most: 50 });
  });

  it("R5 what cannot be asked is named", async () => {
    const forged = Buffer.from(JSON.stringify(["now", 1, {}])).toString("base64url");
    for (const [query, field] of [["?limit=0", "limit"], ["?limit=1000", "limit"], ["?cursor=x", "cursor"], [`?cursor=${forged}`, "cursor"], ["?field=nonsense", "field"], ["?workspace=mine", "workspace"]] as const) {
      expect(await get(query), query).toMatchObject({ status: 422, body: { code: "invalid-fields", errors: [{ field }] } });
    }
  });
});
