import type { TimelineItem } from "@outrider/shared/projection";
import { expect, it } from "vitest";
import { activitySearch } from "../../app/activity-search.ts";
import { activityQuery, activityRule } from "./activity-query.ts";
import { partOf } from "./timeline-parts.ts";

const NOW = new Date(2027, 2, 29, 10, 30, 15).getTime();
const local = (month: number, day: number): number => new Date(2027, month - 1, day).getTime();

it("R5 activities are asked for by type, person, words and whole days of this device's time zone", () => {
  expect(activityQuery({}, NOW)).toEqual({ kind: "activity", where: [], sort: { by: "at", descending: true } });
  expect(activityQuery({ type: "call", by: "m1", q: "boat" }, NOW)).toMatchObject({ where: [{ field: "type", op: "is", value: "call" }, { field: "createdBy", op: "is", value: "m1" }], search: "boat" });
  expect(activityQuery({ by: "team:north" }, NOW, [{ id: "m1", team: "north" }, { id: "m2", team: "" }]).where).toEqual([{ field: "createdBy", op: "in", value: ["m1"] }]);
  expect(activityQuery({ period: "7" }, NOW).where).toEqual([{ field: "at", op: "atLeast", value: local(3, 23) }, { field: "at", op: "atMost", value: local(3, 30) - 1 }]);
  expect(activityQuery({ period: "between", from: "2027-03-28" }, NOW).where).toEqual([{ field: "at", op: "atLeast", value: local(3, 28) }]);
  expect(activityQuery({ period: "ahead" }, NOW)).toMatchObject({ where: [{ op: "atLeast", value: NOW - 15_000 }], sort: { descending: false } });
});

it("D1 what is behind a figure of activities is asked for by whom and by days", () => {
  const team = [{ id: "a", team: "north" }, { id: "b", team: "south" }];
  expect(activityRule({ by: "a", period: "between", from: "2027-01-01", to: "2027-01-31" }, team)).toEqual({ and: [{ field: "createdBy", op: "==", value: "a" }, { field: "at", op: "between", value: ["2027-01-01", "2027-01-31"] }] });
  expect(activityRule({ by: "team:north" }, team)).toEqual({ field: "createdBy", op: "in", value: ["a"] });
  expect(activityRule({}, team)).toBeUndefined();
});

it("R5 an address that says nonsense asks for less", () => {
  expect(activitySearch({ type: "fax", by: 7, period: 30, from: "2027-01-01", q: "" })).toEqual({ by: "7", period: "30" });
  expect(activitySearch({ period: "between", from: "yesterday", to: "2027-01-31" })).toEqual({ period: "between", to: "2027-01-31" });
});

it("R5 what stands in a timeline is of one part of it", () => {
  const of = (type: string, values: Readonly<Record<string, string>> = {}): TimelineItem => ({ type, at: 0, row: { values } }) as unknown as TimelineItem;
  expect([of("activity", { type: "email" }), of("task"), of("objection"), of("trail"), of("message"), of("activity", { type: "fax" })].map(partOf)).toEqual(["email", "task", "objection", "stage", "message", undefined]);
});
