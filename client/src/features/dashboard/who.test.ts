import { expect, test } from "vitest";
import { ledBy, peopleOf, teamsOf } from "./who.ts";

const member = (id: string, role: string, team: string, active = true) => ({ id, name: id, email: "", role, team, active, timeZone: "" });
const members = [member("ada", "admin", ""), member("max", "manager", "north"), member("eva", "exec", "north"), member("ben", "exec", "north", false), member("sid", "exec", "south"), member("mia", "manager", "")];
const ids = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

test("D1 U2 a rep has their own figures, whatever the address says; who leads may choose a person or a team", () => {
  expect(peopleOf({ id: "eva", role: "exec" }, { owner: "sid", team: "south" }, members)).toEqual(["eva"]);
  expect(peopleOf({ id: "max", role: "manager" }, {}, members)).toBeNull();
  expect(peopleOf({ id: "max", role: "manager" }, { owner: "eva" }, members)).toEqual(["eva"]);
  // Who has left still has what was won then.
  expect(peopleOf({ id: "ada", role: "admin" }, { team: "north" }, members)).toEqual(["max", "eva", "ben"]);
});

test("D1 U2 goals are offered for oneself, for the people of one's team, and to an admin for everybody", () => {
  expect(ids(ledBy({ id: "eva", role: "exec" }, members))).toEqual(["eva"]);
  expect(ids(ledBy({ id: "max", role: "manager" }, members))).toEqual(["max", "eva"]);
  expect(ids(ledBy({ id: "mia", role: "manager" }, members))).toEqual(["mia"]);
  expect(ids(ledBy({ id: "ada", role: "admin" }, members))).toEqual(["ada", "max", "eva", "sid", "mia"]);
  expect([teamsOf({ id: "eva", role: "exec" }, members), teamsOf({ id: "max", role: "manager" }, members), teamsOf({ id: "mia", role: "manager" }, members), teamsOf({ id: "ada", role: "admin" }, members)]).toEqual([[], ["north"], [], ["north", "south"]]);
});
