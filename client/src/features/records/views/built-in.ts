// Views that every workspace has, without anybody's having saved them.
import type { PageKind } from "../../../app/record-route.ts";
import type { ViewShape } from "./list-view.ts";
import { viewWords } from "./texts.ts";

export interface BuiltInView { readonly key: string; readonly name: string; readonly shape: ViewShape }

/** Whoever has bought something, those who spent most first. */
const customers: BuiltInView = {
  key: "customers", name: viewWords.views.customers,
  shape: { rule: { field: "visits", op: ">", value: 0 }, sort: "spend", descending: true, columns: ["name", "spend", "lastActive", "visits", "company"] },
};

export const builtInViews: Readonly<Record<PageKind, readonly BuiltInView[]>> = { deal: [], lead: [], contact: [customers], company: [] };
