// A group of conditions as it is built: what must hold of it, its conditions, and groups within.
import { FolderPlus, Plus, Trash2, X } from "lucide-react";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { Select } from "../../../ui/select.tsx";
import { CLASS_OPS, type FilterField, type FilterOp, opLabel } from "./filter-fields.ts";
import { type Condition, fieldAt, type Group, isGroup, newCondition, newGroup, type Part, valuesOf } from "./filter-tree.ts";
import { FilterValue } from "./filter-value.tsx";
import { viewWords } from "./texts.ts";
import type { Choices } from "./use-choices.ts";

const { filter: words } = viewWords;
const joins = (["all", "any", "none"] as const).map((value) => ({ value, label: words.joins[value] }));
/** Groups in groups, beyond which nobody reads them. */
const DEEPEST = 3;

interface Editing { readonly fields: readonly FilterField[]; readonly choices: Choices; /** undefined: it goes. */ readonly onPart: (key: number, part: Part | undefined) => void }

const ConditionLine = ({ condition, editing: { fields, choices, onPart } }: { readonly condition: Condition; readonly editing: Editing }) => {
  const field = fieldAt(fields, condition.path);
  const known = fields.includes(field) ? fields : [field, ...fields];
  const setOp = (op: FilterOp) => {
    const same = valuesOf(op) === valuesOf(condition.op);
    onPart(condition.key, { ...condition, op, values: same ? condition.values : valuesOf(op) === "several" || valuesOf(condition.op) === "several" ? [] : condition.values });
  };
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface p-2">
      <div className="flex min-w-0 gap-2">
        <div className="min-w-0 flex-[1.2]">
          <Select label={words.field} hideLabel value={condition.path} options={known.map(({ path, label }) => ({ value: path, label }))} onChange={(path) => onPart(condition.key, { ...newCondition(fieldAt(fields, path)), key: condition.key })} />
        </div>
        <div className="min-w-0 flex-1">
          <Select label={words.op} hideLabel value={condition.op} options={CLASS_OPS[field.of].map((op) => ({ value: op, label: opLabel(field.of, op) }))} onChange={setOp} />
        </div>
        <IconButton icon={X} label={words.remove(field.label)} onClick={() => onPart(condition.key, undefined)} />
      </div>
      <FilterValue field={field} condition={condition} options={choices.optionsOf(field)} onChange={(values) => onPart(condition.key, { ...condition, values })} />
    </li>
  );
};

export const FilterGroup = ({ group, depth, editing }: { readonly group: Group; readonly depth: number; readonly editing: Editing }) => {
  const { fields, onPart } = editing;
  const add = (part: Part) => onPart(group.key, { ...group, parts: [...group.parts, part] });
  const [first] = fields;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-2", depth > 0 && "rounded-card border border-line bg-sunken p-2")}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1"><Segmented label={words.join} segments={joins} value={group.join} onChange={(join) => onPart(group.key, { ...group, join })} /></div>
        {depth > 0 && <IconButton icon={Trash2} label={words.removeGroup} onClick={() => onPart(group.key, undefined)} />}
      </div>
      {group.parts.length > 0 && (
        <ul className="flex flex-col gap-2">
          {group.parts.map((part) => (isGroup(part) ? <li key={part.key}><FilterGroup group={part} depth={depth + 1} editing={editing} /></li> : <ConditionLine key={part.key} condition={part} editing={editing} />))}
        </ul>
      )}
      {group.parts.length === 0 && depth === 0 && <p className="text-small text-ink-muted">{words.none}</p>}
      <div className="flex flex-wrap gap-2">
        {first !== undefined && <Button size="small" icon={Plus} onClick={() => add(newCondition(first))}>{words.add}</Button>}
        {first !== undefined && depth < DEEPEST && <Button size="small" variant="quiet" icon={FolderPlus} onClick={() => add(newGroup(group.join === "any" ? "all" : "any", [newCondition(first)]))}>{words.addGroup}</Button>}
      </div>
    </div>
  );
};
