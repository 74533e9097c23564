// A group of conditions as it is built: what must hold of it, its conditions, and groups within. Each part goes up and down
// by its menu, or with Alt and the arrows.
import { ArrowDown, ArrowUp, Copy, Ellipsis, FolderPlus, Group as GroupIcon, Plus, Trash2, Ungroup, X } from "lucide-react";
import { type ComponentType, type KeyboardEvent, useState } from "react";
import type { ActionItem } from "../../ui/action-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { CLASS_OPS, type Comparison, isMoney, opLabel, type RuleField } from "./rule-fields.ts";
import { dissolved, duplicated, moved, wrapped } from "./rule-moves.ts";
import { type Condition, fieldAt, type Group, isGroup, newCondition, newGroup, type Part, replaced, valuesOf } from "./rule-tree.ts";
import { ConditionValue, CurrencyOf } from "./rule-value.tsx";
import { ruleWords as words } from "./texts.ts";
import type { Choices } from "./use-choices.ts";

const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);

const joins = (["all", "any", "none"] as const).map((value) => ({ value, label: words.joins[value] }));

export interface Editing {
  readonly fields: readonly RuleField[];
  readonly choices: Choices;
  /** How many groups may lie in one another below the whole. */
  readonly deepest: number;
  /** Whether there is no room for another condition. */
  readonly full?: boolean;
  readonly onTree: (next: (before: Group) => Group) => void;
  /** Where parts can be moved and doubled: told of each that was, by its key. */
  readonly onMoved?: (key: number) => void;
  /** Where a part that is removed can be had back: instead of taking it out. */
  readonly onRemove?: (key: number, label: string) => void;
  /** Where parts can be dragged. */
  readonly drag?: { readonly Handle: ComponentType<{ readonly part: number; readonly label: string }>; readonly Line: ComponentType<{ readonly parent: number; readonly at: number }> };
}

const remove = ({ onRemove, onTree }: Editing, key: number, label: string) => (onRemove === undefined ? onTree((before) => replaced(before, key, undefined)) : onRemove(key, label));

const PartMenu = ({ part, label, editing }: { readonly part: Part; readonly label: string; readonly editing: Editing & { readonly depth: number } }) => {
  const { deepest, depth, full = false, onTree, onMoved } = editing;
  const [open, setOpen] = useState(false);
  if (onMoved === undefined) return null;
  const does = (change: (tree: Group, key: number) => Group) => () => {
    onTree((before) => change(before, part.key));
    onMoved(part.key);
  };
  const items: readonly ActionItem[] = [
    { id: "up", label: words.up, icon: ArrowUp, keys: words.keys.up, onSelect: does((tree, key) => moved(tree, key, -1)) },
    { id: "down", label: words.down, icon: ArrowDown, keys: words.keys.down, onSelect: does((tree, key) => moved(tree, key, 1)) },
    ...(full ? [] : [{ id: "copy", label: words.duplicate, icon: Copy, onSelect: does(duplicated) }]),
    ...(isGroup(part) ? [{ id: "unwrap", label: words.unwrap, icon: Ungroup, onSelect: does(dissolved) }] : depth < deepest ? [{ id: "wrap", label: words.wrap, icon: GroupIcon, onSelect: does(wrapped) }] : []),
    ...(isGroup(part) ? [{ id: "remove", label: words.removeGroup, icon: Trash2, danger: true, onSelect: () => remove(editing, part.key, words.group) }] : []),
  ];
  return (
    <>
      <IconButton icon={Ellipsis} label={words.more(label)} aria-haspopup="dialog" onClick={() => setOpen(true)} />
      {open && <ActionDialog title={label} items={items} onClose={() => setOpen(false)} />}
    </>
  );
};

