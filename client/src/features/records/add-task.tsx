// A new task: on a record, or of its own where it is made from anywhere.
import { checkValue, entities } from "@outrider/shared/schema";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { useMembers } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { Picked } from "./link-picker.tsx";
import { RootField } from "./root-field.tsx";
import { words } from "./texts.ts";

/** pick: whether the record can be another one, or none. */
export const AddTask = ({ root: given, pick = false, onClose }: { readonly root: Picked | undefined; readonly pick?: boolean; readonly onClose: () => void }) => {
  const perform = usePerform();
  const user = useUser();
  const { members } = useMembers();
  const [root, setRoot] = useState(given);
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  const [assignee, setAssignee] = useState(user?.id ?? "");
  const save = async () => {
    const wrong = checkValue(entities.task.fields.title, title.trim());
    if (wrong !== null) return words.page.invalid(words.task.title, wrong);
    return (await perform({ name: "create", args: { kind: "task", values: { title: title.trim(), assignee, due, ...(root !== undefined && { root: root.id }) } } }, words.task.saved)).reason;
  };
  return (
    <SmallForm title={words.task.add} saveLabel={words.task.save} onSave={save} onClose={onClose}>
      <TextField label={words.task.title} value={title} onChange={setTitle} autoComplete="off" />
      <TextField label={words.task.due} type="date" optional value={due} onChange={setDue} />
      <Select label={words.task.assignee} value={assignee} onChange={setAssignee} options={members.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} />
      {pick && <RootField root={root} emptiable onChange={setRoot} />}
    </SmallForm>
  );
};
