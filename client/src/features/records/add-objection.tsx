// What the other side says against a deal, written down.
import { checkValue, entities } from "@outrider/shared/schema";
import { useState } from "react";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { MentionArea } from "./mentions/mention-area.tsx";
import { words } from "./texts.ts";

const { category: categories, severity: severities } = entities.objection.fields;

export const AddObjection = ({ root, onClose }: { readonly root: string; readonly onClose: () => void }) => {
  const perform = usePerform();
  const [typed, setTyped] = useState({ text: "", category: "", severity: "", response: "" });
  const set = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const options = (choices: readonly string[]) => [{ value: "", label: words.objection.unsaid }, ...choices.map((choice) => ({ value: choice, label: text.choice(choice) }))];
  const save = async () => {
    const wrong = checkValue(entities.objection.fields.text, typed.text.trim());
    if (wrong !== null) return words.page.invalid(words.objection.text, wrong);
    return (await perform({ name: "create", args: { kind: "objection", values: { ...typed, text: typed.text.trim(), response: typed.response.trim(), root, status: "open" } } }, words.objection.saved)).reason;
  };
  return (
    <SmallForm title={words.objection.add} saveLabel={words.objection.save} onSave={save} onClose={onClose}>
      <MentionArea label={words.objection.text} value={typed.text} onChange={(value) => set({ text: value })} />
      <div className="grid gap-3 desk:grid-cols-2">
        <Select label={words.objection.category} value={typed.category} options={options(categories.choices)} onChange={(category) => set({ category })} />
        <Select label={words.objection.severity} value={typed.severity} options={options(severities.choices)} onChange={(severity) => set({ severity })} />
      </div>
      <MentionArea label={words.objection.response} optional value={typed.response} onChange={(response) => set({ response })} rows={2} />
    </SmallForm>
  );
};
