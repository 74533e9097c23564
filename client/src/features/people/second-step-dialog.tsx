// Takes a member's second step off, for who lost the authenticator and the recovery codes. The server alone knows whether
// there is one, asks the admin's own password, and tells the member.
import { useCallback, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { useAsked } from "../../app/use-asked.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

interface State { readonly on: boolean; readonly hasPassword: boolean }

const stateOf = (answer: unknown): State => ({
  on: typeof answer === "object" && answer !== null && "on" in answer && answer.on === true,
  hasPassword: typeof answer === "object" && answer !== null && "hasPassword" in answer && answer.hasPassword === true,
});

export const SecondStepDialog = ({ member, onClose }: { readonly member: MemberView; readonly onClose: () => void }) => {
  const { api } = useApp();
  const toast = useToast();
  const path = `/api/auth/second-factor/members/${member.id}`;
  const { value, problem } = useAsked(path, stateOf);
  const [password, setPassword] = useState("");
  const remove = useCallback(async (): Promise<string | undefined> => {
    if (value?.hasPassword === true && password === "") return words.secondStepNeedsPassword;
    const answer = await api({ method: "DELETE", path, body: password === "" ? {} : { password } });
    if (!answer.ok) return answer.error.kind === "unreachable" ? words.secondStepNeedsNetwork : (Object.values(answer.error.fields)[0] ?? (answer.error.detail || answer.error.title || text.api.unknown));
    toast({ message: words.secondStepRemoved(member.name) });
    return undefined;
  }, [api, member.name, password, path, toast, value]);
  if (value?.on === true) {
    return (
      <SmallForm title={words.secondStepOf(member.name)} description={words.secondStepDetail} saveLabel={words.secondStepRemove} onSave={remove} onClose={onClose}>
        {value.hasPassword && <TextField label={words.ownPassword} type="password" autoComplete="current-password" value={password} onChange={setPassword} />}
      </SmallForm>
    );
  }
  return (
    <Dialog open onClose={onClose} title={words.secondStepOf(member.name)} footer={<Button variant="primary" onClick={onClose}>{words.done}</Button>}>
      <div className="pb-2">
        {value === undefined && problem === undefined && <Skeleton lines={2} />}
        {value === undefined && problem !== undefined && <Banner kind="info" title={problem.kind === "unreachable" ? words.secondStepNeedsNetwork : (problem.detail || problem.title || text.api.unknown)} />}
        {value !== undefined && <p className="text-body text-ink-muted">{words.secondStepNone(member.name)}</p>}
      </div>
    </Dialog>
  );
};
