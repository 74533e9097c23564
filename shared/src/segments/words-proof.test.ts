import type { Rule } from "@outrider/shared/schema";
import { expect, it } from "vitest";
import { inventedIn } from "./index.ts";

const TEXT = "Big fish: over five lakh, 10 to 12 orders, none since March or for two weeks, this quarter's VIPs in Goa that Ana has, no mail";
const invented = (field: string, op: string, value?: unknown) => inventedIn({ not: { and: [{ field, op, ...(value !== undefined && { value }) } as Rule] } }, TEXT, "2026-11-22") !== null;

it.each([
  ["spend", ">", 500_000], ["visits", "between", [10, 12]], ["lastActive", "<", "2026-03-01"], ["inactiveDays", ">", 14], ["createdAt", ">=", { days: -14 }], ["createdAt", ">=", "2026-11-08"], ["createdAt", "==", { period: "quarter", shift: 0 }],
  ["tags", "in", ["VIP", "big fish"]], ["address", "contains", "goa"], ["owner", "==", "Ana"], ["owner", "==", { me: true }], ["mail", "==", "no"], ["visits", ">", 0], ["phones", "empty"],
])("M4 what was said is not made up: %s %s %j", (...leaf) => expect(invented(...(leaf as [string, string, unknown]))).toBe(false));

it.each([
  ["spend", ">", 600_000], ["visits", "between", [10, 13]], ["lastActive", "<", "2026-04-11"], ["inactiveDays", ">", 60], ["createdAt", ">=", { days: -30 }], ["createdAt", "==", { period: "quarter", shift: -1 }], ["tags", "in", ["VIP", "gold"]], ["address", "contains", ""], ["owner", "==", "Tom"],
])("M4 what was not said is told: %s %s %j", (...leaf) => expect(invented(...(leaf as [string, string, unknown]))).toBe(true));
