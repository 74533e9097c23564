import { describe, expect, it } from "vitest";
import { isFiltered, listQuery as queryOf } from "./list-query.ts";

const looking = { me: "m", today: "2026-03-31" };
const listQuery = (kind: Parameters<typeof queryOf>[0], search: Parameters<typeof queryOf>[1]) => queryOf(kind, search, looking);

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

  it("R11 a rule of the address is looked at through the eyes of whoever looks; one that is none is left out", () => {
    expect(listQuery("deal", { filter: "owner*eq*m" }).rule).toEqual({ rule: { field: "owner", op: "==", value: { me: true } }, ...looking });
    for (const filter of ["owner*is", "spend*gt*n5"]) expect(listQuery("deal", { filter }).rule).toBe(undefined);
    expect([isFiltered("deal", { filter: "owner*eq*m" }), isFiltered("deal", { filter: "nonsense" })]).toEqual([true, false]);
  });

  it("R15 the bin is the deleted ones", () => expect(listQuery("lead", { bin: true }).bin).toBe(true));

  it("R3 a list is filtered when something narrows it, not when it is ordered", () => {
    expect([isFiltered("deal", { sort: "value" }), isFiltered("deal", { q: "x" }), isFiltered("lead", { stage: "s" }), isFiltered("lead", { status: "new" })]).toEqual([false, true, false, true]);
  });
});