/** Alt and an arrow. */
const movesBy = ({ onTree, onMoved }: Editing, key: number) => (event: KeyboardEvent) => {
  if (onMoved === undefined || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  event.stopPropagation();
  const by = event.key === "ArrowUp" ? -1 : 1;
  onTree((before) => moved(before, key, by));
  onMoved(key);
};

const sections = (fields: readonly RuleField[]) => fields.map(({ path, label, group }) => ({ value: path, label, ...(group !== undefined && { group }) }));

const ConditionLine = ({ condition, depth, place, editing }: { readonly condition: Condition; readonly depth: number; readonly place: { readonly parent: number; readonly at: number }; readonly editing: Editing }) => {
  const { fields, choices, onTree, drag } = editing;
  const field = fieldAt(fields, condition.path);
  const known = fields.includes(field) ? fields : [field, ...fields];
  const put = (next: Condition) => onTree((before) => replaced(before, condition.key, next));
  const setOp = (op: Comparison) => {
    const same = valuesOf(op) === valuesOf(condition.op);
    put({ ...condition, op, values: same ? condition.values : valuesOf(op) === "several" || valuesOf(condition.op) === "several" ? [] : condition.values });
  };
  return (
    <li data-part={condition.key} onKeyDown={movesBy(editing, condition.key)} className="relative flex flex-col gap-2 rounded-card border border-line bg-surface p-2">
      {drag && <drag.Line {...place} />}
      <div className="flex min-w-0 gap-1">
        {drag && <drag.Handle part={condition.key} label={field.label} />}
        <div className="min-w-0 flex-1">
          <Select label={words.field} hideLabel value={condition.path} options={sections(known)} onChange={(path) => put({ ...newCondition(fieldAt(fields, path)), key: condition.key })} />
        </div>
        <PartMenu part={condition} label={field.label} editing={{ ...editing, depth }} />
        <IconButton icon={X} label={words.remove(field.label)} onClick={() => remove(editing, condition.key, field.label)} />
      </div>
      <div className="flex min-w-0 flex-wrap gap-2">
        <div className="min-w-40 flex-1"><Select label={words.op} hideLabel value={condition.op} options={CLASS_OPS[field.of].map((op) => ({ value: op, label: opLabel(field.of, op) }))} onChange={setOp} /></div>
        {valuesOf(condition.op) !== 0 && <div className={classNames("flex-[1.6]", valuesOf(condition.op) === "several" ? "min-w-full desk:min-w-40" : "min-w-40")}><ConditionValue field={field} condition={condition} options={choices.optionsOf(field)} names={choices.names} onChange={(values) => put({ ...condition, values })} /></div>}
        {valuesOf(condition.op) !== 0 && isMoney(field) && <CurrencyOf condition={condition} onChange={(currency) => put({ ...condition, currency })} />}
      </div>
    </li>
  );
};

export const RuleGroup = ({ group, depth, editing }: { readonly group: Group; readonly depth: number; readonly editing: Editing }) => {
  const { fields, deepest, full = false, onTree, onMoved, drag } = editing;
  const put = (next: Group) => onTree((before) => replaced(before, group.key, next));
  const add = (part: Part) => put({ ...group, parts: [...group.parts, part] });
  const [first] = fields;
  return (
    <div data-part={group.key} className={classNames("flex min-w-0 flex-col gap-2", depth > 0 && "rounded-card border border-s-4 border-line bg-sunken p-1.5 desk:p-2")}>
      <div className="flex items-start gap-1">
        {drag && depth > 0 && <drag.Handle part={group.key} label={words.group} />}
        <div className="min-w-0 flex-1"><Segmented label={words.join} segments={joins} value={group.join} onChange={(join) => put({ ...group, join })} /></div>
        {depth > 0 && <PartMenu part={group} label={words.group} editing={{ ...editing, depth }} />}
        {depth > 0 && onMoved === undefined && <IconButton icon={Trash2} label={words.removeGroup} onClick={() => remove(editing, group.key, words.group)} />}
      </div>
      {group.parts.length > 0 && (
        <ul className="flex flex-col gap-2">
          {group.parts.map((part, at) => {
            const place = { parent: group.key, at };
            if (!isGroup(part)) return <ConditionLine key={part.key} condition={part} depth={depth} place={place} editing={editing} />;
            return <li key={part.key} className="relative" onKeyDown={movesBy(editing, part.key)}>{drag && <drag.Line {...place} />}<RuleGroup group={part} depth={depth + 1} editing={editing} /></li>;
          })}
          {drag && <li aria-hidden className="relative -mt-2 h-0"><drag.Line parent={group.key} at={group.parts.length} /></li>}
        </ul>
      )}
      {group.parts.length === 0 && depth === 0 && <p className="text-small text-ink-muted">{words.none}</p>}
      <div className="flex flex-wrap gap-2">
        {first !== undefined && <Button size="small" icon={Plus} disabled={full} onClick={() => add(newCondition(first))}>{words.add}</Button>}
        {first !== undefined && depth < deepest && <Button size="small" variant="quiet" icon={FolderPlus} disabled={full} onClick={() => add(newGroup(group.join === "any" ? "all" : "any", [newCondition(first)]))}>{words.addGroup}</Button>}
      </div>
    </div>
  );
};
