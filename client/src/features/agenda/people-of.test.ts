import { expect, test } from "vitest";
import { peopleOf } from "./people-of.ts";

test("D1 R6 an agenda is one's own, another's, everybody's, or that of all who are in a team", () => {
  const members = [{ id: "eva", team: "north" }, { id: "max", team: "north" }, { id: "ben", team: "south" }];
  expect([{}, { who: "ben" }, { all: true }, { team: "north" }, { team: "gone" }].map((search) => peopleOf(search, "eva", members))).toEqual([["eva"], ["ben"], null, ["eva", "max"], []]);
});
