// The older ones of a record are named by the server and fetched by their ids, page by page, until there are no more.
import { describe, expect, it } from "vitest";
import { loadOlder, type LoadOlder, pointingAt, type PointingAt, ruledBy } from "./load-older.ts";

const OF: PointingAt = { workspace: "w", kind: "contact", by: "companyId", ids: ["c1", "c2"] };
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
  return { asked, paths, fetched, load: (pages = 0, of = OF) => loadOlder({ address: pointingAt(of), pages, ...parts }) };
}

describe("the older ones of a record", () => {
  it("S4 a company's contacts are asked for by their company and those merged into it, newest first, and fetched by their ids", async () => {
    const { asked, paths, fetched, load } = world(130);
    expect(await load()).toEqual({ result: "all", pages: 2 });
    expect(paths).toEqual(["/api/contacts", "/api/contacts"]);
    expect(asked.map((query) => Object.fromEntries(query))).toEqual([1, 2].map((page) => ({ workspace: "w", companyId: "c1,c2", sort: "-updatedAt", limit: "100", page: String(page) })));
    expect(fetched).toEqual(Array.from({ length: 130 }, (_, index) => String(index)));
    const deal = world(3);
    await deal.load(0, { workspace: "w", kind: "activity", by: "dealId", ids: ["d"] });
    expect([deal.paths, deal.asked[0]?.get("dealId")]).toEqual([["/api/activities"], "d"]);
  });

  it("S4 of very many a person waits for some, and goes on from there", async () => {
    const { fetched, load } = world(640);
    expect(await load()).toEqual({ result: "more", pages: 5 });
    expect(fetched).toHaveLength(500);
    expect(await load(5)).toEqual({ result: "all", pages: 7 });
    expect(fetched).toHaveLength(640);
  });

  it("S4 a page that is full may be the last, and none at all is all there is", async () => {
    expect(await world(100).load()).toEqual({ result: "all", pages: 2 });
    expect(await world(0).load()).toEqual({ result: "all", pages: 1 });
  });

  it("S4 S1 where the server does not answer, or the device is sent nothing, it is never said to be all, and goes on from there", async () => {
    expect(await world(300, { ask: "unreachable" }).load()).toEqual({ result: "offline", pages: 0 });
    expect(await world(300, { ask: "problem", at: 2 }).load()).toEqual({ result: "busy", pages: 1 });
    expect(await world(300, { fetch: "offline", at: 3 }).load()).toEqual({ result: "offline", pages: 2 });
    expect(await world(30, { fetch: "busy" }).load()).toEqual({ result: "busy", pages: 0 });
  });

  it("D1 what is behind a figure is asked for by its rule, in the days of this device", () => {
    expect(ruledBy("w", "deal", { field: "stage.outcome", op: "==", value: "open" }, "Europe/Dublin")).toBe("/api/deals?workspace=w&filter=stage.outcome*eq*sopen&timeZone=Europe%2FDublin");
    expect(ruledBy("w", "activity", undefined, "UTC")).toBe("/api/activities?workspace=w");
  });

  it("S4 an answer that is no list is none", async () => {
    expect(await loadOlder({ address: pointingAt(OF), pages: 0, ask: async () => ({ ok: true, value: "<html>" }), fetch: async () => ({ result: "fetched" }) })).toEqual({ result: "busy", pages: 0 });
  });
});
