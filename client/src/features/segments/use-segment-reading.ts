// What it takes to show rules of segments: their fields, and what the people, stages, campaigns and companies in them are
// called.
import type { Rule } from "@outrider/shared/schema";
import { useMemo } from "react";
import { type CustomFieldView, useCustomDefinitions } from "../../app/custom-fields.ts";
import type { RuleField } from "../../app/rule/rule-fields.ts";
import type { Names } from "../../app/rule/rule-words.ts";
import { type Choices, useChoices } from "../../app/rule/use-choices.ts";
import { useLiveQuery, useTitles } from "../../read/index.ts";
import { recordsIn, segmentFields } from "./segment-fields.ts";

export interface Reading { readonly fields: readonly RuleField[]; readonly names: Names; readonly choices: Choices; readonly custom: readonly CustomFieldView[] }

const CAMPAIGNS = { kind: "campaign", sort: { by: "title" }, limit: 500 } as const;

export function useSegmentReading(rules: readonly Rule[]): Reading {
  const { all } = useCustomDefinitions();
  const custom = useMemo(() => all.filter(({ archived }) => !archived), [all]);
  const choices = useChoices();
  const { rows: campaigns } = useLiveQuery(CAMPAIGNS);
  const fields = useMemo(() => segmentFields(custom), [custom]);
  const titles = useTitles(useMemo(() => recordsIn(rules, fields), [rules, fields]));
  const names = useMemo(() => ({ ...choices.names, ...Object.fromEntries(campaigns.map(({ id, title }) => [id, title])), ...titles }), [choices, campaigns, titles]);
  return useMemo(() => ({ fields, names, custom, choices: { ...choices, names } }), [fields, names, custom, choices]);
}

/** Tags of the groups' heads and of the newest: those that a person chooses from. */
const TAGGED = { contact: { kind: "contact", where: [{ field: "tags", op: "filled" }], group: { by: "tags" }, limit: 300 }, company: { kind: "company", where: [{ field: "tags", op: "filled" }], group: { by: "tags" }, limit: 300 } } as const;
/** More than anybody looks through. */
const MOST_TAGS = 60;

/** Tags that occur, by kind, in order of the alphabet. */
export function useTags(kind: "contact" | "company"): readonly string[] {
  const { rows, groups } = useLiveQuery(TAGGED[kind]);
  return useMemo(() => {
    const heads = (groups ?? []).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    return [...new Set([...heads, ...rows.flatMap(({ sets }) => sets["tags"] ?? [])])].slice(0, MOST_TAGS).sort((a, b) => a.localeCompare(b));
  }, [rows, groups]);
}
