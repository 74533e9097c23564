// Builds the filter of a list: conditions in groups, with how many records they find while they are built. Nothing takes
// effect before it is said so.
import type { Rule } from "@outrider/shared/schema";
import { useMemo, useState } from "react";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import type { Looking } from "../../../app/deal-choice.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { RuleGroup } from "../../../app/rule/rule-group.tsx";
import { newGroup, ruleOf, treeOf } from "../../../app/rule/rule-tree.ts";
import { ruleWords } from "../../../app/rule/texts.ts";
import { useChoices } from "../../../app/rule/use-choices.ts";
import { useLiveQuery, type Query } from "../../../read/index.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { words } from "../texts.ts";
import { filterFields } from "./filter-fields.ts";
import { viewWords } from "./texts.ts";

/** Groups in groups, beyond which nobody reads them. */
const DEEPEST = 3;

export type FilterDialogProps = {
  readonly kind: PageKind;
  readonly custom: readonly CustomFieldView[];
  readonly rule: Rule | undefined;
  /** Of the list, without its filter. */
  readonly query: Query;
  readonly looking: Looking;
  readonly onApply: (rule: Rule | undefined) => void;
  readonly onClose: () => void;
};

export const FilterDialog = ({ kind, custom, rule, query, looking, onApply, onClose }: FilterDialogProps) => {
  const choices = useChoices();
  const fields = useMemo(() => filterFields(kind, custom), [kind, custom]);
  const [opened] = useState(() => treeOf(rule, fields));
  const [tree, setTree] = useState(() => opened ?? newGroup("all"));
  const [told, setTold] = useState<string>();
  const made = ruleOf(tree, fields);
  const { rule: _old, ...others } = query;
  const counted = useLiveQuery("rule" in made ? { ...others, ...(made.rule && { rule: { rule: made.rule, ...looking } }), limit: 0 } : null);
  const apply = () => {
    if ("trouble" in made) return setTold(made.trouble === "incomplete" ? ruleWords.incomplete : viewWords.filter.tooMuch);
    onApply(made.rule);
    onClose();
  };
  const shows = "rule" in made && !counted.loading ? viewWords.filter.show(words.list.count(kind, counted.total)) : viewWords.filter.apply;
  return (
    <Dialog
      open shape="sheet" onClose={onClose} title={viewWords.filter.title} description={viewWords.filter.hint}
      footer={<><Button onClick={() => setTree(newGroup("all"))} disabled={tree.parts.length === 0}>{viewWords.filter.clear}</Button><Button variant="primary" onClick={apply}>{shows}</Button></>}
    >
      <div className="flex flex-col gap-3 pb-2">
        {opened === null && <Banner kind="info" title={viewWords.filter.elsewhere} />}
        {told !== undefined && "trouble" in made && <Banner kind="error" title={told} />}
        <RuleGroup group={tree} depth={0} editing={{ fields, choices, deepest: DEEPEST, onTree: setTree }} />
      </div>
    </Dialog>
  );
};
