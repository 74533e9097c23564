// Makes a new record: few fields first, the rest one tap away. Invariant: what was typed stays until it is saved or the
// dialog is closed; what is wrong is said beside its field.
import { useId, useState } from "react";
import { useCustomFields } from "../../app/custom-fields.ts";
import { useStages } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import type { CreateDialogProps } from "./create-dialog.tsx";
import { draftOf, type Typed } from "./draft.ts";
import { DraftField } from "./draft-field.tsx";
import { fieldFor, planOf } from "./kinds.ts";
import { LinkPicker } from "./link-picker.tsx";
import { words } from "./texts.ts";
import { TypedTwins } from "./twin-hint.tsx";
import { useBaseCurrency } from "./use-base-currency.ts";

export const CreateForm = ({ kind, initial = {}, initialTitles = {}, onClose, onMade }: CreateDialogProps) => {
  const labels = useUiLabels();
  const form = useId();
  const perform = usePerform();
  const currency = useBaseCurrency();
  const stages = useStages().filter(({ archived }) => !archived);
  const plan = planOf(kind);
  const custom = useCustomFields(kind);
  const [given, setGiven] = useState<Typed>(initial);
  const [titles, setTitles] = useState<Typed>(initialTitles);
  const [errors, setErrors] = useState<Typed>({});
  const [more, setMore] = useState(false);
  const [picking, setPicking] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);

  const firstStage = stages.find(({ outcome }) => outcome === "open")?.id ?? "";
  const typed: Typed = { ...(kind === "deal" && { stage: firstStage }), ...given };
  // What is given by the place it is made from is seen too, before it is saved.
  const atOnce = [...new Set([...plan.create, ...Object.keys(initial)])];
  const names = [...atOnce, ...(more ? [...plan.createMore, ...custom.map(({ name }) => name)].filter((name) => !atOnce.includes(name)) : [])];
  const set = (name: string, value: string) => {
    setGiven((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _gone, ...others }) => others);
  };
  const save = async () => {
    const drafted = draftOf(kind, names, typed, currency);
    if (!drafted.ok) {
      setErrors(drafted.errors);
      return;
    }
    setBusy(true);
    const done = await perform({ name: "create", args: drafted.draft }, words.create.made(kind));
    setBusy(false);
    const id = done.reason === undefined ? done.saved.records[0] : undefined;
    if (id === undefined) setTrouble(done.reason);
    else onMade(id);
  };
  const pickedField = picking === undefined ? undefined : fieldFor(kind, picking);
  return (
    <>
      <Dialog
        open onClose={onClose} title={words.list.create(kind)}
        footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" type="submit" form={form} busy={busy}>{words.create.save}</Button></>}
      >
        <form
          id={form} noValidate className="flex flex-col gap-3 pb-2"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {trouble !== undefined && <Banner kind="error" title={trouble} />}
          <TypedTwins kind={kind} typed={typed} onOpen={onClose} />
          {names.map((name) => (
            <DraftField
              key={name} name={name} field={fieldFor(kind, name)} value={typed[name] ?? ""} error={errors[name]} title={titles[name] ?? ""}
              options={name === "stage" ? stages.map(({ id, name: label }) => ({ value: id, label })) : undefined}
              onChange={(value) => set(name, value)} onPick={() => setPicking(name)}
            />
          ))}
          {!more && <div><Button variant="quiet" flush onClick={() => setMore(true)}>{words.create.more}</Button></div>}
        </form>
      </Dialog>
      {picking !== undefined && pickedField !== undefined && (
        <LinkPicker
          open label={pickedField.label} kinds={pickedField.to as Parameters<typeof LinkPicker>[0]["kinds"]} chosen={typed[picking] === undefined || typed[picking] === "" ? [] : [typed[picking]]}
          emptiable={!pickedField.required} onClose={() => setPicking(undefined)}
          onPick={(picked) => {
            set(picking, picked?.id ?? "");
            setTitles((before) => ({ ...before, [picking]: picked?.title ?? "" }));
            setPicking(undefined);
          }}
        />
      )}
    </>
  );
};
