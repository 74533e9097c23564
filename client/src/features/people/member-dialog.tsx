// Changes a member's role, team and whether he is active: an edit like any other, checked by the server.
import { ROLES } from "@outrider/shared/schema";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";

export const MemberDialog = ({ member, onClose }: { readonly member: MemberView; readonly onClose: () => void }) => {
  const perform = usePerform();
  const own = useUser()?.id === member.id;
  const [typed, setTyped] = useState({ role: member.role, team: member.team, active: member.active });
  const save = async (): Promise<string | undefined> => {
    const values = { role: typed.role, team: typed.team.trim() === "" ? null : typed.team.trim(), active: typed.active };
    if (values.role === member.role && (values.team ?? "") === member.team && values.active === member.active) return undefined;
    return (await perform({ name: "edit", args: { id: member.id, values } }, words.saved(member.name))).reason;
  };
  return (
    <SmallForm title={words.changeTitle(member.name)} description={member.email} saveLabel={words.save} onSave={save} onClose={onClose}>
      <Select label={words.role} disabled={own} hint={own ? words.ownLast : undefined} value={typed.role} onChange={(role) => setTyped({ ...typed, role })} options={ROLES.map((role) => ({ value: role as string, label: text.choice(role) }))} />
      <TextField label={words.team} optional hint={words.teamHint} value={typed.team} onChange={(team) => setTyped({ ...typed, team })} autoComplete="off" />
      <Checkbox label={words.active} hint={words.activeHint} checked={typed.active} disabled={own} onChange={(active) => setTyped({ ...typed, active })} />
    </SmallForm>
  );
};
