// Makes a custom field or changes one: its label and options; of what kind and type it is is said once. An option that is
// renamed takes the records along that have it.
import { CUSTOM_TYPES, type CustomKind, type CustomType, definitionFault, optionsIn } from "@outrider/shared/schema";
import { useState } from "react";
import { useAct, useEngineLink } from "../../act/index.ts";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { askOnce, useLiveQuery } from "../../read/index.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { carryOption, withRenamed } from "./carry-option.ts";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

const types = CUSTOM_TYPES.map((value) => ({ value, label: words.fields.types[value] }));
const MOST = 20_000;
const MOST_WORD = 300;

export type FieldDialogProps = { readonly kind: CustomKind; readonly field: CustomFieldView | undefined; /** All of the kind. */ readonly others: readonly CustomFieldView[]; readonly onClose: () => void };

export const FieldDialog = ({ kind, field, others, onClose }: FieldDialogProps) => {
  const { perform } = useEdit();
  const [act, link] = [useAct(), useEngineLink()];
  const [rename, setRename] = useState({ from: "", to: "" });
  const [carried, setCarried] = useState(0);
  // As the definition is since this dialog saved it: where not all records could be taken along, it is saved again.
  const [standing, setStanding] = useState({ label: field?.field.label ?? "", options: optionsIn(field?.options ?? "").join("\n") });
  // What records have, also what is no longer offered.
  const { groups = [] } = useLiveQuery(field?.type === "choice" ? { kind, group: { by: field.name }, limit: 0 } : null);
  const offered = optionsIn(field?.options ?? "");
  const old = groups.flatMap(({ value, count }) => (typeof value === "string" && value !== "" && !offered.includes(value) ? [{ value, label: words.fields.renameOld(value, count) }] : []));
  const [typed, setTyped] = useState({ label: field?.field.label ?? "", type: field?.type ?? ("text" as CustomType), options: field?.options ?? "", archived: false });
  const [wrong, setWrong] = useState<{ readonly label?: string; readonly options?: string; readonly to?: string }>({});
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong({});
  };
  const renameTo = (to: string) => {
    setRename((before) => ({ ...before, to }));
    setWrong({});
  };
  const save = async (): Promise<string | undefined> => {
    const label = typed.label.trim();
    const to = rename.to.trim();
    const renames = field !== undefined && rename.from !== "";
    const options = renames && to !== "" ? withRenamed(typed.options, rename.from, to) : optionsIn(typed.options).join("\n");
    const fault = definitionFault(
      { id: field?.id ?? "", of: kind, type: typed.type, label, options: typed.type === "choice" ? options : "", archived: typed.archived },
      others.map((other) => ({ ...other, of: kind, label: other.field.label })),
    );
    const found = {
      ...(fault === "needs-name" ? { label: words.needsName } : fault === "taken" && { label: words.fields.taken }),
      ...(fault === "needs-options" ? { options: words.fields.needsOptions } : options.length > MOST && { options: words.fields.tooMany }),
      ...(renames && (to === "" || to === rename.from || /[\r\n]/.test(to)) && { to: words.fields.needsNewName }),
    };
    setWrong(found);
    const [first] = Object.values(found);
    if (first !== undefined) return first;
    const values = { label, ...(typed.type === "choice" && { options }) };
    if (renames) {
      const isSame = !typed.archived && label === standing.label && options === standing.options;
      let said: string | undefined = words.fields.renamed(rename.from, to);
      const outcome = await carryOption({
        name: field.name, of: kind, from: rename.from, to, onProgress: setCarried, ask: (query) => askOnce(link, query), older: async () => (await act.older([kind])).result === "fetched",
        definition: isSame ? [] : [{ name: "edit", args: { id: field.id, values: { ...values, ...(typed.archived && { archived: true }) } } }],
        perform: async (calls) => {
          const { reason } = await perform(calls, said);
          if (reason !== undefined) return reason;
          said = undefined;
          setStanding({ label, options });
          return undefined;
        },
      });
      return outcome.reason ?? (outcome.all ? undefined : words.fields.notAllRenamed);
    }
    if (field !== undefined) {
      if (typed.archived) return (await perform({ name: "edit", args: { id: field.id, values: { ...values, archived: true } } }, words.archivedDone(label))).reason;
      if (label === standing.label && options === standing.options) return undefined;
      return (await perform({ name: "edit", args: { id: field.id, values } }, words.saved(label))).reason;
    }
    const order = Math.max(-1, ...others.map((other) => other.order)) + 1;
    return (await perform({ name: "create", args: { kind: "customField", values: { of: kind, type: typed.type, order, ...values } } }, words.saved(label))).reason;
  };
  return (
    <SmallForm title={field === undefined ? words.fields.createTitle(words.fields.kinds[kind]) : words.change(field.field.label)} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={words.fields.label} value={typed.label} error={wrong.label} maxLength={60} onChange={(label) => set({ label })} autoComplete="off" />
      <Select label={words.fields.type} hint={words.fields.typeHint} disabled={field !== undefined} value={typed.type} options={types} onChange={(type) => set({ type })} />
      {typed.type === "choice" && <TextArea label={words.fields.options} hint={words.fields.optionsHint} error={wrong.options} rows={5} value={typed.options} onChange={(options) => set({ options })} />}
      {field?.type === "choice" && (
        <Select
          label={words.fields.rename} hint={carried > 0 ? words.fields.renaming(carried) : words.fields.renameHint} value={rename.from} onChange={(from) => setRename((before) => ({ ...before, from }))}
          options={[{ value: "", label: words.fields.renameNone }, ...offered.map((value) => ({ value, label: value })), ...old]}
        />
      )}
      {rename.from !== "" && <TextField label={words.fields.newName} value={rename.to} error={wrong.to} maxLength={MOST_WORD} onChange={renameTo} autoComplete="off" />}
      {field !== undefined && <Checkbox label={words.archived} hint={words.fields.archiveHint} checked={typed.archived} onChange={(archived) => set({ archived })} />}
    </SmallForm>
  );
};
