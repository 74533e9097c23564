import { describe, expect, it } from "vitest";
import { isFiltered, listQuery } from "./list-query.ts";

describe("query of a list", () => {
  it("R4 the address becomes conditions, and what the kind does not filter by is left out", () => {
    expect(listQuery("deal", { stage: "s1", owner: "o1", status: "new", q: "acme" })).toEqual({
      kind: "deal", sort: { by: "updatedAt", descending: true }, search: "acme",
      where: [{ field: "stage", op: "is", value: "s1" }, { field: "owner", op: "is", value: "o1" }],
    });
    expect(listQuery("company", { owner: "o1" }).where).toEqual([]);
  });

  it("R4 open deals are those in any stage that is open", () => {
    expect(listQuery("deal", { stage: "open" }).where).toEqual([{ field: "stage.outcome", op: "is", value: "open" }]);
  });

  it("R15 the bin is the deleted ones", () => expect(listQuery("lead", { bin: true }).bin).toBe(true));

  it("R3 a list is filtered when something narrows it, not when it is ordered", () => {
    expect([isFiltered("deal", { sort: "value" }), isFiltered("deal", { q: "x" }), isFiltered("lead", { stage: "s" }), isFiltered("lead", { status: "new" })]).toEqual([false, true, false, true]);
  });
});
