// The filter that an address says, read where lists, the board and the forecast look through it. Invariant: what cannot be
// read, or asks for a field that the kind does not have, is no filter; what is wrong with it is told. Pure.
import { isPath } from "@outrider/shared/projection";
import { fieldsOf, type Rule } from "@outrider/shared/schema";
import { readRule } from "@outrider/shared/segments";
import type { PageKind } from "./record-route.ts";

export type RuleIn =
  | { readonly rule: Rule | undefined; readonly fault?: undefined }
  | { readonly rule: undefined; readonly fault: { readonly unread: string } | { readonly strange: string } };

/** text: as `writeRule` writes it; undefined: none. */
export function ruleIn(kind: PageKind, text: string | undefined): RuleIn {
  if (text === undefined) return { rule: undefined };
  const read = readRule(text);
  if (!read.ok) return { rule: undefined, fault: { unread: read.error.at === "" ? read.error.message : `${read.error.at} ${read.error.message}` } };
  const strange = fieldsOf(read.value).find((path) => !isPath(kind, path));
  return strange === undefined ? { rule: read.value } : { rule: undefined, fault: { strange } };
}
