// Segments as people make them, for both sides of the measurement.
import { customName, type Rule } from "@outrider/shared/schema";

export const SHOE_SIZE = customName("number", "00000000-0000-4000-8000-000000000042");

const spent = (amount: number): Rule => ({ field: "spend", op: ">", value: amount });

export const TYPICAL: Readonly<Record<string, Rule>> = {
  "spent over 10,000": spent(10_000),
  "not active for 180 days": { field: "inactiveDays", op: ">", value: 180 },
  "spent well and slipping away": { and: [spent(5_000), { field: "inactiveDays", op: "between", value: [90, 365] }] },
  "many visits or much spent": { or: [{ field: "visits", op: ">=", value: 20 }, spent(8_000)] },
  "never ordered": { field: "lastActive", op: "empty" },
  "has a tag": { field: "tags", op: "==", value: "Tag 7" },
  "one of three tags and not another": { and: [{ field: "tags", op: "in", value: ["Tag 1", "Tag 2", "Tag 3"] }, { not: { field: "tags", op: "==", value: "Tag 4" } }] },
  "part of a tag": { field: "tags", op: "contains", value: "ag 1" },
  "of two people's": { field: "owner", op: "in", value: ["00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"] },
  "in an industry": { and: [{ field: "company.industry", op: "==", value: "Retail" }, spent(100)] },
  "a custom field": { and: [{ field: SHOE_SIZE, op: ">=", value: 44 }, { field: "visits", op: ">", value: 2 }] },
  "nested and negated": { and: [{ or: [spent(2_000), { and: [{ field: "visits", op: ">", value: 10 }, { not: { field: "inactiveDays", op: ">", value: 400 } }] }] }, { not: { or: [{ field: "tags", op: "==", value: "Tag 9" }, { field: "mail", op: "==", value: "no" }] } }] },
  "active this quarter": { field: "lastActive", op: "==", value: { period: "quarter", shift: 0 } },
  "an open deal": { field: "stage", op: "filled" },
};
