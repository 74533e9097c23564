import { describe, expect, it } from "vitest";
import { onlookers } from "./who-is-here.ts";

const at = (user: string, state: Record<string, string> | null, client = 1) => ({ client, clock: 1, user, state });

describe("who is here", () => {
  it("S8 somebody with two tabs is one person, in the field that either has open", () => {
    expect(onlookers([at("bob", {}), at("bob", { field: "value" }, 2), at("bob", {}, 3)], "ada")).toEqual([{ user: "bob", field: "value" }]);
  });

  it("S8 this person, here and on another device, is not among the others", () => {
    expect(onlookers([at("", {}), at("ada", { field: "value" })], "ada")).toEqual([]);
  });

  it("S8 who has gone is not there, and what is no name of a field is none", () => {
    expect(onlookers([at("bob", null), at("eve", { field: "<b>" })], "ada")).toEqual([{ user: "eve", field: null }]);
  });
});
