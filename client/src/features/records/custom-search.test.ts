import { customName, typedField } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { conditionsIn, filtersIn, showOf, shownIn, whereOf } from "./custom-search.ts";

const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const custom: readonly CustomFieldView[] = (["text", "money", "checkbox"] as const).map((type, at) => ({
  id: id(at), name: customName(type, id(at)), of: "deal", type, field: typedField(type, type, ""), options: "", archived: false, order: at,
}));
const [text, money, checkbox] = custom.map(({ name }) => name) as [string, string, string];

describe("custom fields in the address of a list", () => {
  it("R10 conditions come back as they were, whatever is typed, and reach the engine with the type of their field", () => {
    const filters = [
      { name: text, op: "contains", value: "a~b;c %7E ünd" }, { name: money, op: "atLeast", value: "1000" }, { name: checkbox, op: "is", value: "no" },
    ] as const;
    expect(filtersIn(whereOf(filters))).toEqual(filters);
    expect(conditionsIn("deal", whereOf(filters))).toEqual([
      { field: text, op: "contains", value: "a~b;c %7E ünd" }, { field: money, op: "atLeast", value: 1000 }, { field: checkbox, op: "is", value: false },
    ]);
  });

  it("R10 what is no custom field, no question for its type or no value is left out", () => {
    for (const where of ["owner~is~x", `${text}~atLeast~3`, `${money}~atLeast~much`, `${text}~contains~%E0%A4%A`, `${text}~contains~`, ";;~~"]) expect(conditionsIn("deal", where)).toEqual([]);
    expect(conditionsIn("task", `${text}~contains~a`)).toEqual([]);
    expect(whereOf([])).toBe(undefined);
  });

  it("R10 the first two are columns until somebody chooses, and none is a choice too", () => {
    expect(shownIn(custom, undefined)).toEqual([text, money]);
    expect(shownIn(custom, showOf(custom, [checkbox, text]))).toEqual([text, checkbox]);
    expect(shownIn(custom, showOf(custom, []))).toEqual([]);
  });
});
