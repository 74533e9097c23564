// Builds a rule in place: its groups and conditions, what has the focus keeps it wherever it is moved to, and what is
// removed can be had back.
import { useLayoutEffect, useRef, useState } from "react";
import { useToast } from "../../ui/toast.tsx";
import type { RuleField } from "./rule-fields.ts";
import { DragHandle, DropLine, RuleDrag } from "./rule-drag.tsx";
import { RuleGroup } from "./rule-group.tsx";
import { inserted, placeOf } from "./rule-moves.ts";
import { type Group, replaced } from "./rule-tree.ts";
import { ruleWords as words } from "./texts.ts";
import type { Choices } from "./use-choices.ts";

const DRAG = { Handle: DragHandle, Line: DropLine } as const;

export interface RuleBuilderProps {
  readonly tree: Group;
  readonly fields: readonly RuleField[];
  readonly choices: Choices;
  readonly deepest: number;
  readonly full: boolean;
  readonly onTree: (next: (before: Group) => Group) => void;
}

export const RuleBuilder = ({ tree, fields, choices, deepest, full, onTree }: RuleBuilderProps) => {
  const toast = useToast();
  const frame = useRef<HTMLDivElement>(null);
  const [followed, setFollowed] = useState<{ readonly key: number }>();
  useLayoutEffect(() => {
    if (followed === undefined) return;
    const control = frame.current?.querySelector<HTMLElement>(`[data-part="${followed.key}"] :is(select, input, button)`);
    control?.focus();
    control?.scrollIntoView({ block: "nearest" });
  }, [followed]);
  const onMoved = (key: number) => setFollowed({ key });
  const onRemove = (key: number, label: string) => {
    const place = placeOf(tree, key);
    onTree((before) => replaced(before, key, undefined));
    if (place !== null) toast({ message: words.removed(label), about: "edit", onUndo: () => onTree((before) => inserted(before, place.parent.key, place.at, place.part)) });
  };
  return (
    <div ref={frame}>
      <RuleDrag onTree={onTree} onMoved={onMoved}><RuleGroup group={tree} depth={0} editing={{ fields, choices, deepest, full, onTree, onMoved, onRemove, drag: DRAG }} /></RuleDrag>
    </div>
  );
};
