import { expect, it } from "vitest";
import type { RecordPage } from "../../read/index.ts";
import { becameOf, isConverted, takeBackConversion } from "./conversion.ts";

const lead = {
  id: "l", kind: "lead", title: "Ada", values: { status: "converted", convertedContact: "c", convertedCompany: "o", convertedDeal: "d" }, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {},
  conflicts: [], pending: [], deleted: false, fields: {}, proposals: [], timeline: [], mergedInto: null, may: { edit: true, assign: true, share: true, delete: true },
} as const satisfies RecordPage;

it("R1 a conversion is taken back in one group: contact and deal to the bin, the company stays, the lead is as before", () => {
  expect(isConverted(lead)).toBe(true);
  expect(becameOf(lead).map(({ kind }) => kind)).toEqual(["contact", "company", "deal"]);
  const calls = takeBackConversion(lead, () => false);
  expect(calls.map((call) => [call.name, "id" in call.args && call.args.id])).toEqual([["remove", "c"], ["remove", "d"], ["edit", "l"]]);
  expect(takeBackConversion(lead, (id) => id === "c").map((call) => "id" in call.args && call.args.id)).toEqual(["d", "l"]);
  expect(isConverted({ ...lead, values: { status: "new" } })).toBe(false);
});
