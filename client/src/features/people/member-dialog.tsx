// Changes a member's role, team and whether he is active: an edit like any other, checked by the server.
import { ROLES } from "@outrider/shared/schema";
import { useId, useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import { words } from "./texts.ts";

export const MemberDialog = ({ member, onClose }: { readonly member: MemberView; readonly onClose: () => void }) => {
  const perform = usePerform();
  const labels = useUiLabels();
  const form = useId();
  const own = useUser()?.id === member.id;
  const [typed, setTyped] = useState({ role: member.role, team: member.team, active: member.active });
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const values = { role: typed.role, team: typed.team.trim() === "" ? null : typed.team.trim(), active: typed.active };
    if (values.role === member.role && (values.team ?? "") === member.team && values.active === member.active) return onClose();
    setBusy(true);
    const { reason } = await perform({ name: "edit", args: { id: member.id, values } }, words.saved(member.name));
    setBusy(false);
    if (reason === undefined) onClose();
    else setTrouble(reason);
  };
  return (
    <Dialog
      open onClose={onClose} title={words.changeTitle(member.name)} description={member.email}
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
        <Select label={words.role} disabled={own} hint={own ? words.ownLast : undefined} value={typed.role} onChange={(role) => setTyped({ ...typed, role })} options={ROLES.map((role) => ({ value: role as string, label: text.choice(role) }))} />
        <TextField label={words.team} optional hint={words.teamHint} value={typed.team} onChange={(team) => setTyped({ ...typed, team })} autoComplete="off" />
        <Checkbox label={words.active} hint={words.activeHint} checked={typed.active} disabled={own} onChange={(active) => setTyped({ ...typed, active })} />
      </form>
    </Dialog>
  );
};
