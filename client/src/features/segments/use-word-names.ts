// The names that words may stand for: members, stages, companies and campaigns of this device, tags, the workspace's fields.
import type { WordNames } from "@outrider/shared/segments";
import { useMemo } from "react";
import { useMembers, useStages } from "../../app/use-definitions.ts";
import { useRates } from "../../app/use-rates.ts";
import { useLiveQuery } from "../../read/index.ts";
import { type Reading, useTags } from "./use-segment-reading.ts";

const CAMPAIGNS = { kind: "campaign", sort: { by: "title" }, limit: 500 } as const;
/** Those that were worked with last: a name beyond them is chosen in the builder. */
const COMPANIES = { kind: "company", sort: { by: "updatedAt", descending: true }, limit: 1000 } as const;
const TYPES = { text: "text", number: "number", money: "money", date: "date", flag: "flag", choice: "choice", url: "text" } as const;

export function useWordNames({ custom }: Reading): WordNames {
  const { members } = useMembers();
  const stages = useStages();
  const { rows: companies } = useLiveQuery(COMPANIES);
  const { rows: campaigns } = useLiveQuery(CAMPAIGNS);
  const tags = useTags("contact");
  const { base } = useRates();
  return useMemo(() => ({
    members, stages, tags, ...(base !== undefined && { currency: base }),
    companies: companies.map(({ id, title }) => ({ id, name: title })), campaigns: campaigns.map(({ id, title }) => ({ id, name: title })),
    fields: custom.filter(({ of }) => of === "contact").flatMap(({ name, field }) => {
      const type = TYPES[field.type as keyof typeof TYPES];
      return type === undefined ? [] : [{ field: name, label: field.label, type, ...(field.choices.length > 0 && { choices: field.choices }) }];
    }),
  }), [members, stages, tags, companies, campaigns, custom, base]);
}
