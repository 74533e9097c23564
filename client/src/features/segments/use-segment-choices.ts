// What the conditions of a segment are chosen among: besides what every rule is, the tags that occur.
import { useMemo } from "react";
import type { RuleField } from "../../app/rule/rule-fields.ts";
import type { Choices } from "../../app/rule/use-choices.ts";
import { type Reading, useTags } from "./use-segment-reading.ts";

export function useSegmentChoices({ choices }: Reading): Choices {
  const contact = useTags("contact");
  const company = useTags("company");
  return useMemo(() => ({
    ...choices,
    optionsOf: (field: RuleField) => (field.of === "tags" ? (field.path === "tags" ? contact : company).map((tag) => ({ value: tag, label: tag })) : choices.optionsOf(field)),
  }), [choices, contact, company]);
}
