// The older ones of a record are named by the server and fetched by their ids, page by page, until there are no more.
import { describe, expect, it } from "vitest";
import { FIRST, hangingOn, loadOlder, type LoadOlder, pointingAt, type PointingAt, ruledBy } from "./load-older.ts";

const OF: PointingAt = { kind: "contact", by: "companyId", ids: ["c1", "c2"] };
type Fetched = Awaited<ReturnType<LoadOlder["fetch"]>>["result"];

/** A server with so many, and a device that fetches until the given turn. */
function world(count: number, fails: { readonly ask?: string; readonly fetch?: Fetched; readonly at?: number } = {}) {
  const asked: URLSearchParams[] = [];
  const paths: string[] = [];
  const fetched: string[] = [];
  const parts: Pick<LoadOlder, "ask" | "fetch"> = {
    ask: async (path) => {
      const { pathname, searchParams } = new URL(path, "https://crm.example");
      const page = Number(searchParams.get("page"));
      asked.push(searchParams);
      paths.push(pathname);
      if (fails.ask !== undefined && page >= (fails.at ?? 1)) return { ok: false, error: { kind: fails.ask } };
      return { ok: true, value: Array.from({ length: Math.max(0, Math.min(100, count - (page - 1) * 100)) }, (_, index) => ({ id: `${(page - 1) * 100 + index}` })) };
    },
    fetch: async (ids) => {
      if (fails.fetch !== undefined && asked.length >= (fails.at ?? 1)) return { result: fails.fetch };
      fetched.push(...ids);
      return { result: "fetched" };
    },
  };
  return { asked, paths, fetched, load: (from = FIRST, lists: readonly PointingAt[] = [OF]) => loadOlder({ addresses: lists.map((list) => pointingAt("w", list)), from, ...parts }) };
}

describe("the older ones of a record", () => {
  it("S4 a company's contacts are asked for by their company and those merged into it, newest first, and fetched by their ids", async () => {
    const { asked, paths, fetched, load } = world(130);
    expect(await load()).toEqual({ result: "all", place: { list: 1, pages: 0 } });
    expect(paths).toEqual(["/api/contacts", "/api/contacts"]);
    expect(asked.map((query) => Object.fromEntries(query))).toEqual([1, 2].map((page) => ({ workspace: "w", companyId: "c1,c2", sort: "-updatedAt", limit: "100", page: String(page) })));
    expect(fetched).toEqual(Array.from({ length: 130 }, (_, index) => String(index)));
  });

  it("S4 of what hangs on a record each kind is asked for in turn, for each that it stands for", async () => {
    const deal = world(130);
    expect(await deal.load(FIRST, hangingOn("deal", ["d1", "d2"]))).toEqual({ result: "more", place: { list: 4, pages: 1 } });
    const some = world(3);
    expect(await some.load(FIRST, hangingOn("deal", ["d1", "d2"]))).toEqual({ result: "all", place: { list: 10, pages: 0 } });
    expect(some.paths.filter((_, index) => index % 2 === 0)).toEqual(["activities", "tasks", "objections", "line-items", "attachments"].map((name) => `/api/${name}`));
    expect(some.asked.slice(0, 2).map((query) => query.get("dealId"))).toEqual(["d1", "d2"]);
    expect(hangingOn("contact", ["c"]).map(({ kind, by }) => `${kind} ${by}`)).toEqual(["activity contactId", "task contactId", "attachment contactId"]);
  });

  it("S4 of very many a person waits for some, and goes on from there", async () => {
    const { fetched, load } = world(640);
    const { result, place } = await load();
    expect([result, place]).toEqual(["more", { list: 0, pages: 5 }]);
    expect(fetched).toHaveLength(500);
    expect(await load(place)).toEqual({ result: "all", place: { list: 1, pages: 0 } });
    expect(fetched).toHaveLength(640);
  });

  it("S4 a page that is full may be the last, and none at all is all there is", async () => {
    for (const count of [100, 0]) expect(await world(count).load()).toEqual({ result: "all", place: { list: 1, pages: 0 } });
  });

  it("S4 S1 where the server does not answer, or the device is sent nothing, it is never said to be all, and goes on from there", async () => {
    expect(await world(300, { ask: "unreachable" }).load()).toEqual({ result: "offline", place: { list: 0, pages: 0 } });
    expect(await world(300, { ask: "problem", at: 2 }).load()).toEqual({ result: "busy", place: { list: 0, pages: 1 } });
    expect(await world(300, { fetch: "offline", at: 3 }).load()).toEqual({ result: "offline", place: { list: 0, pages: 2 } });
    expect(await world(30, { fetch: "busy" }).load()).toEqual({ result: "busy", place: { list: 0, pages: 0 } });
  });

  it("D1 what is behind a figure is asked for by its rule, in the days of this device", () => {
    expect(ruledBy("w", "deal", { field: "stage.outcome", op: "==", value: "open" }, "Europe/Dublin")).toBe("/api/deals?workspace=w&filter=stage.outcome*eq*sopen&timeZone=Europe%2FDublin");
    expect(ruledBy("w", "activity", undefined, "UTC")).toBe("/api/activities?workspace=w");
  });

  it("S4 an answer that is no list is none", async () => {
    expect(await loadOlder({ addresses: [pointingAt("w", OF)], from: FIRST, ask: async () => ({ ok: true, value: "<html>" }), fetch: async () => ({ result: "fetched" }) })).toEqual({ result: "busy", place: { list: 0, pages: 0 } });
  });
});
