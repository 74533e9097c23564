// What is asked of an audience besides its segment's own rule. Pure.
import { fieldKey, readTemplate, usedBy } from "@outrider/shared/campaigns";
import type { Rule } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../app/custom-fields.ts";

/** Who has no address, and who wants no campaigns: no mail goes to them. */
export const NO_ADDRESS: Rule = { field: "emails", op: "empty" };
export const REFUSED: Rule = { field: "mail", op: "in", value: ["no"] };
/** Whose opens and clicks may be counted. */
export const AGREED: Rule = { field: "tracking", op: "in", value: ["yes"] };

/** Both hold; null is everybody. */
export const ruleWith = (rule: Rule | null, besides: Rule | null): Rule | null => (rule !== null && besides !== null ? { and: [rule, besides] } : (rule ?? besides));

/** What is asked of a field of a text, by its name in the text; what everybody has is not in it. */
const PATHS: Readonly<Record<string, string>> = { phone: "phones", title: "title", company: "company", owner: "owner", spend: "spend", visits: "visits", last_active: "lastActive" };

/** Who has one name alone: a text's `last_name` is what comes after the first of several. */
const ONE_NAME: Rule = { not: { field: "name", op: "contains", value: " " } };

/** Who would get no mail since something that the texts need is not known of them, and would get one otherwise; null: nobody. */
export function lackRule(texts: readonly string[], custom: readonly CustomFieldView[]): Rule | null {
  const own = new Map(custom.filter(({ of, archived }) => of === "contact" && !archived).map(({ name, field }) => [fieldKey(field.label), name]));
  const needed = new Set(texts.flatMap((text) => usedBy(readTemplate(text)).required));
  const empty = [...needed].flatMap((name): Rule[] => {
    if (name === "last_name") return [ONE_NAME];
    const path = PATHS[name] ?? own.get(name);
    return path === undefined ? [] : [{ field: path, op: "empty" }];
  });
  return empty.length === 0 ? null : { and: [{ or: empty }, { not: NO_ADDRESS }, { not: REFUSED }] };
}
