// Erases somebody who has left: the server alone can, and the name has to be typed, for it does not come back.
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

export const EraseMemberDialog = ({ member, onClose }: { readonly member: MemberView; readonly onClose: () => void }) => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const [name, setName] = useState("");
  const erase = async (): Promise<string | undefined> => {
    const answer = await api({ method: "POST", path: `/api/privacy/members/${member.id}/erasure?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`, body: { name } });
    if (answer.ok) {
      toast({ message: words.erased(member.name) });
      return undefined;
    }
    return answer.error.kind === "unreachable" ? words.eraseNeedsNetwork : (Object.values(answer.error.fields)[0] ?? (answer.error.detail || text.api.unknown));
  };
  return (
    <SmallForm title={words.eraseOf(member.name)} description={words.eraseDetail} saveLabel={words.eraseNow} onSave={erase} onClose={onClose}>
      <TextField label={words.eraseName} hint={words.eraseNameHint(member.name)} autoComplete="off" value={name} onChange={setName} />
    </SmallForm>
  );
};
