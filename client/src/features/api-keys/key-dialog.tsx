// Makes a key and shows it once: the server keeps no more of it than it needs to know it again.
import { useId, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { copyText } from "../../app/copy-text.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { text } from "../../app/text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import { type Allowed, allowsAll, isWritable, KEY_KINDS, readsAll, scopesOf } from "./key-view.ts";
import { words } from "./texts.ts";

const LONGEST = 60;
const DAYS = ["30", "90", "365", ""] as const;
type Access = keyof typeof words.accesses;
const ACCESSES: readonly Access[] = ["read", "all", "some"];

const keyIn = (answer: unknown): string => (typeof answer === "object" && answer !== null && "key" in answer && typeof answer.key === "string" ? answer.key : "");

interface Typed { readonly name: string; readonly access: Access; readonly chosen: Allowed; readonly days: (typeof DAYS)[number] }

const Made = ({ made, onClose }: { readonly made: string; readonly onClose: () => void }) => {
  const [said, setSaid] = useState<string>();
  return (
    <Dialog open onClose={onClose} title={words.readyTitle} description={words.readyDetail} footer={<Button variant="primary" onClick={onClose}>{words.close}</Button>}>
      <div className="flex flex-col gap-3 pb-2">
        <TextField label={words.key} value={made} onChange={() => undefined} readOnly autoComplete="off" spellCheck={false} onFocus={(event) => event.currentTarget.select()} />
        <div className="flex items-center gap-3">
          <Button onClick={() => void copyText(made).then((done) => setSaid(done ? words.copied : words.notCopied))}>{words.copy}</Button>
          <span role="status" className="text-small text-ink-muted">{said}</span>
        </div>
      </div>
    </Dialog>
  );
};

const Kinds = ({ chosen, onChange }: { readonly chosen: Allowed; readonly onChange: (chosen: Allowed) => void }) => {
  const turned = <T extends string>(list: readonly T[], one: T, on: boolean): readonly T[] => (on ? [...list, one] : list.filter((each) => each !== one));
  return (
    <ul aria-label={words.access} className="flex flex-col">
      {KEY_KINDS.map((kind) => (
        <li key={kind} className="flex items-center gap-4 border-b border-line last:border-b-0">
          <span className="min-w-0 flex-1 text-body">{words.kinds[kind]}</span>
          <Checkbox label={words.reads} aria-label={`${words.kinds[kind]}: ${words.reads}`} checked={chosen.reads.includes(kind)} onChange={(on) => onChange({ ...chosen, reads: turned(chosen.reads, kind, on) })} />
          {isWritable(kind)
            ? <Checkbox label={words.writes} aria-label={`${words.kinds[kind]}: ${words.writes}`} checked={chosen.writes.includes(kind)} onChange={(on) => onChange({ ...chosen, writes: turned(chosen.writes, kind, on) })} />
            : <span aria-hidden className="invisible"><Checkbox label={words.writes} disabled checked={false} onChange={() => undefined} /></span>}
        </li>
      ))}
    </ul>
  );
};

export interface KeyDialogProps { readonly path: string; readonly onMade: () => void; readonly onClose: () => void }

export const KeyDialog = ({ path, onMade, onClose }: KeyDialogProps) => {
  const { api } = useApp();
  const labels = useUiLabels();
  const form = useId();
  const [typed, setTyped] = useState<Typed>({ name: "", access: "read", chosen: { reads: [], writes: [] }, days: "90" });
  const [wrong, setWrong] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const [made, setMade] = useState<string>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong(undefined);
    setTrouble(undefined);
  };
  const save = async () => {
    const name = typed.name.trim();
    if (name === "" || name.length > LONGEST) return setWrong(words.needsName);
    const scopes = scopesOf({ read: readsAll, all: allowsAll, some: typed.chosen }[typed.access]);
    if (scopes.length === 0) return setTrouble(words.needsScope);
    setBusy(true);
    const answer = await api({ method: "POST", path, body: { name, scopes, expiresInDays: typed.days === "" ? null : Number(typed.days) } });
    setBusy(false);
    if (!answer.ok) return setTrouble(problemSaid(answer.error, words.needsNetwork));
    const key = keyIn(answer.value);
    if (key === "") return setTrouble(text.api.unknown);
    setMade(key);
    onMade();
  };
  if (made !== undefined) return <Made made={made} onClose={onClose} />;
  return (
    <Dialog
      open onClose={onClose} title={words.newTitle} description={words.lead}
      footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" type="submit" form={form} busy={busy}>{words.save}</Button></>}
    >
      <form
        id={form} noValidate className="flex flex-col gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        <TextField label={words.name} hint={words.nameHint} value={typed.name} onChange={(name) => set({ name })} error={wrong} autoComplete="off" />
        <Select label={words.access} value={typed.access} onChange={(access) => set({ access })} options={ACCESSES.map((access) => ({ value: access, label: words.accesses[access] }))} />
        {typed.access === "some" && <Kinds chosen={typed.chosen} onChange={(chosen) => set({ chosen })} />}
        <Select label={words.expires} value={typed.days} onChange={(days) => set({ days })} options={DAYS.map((days) => ({ value: days, label: days === "" ? words.forEver : words.days(Number(days)) }))} />
      </form>
    </Dialog>
  );
};
