import { deletable, entity } from "./entity.ts";
import { link, longText, money, number, phone, setOf, text, url } from "./field.ts";

export const company = entity({
  kind: "company", label: "Company", plural: "Companies", belongs: "workspace", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true }),
    industry: text("Industry", { searchable: true, segmentable: true }),
    website: url("Website", { searchable: true }),
    phone: phone("Phone", { searchable: true }),
    address: longText("Address", { searchable: true }),
    country: text("Country", { searchable: true, segmentable: true }),
    employees: number("Employees", { min: 0, segmentable: true }),
    revenue: money("Annual revenue", { segmentable: true }),
    founded: number("Founded", { min: 0, max: 9999, unit: "year" }),
    parent: link("Part of", ["company"]),
    notes: longText("Notes", { searchable: true }),
    tags: setOf(text(""), "Tags", { searchable: true, segmentable: true }),
    externalId: text("External id"),
    mergedInto: link("Merged into", ["company"], { guard: "delete" }),
    ...deletable,
  },
});
