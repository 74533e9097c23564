import { contentLines } from "@outrider/shared/vcard";
import type { Row } from "@outrider/shared/projection";
import type { Kind, Value } from "@outrider/shared/schema";
import { expect, it } from "vitest";
import { calendarFile } from "./calendar-file.ts";
import { itemsIn } from "./day-items.ts";
import { linksOf, pathIn } from "./links-view.ts";

const row = (kind: Kind, id: string, title: string, values: Readonly<Record<string, Value>>): Row => ({ id, kind, rootKind: "deal", title, values, sets: {}, titles: { d1: "Harbour" }, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });

it("R6 days are saved as a calendar file with what each is about and where it is looked at", () => {
  const at = Date.UTC(2027, 0, 31, 9);
  const items = itemsIn([row("task", "t", "Send; the offer", { due: "2027-01-31", root: "d1", text: "By post" }), row("activity", "m", "Bring the plan", { type: "meeting", at, duration: 30, root: "d1", text: "Bring the plan" }), row("deal", "d1", "Harbour", { closeDate: "2027-01-31" })]);
  const lines = contentLines(calendarFile(items, "https://crm.example", "2027-01-30"));
  const all = (name: string): readonly string[] => lines.filter((line) => line.name === name).map(({ value }) => value);
  expect(all("SUMMARY").toSorted()).toEqual(["Closes: Harbour", "Meeting: Harbour", "Send\\; the offer"]);
  expect(all("DTSTART").toSorted()).toEqual(["20270131", "20270131", "20270131T090000Z"]);
  expect(all("DESCRIPTION")).toEqual(expect.arrayContaining(["Harbour\\nBy post", "Bring the plan"]));
  expect(new Set(all("URL"))).toEqual(new Set(["https://crm.example/deals/d1"]));
});

it("R6 of the links the server tells of those that are understood are shown, and an address is one of ours", () => {
  const link = { id: "1", name: "Phone", shows: { tasks: true, meetings: "yes", closeDates: true, todos: true }, createdAt: "2027-01-31T09:00:00Z", lastUsedAt: null };
  expect(linksOf([link, null, { id: 2 }, { ...link, shows: null }, "x"])).toEqual([{ id: "1", name: "Phone", shows: ["tasks", "closeDates"], createdAt: Date.UTC(2027, 0, 31, 9), lastUsedAt: null }]);
  expect(linksOf("nothing")).toEqual([]);
  expect([pathIn({ path: "/api/calendar/x.ics" }), pathIn({ path: "https://elsewhere.example" }), pathIn(null)]).toEqual(["/api/calendar/x.ics", "", ""]);
});
