// The filter of a list in words, a chip for each thing that must hold; a chip opens the filter, its cross takes it out.
import type { Rule } from "@outrider/shared/schema";
import { X } from "lucide-react";
import { useMemo } from "react";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { ruleOf } from "../../../app/rule/rule-tree.ts";
import { chipsOf } from "../../../app/rule/rule-words.ts";
import { useChoices } from "../../../app/rule/use-choices.ts";
import { Button } from "../../../ui/button.tsx";
import { filterFields } from "./filter-fields.ts";
import { viewWords } from "./texts.ts";

export type FilterChipsProps = { readonly kind: PageKind; readonly custom: readonly CustomFieldView[]; readonly rule: Rule; readonly onOpen: () => void; readonly onChange: (rule: Rule | undefined) => void };

export const FilterChips = ({ kind, custom, rule, onOpen, onChange }: FilterChipsProps) => {
  const { names } = useChoices();
  const fields = useMemo(() => filterFields(kind, custom), [kind, custom]);
  const chips = useMemo(() => chipsOf(rule, fields, names), [rule, fields, names]);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <ul aria-label={viewWords.filter.chips} className="flex min-w-0 flex-1 gap-1.5 overflow-x-auto overscroll-x-contain py-0.5 desk:flex-none desk:flex-wrap">
        {chips.map(({ key, words, without }) => {
          const next = ruleOf(without, fields);
          return (
            <li key={key} className="flex max-w-full shrink-0 items-center rounded-pill border border-accent/40 bg-accent-soft text-accent-ink">
              <button type="button" aria-label={viewWords.filter.change(words)} onClick={onOpen} className="focus-inset min-h-touch max-w-72 truncate rounded-s-pill ps-3 text-small desk:min-h-7 desk:max-w-96 desk:ps-2.5">{words}</button>
              <button type="button" aria-label={viewWords.filter.drop(words)} onClick={() => onChange("rule" in next ? next.rule : undefined)} className="focus-inset flex min-h-touch min-w-9 items-center justify-center rounded-e-pill desk:min-h-7 desk:min-w-7"><X aria-hidden className="size-3.5" /></button>
            </li>
          );
        })}
      </ul>
      <Button size="small" variant="quiet" onClick={() => onChange(undefined)}>{viewWords.filter.clearAll}</Button>
    </div>
  );
};
