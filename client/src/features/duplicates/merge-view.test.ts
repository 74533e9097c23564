import { describe, expect, it } from "vitest";
import type { Row } from "@outrider/shared/projection";
import { compared, mergeArgs, stays } from "./merge-view.ts";
import { duplicatesSearch } from "../../app/duplicates-search.ts";

const row = (id: string, values: Row["values"], sets: Row["sets"] = {}, updatedAt = 1): Row => ({ id, kind: "contact", title: id, values, sets, titles: {}, updatedAt, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });
const CUSTOM = `custom_text_${"a".repeat(32)}`;

describe("two records side by side", () => {
  const one = row("a", { name: "Ann Abel", title: "CEO", owner: "eva", notes: "Met  at a fair", [CUSTOM]: "x" }, { emails: ["a@x.test"], sharedWith: ["ben"] });
  const other = row("b", { name: "Anne Abel", title: "CEO", address: "Main Street", owner: "ben", notes: "Met at a fair", externalId: "7" }, { emails: ["b@x.test", "a@x.test"] }, 2);

  it("R14 what differs is asked, what only one says is taken, sets are joined, and who owns it is nobody's choice", () => {
    expect(compared(one, other)).toEqual([
      { how: "asked", field: "name", values: { one: "Ann Abel", other: "Anne Abel" } },
      { how: "taken", field: "title", from: "one", value: "CEO" },
      { how: "joined", field: "emails", elements: ["a@x.test", "b@x.test"] },
      { how: "taken", field: "address", from: "other", value: "Main Street" },
      { how: "taken", field: "notes", from: "one", value: "Met  at a fair" },
      { how: "taken", field: CUSTOM, from: "one", value: "x" },
    ]);
  });

  it("R14 the one that says more stays, of two the one changed last, and the command is told what comes from the other", () => {
    expect([stays(one, other), stays(other, one), stays(row("a", {}), row("b", {}, {}, 2))]).toEqual(["other", "one", "other"]);
    const fields = compared(one, other);
    const ids = { one: "a", other: "b" };
    expect(mergeArgs({ ids, winner: "one", fields, choices: {} })).toEqual({ winner: "a", loser: "b", fromLoser: [] });
    expect(mergeArgs({ ids, winner: "one", fields, choices: { name: "other" } })).toEqual({ winner: "a", loser: "b", fromLoser: ["name"] });
    expect(mergeArgs({ ids, winner: "other", fields, choices: { name: "other" } })).toEqual({ winner: "b", loser: "a", fromLoser: [] });
    expect(mergeArgs({ ids, winner: "other", fields, choices: { name: "one" } }).fromLoser).toEqual(["name"]);
  });

  it("R14 an address that makes no sense shows the list", () => {
    expect(duplicatesSearch({ kind: "contact", one: "a", other: "b" })).toEqual({ kind: "contact", one: "a", other: "b" });
    expect([duplicatesSearch({ kind: "stage", one: "a", other: "a" }), duplicatesSearch({ one: "a" })]).toEqual([{}, {}]);
  });
});
