// The teams: made, named, filled. They are records: all of it works offline.
import { ArchiveRestore, Pencil, Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import { type TeamView, useTeams } from "../../app/use-teams.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ArchivedList } from "./archived-list.tsx";
import { TeamDialog } from "./team-dialog.tsx";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

const managersOf = ({ members }: TeamView): string => members.filter(({ role }) => role === "manager").map(({ name }) => name).join(", ");

export const TeamsScreen = () => {
  const { teams, members, loading } = useTeams();
  const { restore } = useEdit();
  const [editing, setEditing] = useState<TeamView | "new">();
  const used = teams.filter(({ archived }) => !archived);
  const create = <Button variant="primary" icon={Plus} onClick={() => setEditing("new")}>{words.teams.create}</Button>;
  return (
    <>
      <p className="text-body text-ink-muted">{words.teams.hint}</p>
      {loading ? <Skeleton lines={4} boxed /> : (
        <Panel title={words.screens.teams} flush actions={used.length > 0 ? create : undefined}>
          {used.length === 0 ? <EmptyState icon={UsersRound} title={words.teams.none} action={create}>{words.teams.noneDetail}</EmptyState> : (
            <ul aria-label={words.screens.teams}>
              {used.map((team) => (
                <li key={team.key} className="flex min-h-14 items-center gap-2 border-b border-line px-4 py-1.5 last:border-b-0">
                  <span className="min-w-0 flex-1">
                    <span className="block text-body font-medium wrap-anywhere">{team.name}</span>
                    <span className="block text-small text-ink-muted">{words.teams.people(team.members.length)} · {managersOf(team) === "" ? words.teams.noManager : words.teams.managedBy(managersOf(team))}</span>
                  </span>
                  <IconButton icon={Pencil} label={words.change(team.name)} onClick={() => setEditing(team)} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
      <ArchivedList icon={ArchiveRestore} items={teams.flatMap(({ id, name, archived }) => (archived && id !== null ? [{ id, name }] : []))} onRestore={restore} />
      {editing !== undefined && <TeamDialog team={editing === "new" ? undefined : editing} teams={teams} members={members.filter(({ active }) => active)} onClose={() => setEditing(undefined)} />}
    </>
  );
};
