import { describe, expect, it } from "vitest";
import { companiesBelow, type TreeLink } from "./company-tree.ts";

const link = (id: string, parent: string): TreeLink => ({ id, parent, title: id.toUpperCase() });

describe("companies below one", () => {
  it("R2 each stands under its own, by name", () => {
    expect(companiesBelow("a", [link("c", "a"), link("b", "a"), link("b2", "b"), link("b1", "b"), link("z", "y")])).toEqual({
      ring: false, lines: [{ id: "b", title: "B", depth: 0 }, { id: "b1", title: "B1", depth: 1 }, { id: "b2", title: "B2", depth: 1 }, { id: "c", title: "C", depth: 0 }],
    });
  });

  it("R2 a ring is walked once, from wherever one looks", () => {
    const ring = [link("a", "c"), link("b", "a"), link("c", "b")];
    for (const root of ["a", "b", "c"]) {
      const { lines, ring: found } = companiesBelow(root, ring);
      expect([found, lines.length]).toEqual([true, 2]);
    }
    expect(companiesBelow("a", [link("a", "a")])).toEqual({ ring: true, lines: [] });
    // A ring further down, which this company is no part of.
    expect(companiesBelow("x", [link("y", "x")]).ring).toBe(false);
  });

  it("R2 a chain of any length comes to its end", () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => link(`n${at + 1}`, `n${at}`));
    expect(companiesBelow("n0", chain).lines).toHaveLength(20_000);
  });
});
