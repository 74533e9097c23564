// Makes a team or changes one: its name, who is in it, who manages it.
import { useState } from "react";
import type { MemberView } from "../../app/use-definitions.ts";
import { teamName, type TeamView } from "../../app/use-teams.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { teamCalls } from "./team-calls.ts";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

export type TeamDialogProps = { readonly team: TeamView | undefined; readonly teams: readonly TeamView[]; /** Active ones. */ readonly members: readonly MemberView[]; readonly onClose: () => void };

export const TeamDialog = ({ team, teams, members, onClose }: TeamDialogProps) => {
  const { perform } = useEdit();
  const [name, setName] = useState(team?.name ?? "");
  const [wrong, setWrong] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(team?.members.map(({ id }) => id)));
  const [manager, setManager] = useState("");
  const [archived, setArchived] = useState(false);
  const say = (reason: string): string => {
    setWrong(reason);
    return reason;
  };
  const save = async (): Promise<string | undefined> => {
    const called = name.trim();
    if (called === "") return say(words.needsName);
    // A key that somebody uses stands for that team, archived or not.
    if (teams.some((other) => other.key !== team?.key && (other.name.toLowerCase() === called.toLowerCase() || (team === undefined && other.key === called)))) return say(words.teams.taken);
    const calls = teamCalls({ key: team?.key ?? null, defined: team !== undefined && team.id !== null, name: called, archived, members: chosen, manager }, members, team);
    return calls.length === 0 ? undefined : (await perform(calls, words.saved(called))).reason;
  };
  const managers = team?.members.filter(({ role }) => role === "manager") ?? [];
  return (
    <SmallForm title={team === undefined ? words.teams.create : words.change(team.name)} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField
        label={words.name} value={name} error={wrong} maxLength={60} autoComplete="off"
        onChange={(next) => {
          setName(next);
          setWrong(undefined);
        }}
      />
      <Select
        label={words.teams.manager} hint={words.teams.managerHint} value={manager}
        options={[{ value: "", label: managers.length === 0 ? words.teams.noManager : managers.map((one) => one.name).join(", ") }, ...members.filter(({ id }) => !managers.some((one) => one.id === id)).map(({ id, name: label }) => ({ value: id, label }))]}
        onChange={setManager}
      />
      <fieldset className="min-w-0 border-0 p-0">
        <legend className="pb-1 text-small font-medium">{words.teams.members}</legend>
        {members.map(({ id, name: label, team: key }) => (
          <Checkbox
            key={id} label={label} hint={key !== "" && key !== team?.key ? words.teams.inOther(teamName(teams, key)) : undefined} checked={chosen.has(id) || id === manager} disabled={id === manager}
            onChange={(on) => setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)))}
          />
        ))}
      </fieldset>
      {team !== undefined && team.id !== null && <Checkbox label={words.teams.archive} hint={words.teams.archiveHint} disabled={chosen.size > 0 || manager !== ""} checked={archived && chosen.size === 0} onChange={setArchived} />}
    </SmallForm>
  );
};
