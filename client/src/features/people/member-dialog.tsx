// Changes a member's role, team and whether he is active: an edit like any other, checked by the server. Who is made
// inactive can have all that he owns given to somebody first.
import { ROLES } from "@outrider/shared/schema";
import { useState } from "react";
import { useAct, useEngineLink } from "../../act/index.ts";
import { useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { TeamView } from "../../app/use-teams.ts";
import { askOnce } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { giveAway } from "./give-away.ts";
import { teamOptions } from "./team-options.ts";
import { words } from "./texts.ts";

export type MemberDialogProps = { readonly member: MemberView; readonly members: readonly MemberView[]; readonly teams: readonly TeamView[]; readonly onSecondStep: () => void; readonly onErase: () => void; readonly onClose: () => void };

export const MemberDialog = ({ member, members, teams, onSecondStep, onErase, onClose }: MemberDialogProps) => {
  const perform = usePerform();
  const act = useAct();
  const link = useEngineLink();
  const me = useUser()?.id;
  const own = me === member.id;
  const [typed, setTyped] = useState({ role: member.role, team: member.team, active: member.active });
  const others = members.filter(({ id, active }) => active && id !== member.id);
  // Whoever manages the team goes on with the work, else whoever does this.
  const [to, setTo] = useState(others.find(({ role, team }) => role === "manager" && team !== "" && team === member.team)?.id ?? me ?? "");
  const [given, setGiven] = useState(0);
  const leaves = member.active && !typed.active;
  const save = async (): Promise<string | undefined> => {
    const values = { role: typed.role, team: typed.team === "" ? null : typed.team, active: typed.active };
    if (values.role === member.role && (values.team ?? "") === member.team && values.active === member.active) return undefined;
    let done = 0;
    if (leaves && to !== "") {
      const outcome = await giveAway({
        from: member.id, to, onProgress: setGiven, ask: (query) => askOnce(link, query),
        perform: async (call) => {
          const saved = await act.perform(call);
          return saved.ok ? undefined : saved.error.message;
        },
        older: async (kinds) => (await act.older(kinds)).result === "fetched",
      });
      if (outcome.reason !== undefined) return outcome.reason;
      if (!outcome.all) return words.notAll;
      done = outcome.given;
    }
    return (await perform({ name: "edit", args: { id: member.id, values } }, done > 0 ? words.given(member.name, done) : words.saved(member.name))).reason;
  };
  return (
    <SmallForm title={words.changeTitle(member.name)} description={member.email} saveLabel={words.save} onSave={save} onClose={onClose}>
      <Select label={words.role} disabled={own} hint={own ? words.ownLast : undefined} value={typed.role} onChange={(role) => setTyped({ ...typed, role })} options={ROLES.map((role) => ({ value: role as string, label: text.choice(role) }))} />
      <Select label={words.team} hint={words.teamHint} value={typed.team} onChange={(team) => setTyped({ ...typed, team })} options={teamOptions(teams, typed.team)} />
      <Checkbox label={words.active} hint={words.activeHint} checked={typed.active} disabled={own} onChange={(active) => setTyped({ ...typed, active })} />
      {leaves && (
        <Select
          label={words.giveTo} hint={given > 0 ? words.giving(given) : words.giveHint} value={to} onChange={setTo}
          options={[{ value: "", label: words.keep }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {!own && member.active && <Button onClick={onSecondStep}>{words.secondStep}</Button>}
      {!own && !member.active && <Button variant="danger" onClick={onErase}>{words.erase}</Button>}
    </SmallForm>
  );
};
