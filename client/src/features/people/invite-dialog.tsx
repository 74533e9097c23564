// Invites a person by email: the server makes a link that is good once, and sends it where it can. Needs a network.
import { checkValue, entities, ROLES } from "@outrider/shared/schema";
import { Copy } from "lucide-react";
import { useId, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { copyText } from "../../app/copy-text.ts";
import { text } from "../../app/text.ts";
import type { TeamView } from "../../app/use-teams.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import { teamOptions } from "./team-options.ts";
import { words } from "./texts.ts";

interface Made { readonly link: string; readonly mailed: boolean }

const madeOf = (answer: unknown): Made | null => {
  if (typeof answer !== "object" || answer === null || !("link" in answer) || typeof answer.link !== "string") return null;
  return { link: answer.link, mailed: "mailed" in answer && answer.mailed === true };
};

export const InviteDialog = ({ teams, onClose }: { readonly teams: readonly TeamView[]; readonly onClose: () => void }) => {
  const { api } = useApp();
  const labels = useUiLabels();
  const form = useId();
  const [typed, setTyped] = useState<{ readonly email: string; readonly role: (typeof ROLES)[number]; readonly team: string }>({ email: "", role: "exec", team: "" });
  const [wrong, setWrong] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const [made, setMade] = useState<Made>();
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong(undefined);
  };
  const send = async () => {
    const email = typed.email.trim();
    if (email === "" || checkValue(entities.member.fields.email, email) !== null) return setWrong(words.needsEmail);
    setBusy(true);
    const answer = await api({ method: "POST", path: "/api/invitations", body: { email, role: typed.role, team: typed.team.trim() } });
    setBusy(false);
    if (!answer.ok) {
      if (answer.error.kind === "unreachable") return setTrouble(words.inviteNeedsNetwork);
      return setTrouble(Object.values(answer.error.fields)[0] ?? (answer.error.detail || answer.error.title || text.api.unknown));
    }
    const invitation = madeOf(answer.value);
    if (invitation === null) setTrouble(text.api.unknown);
    else setMade(invitation);
  };
  if (made !== undefined) {
    return (
      <Dialog open onClose={onClose} title={words.inviteMade} description={made.mailed ? words.inviteMailed(typed.email.trim()) : words.inviteNotMailed(typed.email.trim())} footer={<Button variant="primary" onClick={onClose}>{words.done}</Button>}>
        <div className="flex flex-col gap-3 pb-2">
          <TextField label={words.link} value={made.link} onChange={() => undefined} readOnly onFocus={(event) => event.currentTarget.select()} />
          <div className="flex items-center gap-3">
            <Button icon={Copy} onClick={() => void copyText(made.link).then((done) => setSaid(done ? words.copied : words.notCopied))}>{words.copy}</Button>
            <span role="status" className="text-small text-ink-muted">{said}</span>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open onClose={onClose} title={words.inviteTitle}
      footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" type="submit" form={form} busy={busy}>{words.inviteSend}</Button></>}
    >
      <form
        id={form} noValidate className="flex flex-col gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          setTrouble(undefined);
          void send();
        }}
      >
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        <TextField label={words.email} type="email" value={typed.email} onChange={(email) => set({ email })} error={wrong} autoComplete="off" />
        <Select label={words.role} value={typed.role} onChange={(role) => set({ role })} options={ROLES.map((role) => ({ value: role, label: text.choice(role) }))} />
        <Select label={words.team} hint={words.teamHint} value={typed.team} onChange={(team) => set({ team })} options={teamOptions(teams, typed.team)} />
      </form>
    </Dialog>
  );
};
