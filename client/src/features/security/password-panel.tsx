// One's own password: changed by who knows it.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { problemWords } from "./problem-words.ts";
import { words } from "./texts.ts";

/** The server holds the same limit. */
const LEAST = 10;

const PasswordDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { api } = useApp();
  const toast = useToast();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const save = async (): Promise<string | undefined> => {
    if (current === "") return words.needsPassword;
    if ([...next].length < LEAST) return words.needsLength(LEAST);
    const answer = await api({ method: "POST", path: "/api/auth/password", body: { currentPassword: current, password: next } });
    if (!answer.ok) return problemWords(answer.error);
    toast({ message: words.passwordDone });
    return undefined;
  };
  return (
    <SmallForm title={words.passwordChange} description={words.passwordLead} saveLabel={words.passwordChange} onSave={save} onClose={onClose}>
      <TextField label={words.passwordCurrent} type="password" autoComplete="current-password" value={current} onChange={setCurrent} />
      <TextField label={words.passwordNew} type="password" autoComplete="new-password" hint={words.passwordHint(LEAST)} value={next} onChange={setNext} />
    </SmallForm>
  );
};

export const PasswordPanel = ({ hasPassword }: { readonly hasPassword: boolean }) => {
  const [changing, setChanging] = useState(false);
  return (
    <Panel title={words.password}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-body text-ink-muted">{hasPassword ? words.passwordLead : words.passwordNone}</p>
        {hasPassword && <Button onClick={() => setChanging(true)}>{words.passwordChange}</Button>}
      </div>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Panel>
  );
};
