import { customName, typedField } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { filtersOf, showOf, whereOf } from "./custom-search-text.ts";
import { conditionsIn, shownIn } from "./custom-search.ts";

const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const custom: readonly CustomFieldView[] = (["text", "money", "checkbox"] as const).map((type, at) => ({
  id: id(at), name: customName(type, id(at)), of: "deal", type, field: typedField(type, type, ""), options: "", archived: false, order: at,
}));
const [text, money, checkbox] = custom.map(({ name }) => name) as [string, string, string];

describe("custom fields in the address of a list", () => {
  it("R10 what is typed comes back as it was, whatever it is, and reaches the engine with the type of its field", () => {
    const filters = [
      { name: text, op: "contains", value: 'a~b;c %7E "ünd"' }, { name: money, op: "atLeast", value: "1000" }, { name: checkbox, op: "is", value: "no" },
    ] as const;
    const conditions = conditionsIn("deal", whereOf(filters));
    expect(conditions).toEqual([
      { field: text, op: "contains", value: 'a~b;c %7E "ünd"' }, { field: money, op: "atLeast", value: 1000 }, { field: checkbox, op: "is", value: false },
    ]);
    expect(filtersOf(conditions)).toEqual(filters);
  });

  it("R10 what is no custom field, no question for its type or no value is left out", () => {
    expect(whereOf([{ name: money, op: "atLeast", value: "much" }, { name: text, op: "contains", value: " " }, { name: text, op: "atLeast", value: "3" }, { name: "owner", op: "is", value: "x" }])).toBe(undefined);
    for (const read of [[{ field: "owner", op: "is", value: "x" }], [{ field: text, op: "runs", value: "x" }], [{ field: text, op: "contains", value: 5 }], [{ field: money, op: "atLeast", value: { amount: 1 } }], [{ field: text, op: "__proto__", value: "x" }], {}, 5, null, [null], [{}]]) {
      expect([read, conditionsIn("deal", JSON.stringify(read))]).toEqual([read, []]);
    }
    for (const where of ["", "[", "owner~is~x"]) expect(conditionsIn("deal", where)).toEqual([]);
    expect(conditionsIn("task", JSON.stringify([{ field: text, op: "contains", value: "a" }]))).toEqual([]);
    expect(conditionsIn("deal", undefined)).toEqual([]);
  });

  it("R10 the first two are columns until somebody chooses, and none is a choice too", () => {
    expect(shownIn(custom, undefined)).toEqual([text, money]);
    expect(shownIn(custom, showOf(custom, [checkbox, text]))).toEqual([text, checkbox]);
    expect(shownIn(custom, showOf(custom, []))).toEqual([]);
  });
});
