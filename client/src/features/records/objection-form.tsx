// A new objection, or one that is changed: what was said at once, all else if it is known.
import type { Row } from "@outrider/shared/projection";
import { entities } from "@outrider/shared/schema";
import { useState } from "react";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { MentionArea } from "./mentions/mention-area.tsx";
import { NOTHING_TYPED, objectionOf, type TypedObjection, typedOf } from "./objection-draft.ts";
import { panelWords } from "./panel-texts.ts";
import { stakeholdersOf } from "./stakeholders.ts";

const words = panelWords.objection;
const { category: categories, severity: severities } = entities.objection.fields;
const options = (choices: readonly string[]) => [{ value: "", label: panelWords.unsaid }, ...choices.map((choice) => ({ value: choice, label: text.choice(choice) }))];

export type ObjectionFormProps = {
  /** The deal, whose people may have raised it. */
  readonly view: RecordPage;
  /** The one to be changed; none: a new one. */
  readonly row?: Row | undefined;
  readonly onClose: () => void;
};

export const ObjectionForm = ({ view, row, onClose }: ObjectionFormProps) => {
  const perform = usePerform();
  const [typed, setTyped] = useState<TypedObjection>(() => (row === undefined ? NOTHING_TYPED : typedOf(row)));
  const set = (part: Partial<TypedObjection>) => setTyped((before) => ({ ...before, ...part }));
  const before = row === undefined ? NOTHING_TYPED : typedOf(row);
  const save = async () => {
    const read = objectionOf(typed);
    if (!read.ok) return read.error;
    if (row === undefined) return (await perform({ name: "create", args: { kind: "objection", values: { ...read.value, root: view.id, status: "open" } } }, words.saved)).reason;
    // Only what was typed here: a moment that was not touched keeps its seconds.
    const values = Object.fromEntries(Object.entries(read.value).filter(([name]) => typed[name as keyof TypedObjection] !== before[name as keyof TypedObjection]));
    if (Object.keys(values).length === 0) return undefined;
    return (await perform({ name: "edit", args: { id: row.id, values } }, words.edited)).reason;
  };
  const people = stakeholdersOf(view).map(({ id }) => ({ id, name: view.titles[id] ?? text.record.notHere }));
  const known = typed.raisedBy === "" || people.some(({ id }) => id === typed.raisedBy) ? people : [...people, { id: typed.raisedBy, name: row?.titles[typed.raisedBy] ?? text.record.notHere }];
  return (
    <SmallForm title={row === undefined ? words.add : words.editTitle} saveLabel={row === undefined ? words.save : words.editSave} onSave={save} onClose={onClose}>
      <MentionArea label={words.text} value={typed.text} onChange={(value) => set({ text: value })} />
      <div className="grid gap-3 desk:grid-cols-2">
        <Select label={words.category} value={typed.category} options={options(categories.choices)} onChange={(category) => set({ category })} />
        <Select label={words.severity} value={typed.severity} options={options(severities.choices)} onChange={(severity) => set({ severity })} />
        <Select label={words.raisedBy} value={typed.raisedBy} options={[{ value: "", label: panelWords.unsaid }, ...known.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(raisedBy) => set({ raisedBy })} />
        <TextField label={words.at} type="datetime-local" hint={words.atHint} value={typed.at} onChange={(at) => set({ at })} />
      </div>
      <MentionArea label={words.response} optional value={typed.response} onChange={(response) => set({ response })} rows={2} />
    </SmallForm>
  );
};

/** Resolving one asks for the response that did it, which may be there already. */
export const ResolveForm = ({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) => {
  const perform = usePerform();
  const before = typedOf(row);
  const [response, setResponse] = useState(before.response);
  const save = async () => {
    const read = objectionOf({ ...before, response });
    if (!read.ok) return read.error;
    const values = { status: "resolved", ...(response !== before.response && { response: read.value.response }) };
    return (await perform({ name: "edit", args: { id: row.id, values } }, words.settled(words.statuses["resolved"] ?? ""))).reason;
  };
  return (
    <SmallForm title={words.resolveTitle} description={before.text.length > 200 ? `${before.text.slice(0, 200)}…` : before.text} saveLabel={words.resolveSave} onSave={save} onClose={onClose}>
      <MentionArea label={words.response} hint={words.responseHint} optional value={response} onChange={setResponse} rows={3} />
    </SmallForm>
  );
};
