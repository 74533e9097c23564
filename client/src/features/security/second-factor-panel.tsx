// The second step of one's own sign-in: set up, its recovery codes renewed, turned off.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type AccountView, type NewFactor, recoveryCodesOf } from "./account-view.ts";
import { BeginDialog, ConfirmFactorDialog } from "./begin-dialogs.tsx";
import { problemWords } from "./problem-words.ts";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { words } from "./texts.ts";

type Step = { readonly at: "begin" | "remove" | "renew" } | { readonly at: "confirm"; readonly begun: NewFactor } | { readonly at: "codes"; readonly codes: readonly string[] };

/** A small form that wants one code, of the app or a recovery code. */
const CodeDialog = ({ title, detail, saveLabel, onCode, onClose }: { readonly title: string; readonly detail: string; readonly saveLabel: string; readonly onCode: (code: string) => Promise<string | undefined>; readonly onClose: () => void }) => {
  const [code, setCode] = useState("");
  return (
    <SmallForm title={title} description={detail} saveLabel={saveLabel} onSave={() => (code.trim() === "" ? Promise.resolve(words.needsCode) : onCode(code.trim()))} onClose={onClose}>
      <TextField label={words.anyCode} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={code} onChange={setCode} />
    </SmallForm>
  );
};

export const SecondFactorPanel = ({ account, onChanged }: { readonly account: AccountView; readonly onChanged: () => void }) => {
  const { api, session } = useApp();
  const toast = useToast();
  const [step, setStep] = useState<Step>();
  /** A form closes itself when it has done its part; only if none has followed it, all is closed. */
  const close = (at: Step["at"]) => () => setStep((now) => (now?.at === at ? undefined : now));
  const showCodes = (codes: readonly string[]) => {
    setStep({ at: "codes", codes });
    onChanged();
  };
  const remove = async (code: string): Promise<string | undefined> => {
    const answer = await api({ method: "DELETE", path: "/api/auth/second-factor", body: { code } });
    if (!answer.ok) return problemWords(answer.error);
    toast({ message: words.factorRemoved });
    onChanged();
    if (account.required) void session.check();
    return undefined;
  };
  const renew = async (code: string): Promise<string | undefined> => {
    const answer = await api({ method: "POST", path: "/api/auth/second-factor/recovery-codes", body: { code } });
    if (!answer.ok) return problemWords(answer.error);
    showCodes(recoveryCodesOf(answer.value));
    return undefined;
  };
  return (
    <Panel title={words.factor}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-body text-ink-muted">{account.factorOn ? `${words.factorOn} ${words.codesLeft(account.recoveryCodesLeft)}` : words.factorOff}</p>
        <div className="flex flex-wrap gap-2">
          {!account.factorOn && <Button onClick={() => setStep({ at: "begin" })}>{words.factorBegin}</Button>}
          {account.factorOn && <Button onClick={() => setStep({ at: "renew" })}>{words.codesRenew}</Button>}
          {account.factorOn && <Button onClick={() => setStep({ at: "remove" })}>{words.factorRemove}</Button>}
        </div>
        {account.factorOn && account.required && <p className="text-small text-ink-muted">{words.factorRequired}</p>}
      </div>
      {step?.at === "begin" && <BeginDialog hasPassword={account.hasPassword} onBegun={(begun) => setStep({ at: "confirm", begun })} onClose={close("begin")} />}
      {step?.at === "confirm" && <ConfirmFactorDialog begun={step.begun} onDone={showCodes} onClose={close("confirm")} />}
      {step?.at === "codes" && <RecoveryCodesDialog codes={step.codes} onClose={close("codes")} />}
      {step?.at === "renew" && <CodeDialog title={words.codesRenew} detail={words.codesRenewDetail} saveLabel={words.goOn} onCode={renew} onClose={close("renew")} />}
      {step?.at === "remove" && <CodeDialog title={words.factorRemove} detail={words.factorRemoveDetail} saveLabel={words.goOn} onCode={remove} onClose={close("remove")} />}
    </Panel>
  );
};
